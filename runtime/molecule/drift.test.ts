import { beforeEach, expect, it } from 'vitest';
import type { Host } from '../../compiler/host.js';
import { memoryHost } from '../../compiler/host-memory.js';
import { Workbench } from '../testing/workbench.js';
import { bond } from './bond.js';
import { type Drift, driftOf } from './drift.js';
import { pinnedBy } from './pinned.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

const worldOf = (texts: Readonly<Record<string, string>>): Host =>
  memoryHost(
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [`${name}.formula.toml`, `formula = "${name}"\n${text}`]),
    ),
  );

async function drift(n: number, host: Host): Promise<Drift[]> {
  return driftOf(await bench.ledger.read((view) => pinnedBy(view, n)), host, []);
}

const MAIN = `
[vars.rounds]
default = 2
[vars.who]
default = "me"
[[steps]]
id = "a"
title = "A for {{who}}"
[[steps]]
id = "again"
needs = ["a"]
[steps.loop]
count = "{{rounds}}"
[[steps.loop.body]]
id = "try"
`;

it('finds nothing where nothing has changed, for the values that it was poured with', async () => {
  const { n } = await bench.pour({ main: MAIN }, { values: { rounds: '3', who: 'you' } });
  const [one, ...others] = await drift(n, worldOf({ main: MAIN }));
  expect([one?.diff?.same, one?.diff?.changes, others, one?.diagnostics]).toEqual([true, [], [], []]);
});

it('tells what has changed since, and touches nothing that flows', async () => {
  const { n } = await bench.pour({ main: MAIN }, { values: { rounds: '3' } });
  const before = await bench.states(n);
  const changed = MAIN.replace('A for', 'Another for').replace('id = "try"', 'id = "try"\npriority = 0');
  const [one] = await drift(n, worldOf({ main: changed }));
  expect(
    one?.diff?.changes.map(({ kind, id, fields }) => [kind, id, fields.map(({ field }) => field)]),
  ).toEqual([
    ['changed', 'a', ['title']],
    ['changed', 'again.iter1.try', ['priority']],
    ['changed', 'again.iter2.try', ['priority']],
    ['changed', 'again.iter3.try', ['priority']],
  ]);
  expect(await bench.states(n)).toEqual(before);
});

it('looks at what was bonded too, each formula once', async () => {
  const audit = '[[steps]]\nid = "look"\n';
  const { n } = await bench.pour({ main: MAIN });
  const ingredients = await bench.cook({ audit });
  for (const ref of ['one', 'two'])
    await bench.change((turn) => {
      const root = turn.tx.node(n);
      if (root) bond(turn, root, ingredients, { type: 'parallel', ref });
    });
  const found = await drift(n, worldOf({ main: MAIN, audit: `${audit}title = "Peer"\n` }));
  expect(
    found.map(({ pinned, diff }) => [pinned.stored.protomolecule.name, pinned.parts.length, diff?.same]),
  ).toEqual([
    ['main', 1, true],
    ['audit', 2, false],
  ]);
});

it('says why a formula cannot be compared: it is gone, or has errors', async () => {
  const { n } = await bench.pour({ main: MAIN });
  const [gone] = await drift(n, worldOf({ mian: MAIN }));
  expect([gone?.now, gone?.diff, gone?.diagnostics.map(({ code }) => code)]).toEqual([
    ...[undefined, undefined, ['GT1001']],
  ]);
  const [broken] = await drift(n, worldOf({ main: `${MAIN}needs = ["nobody"]\n` }));
  expect([
    broken?.now,
    broken?.diff,
    broken?.diagnostics.some(({ severity }) => severity === 'error'),
  ]).toEqual([...[undefined, undefined, true]]);
});
