import { beforeEach, describe, expect, it } from 'vitest';
import { type CompileOptions, compile } from '../../../compiler/compile.js';
import { diff } from '../../../compiler/diff/diff.js';
import type { Protomolecule } from '../../../compiler/emit/protomolecule.js';
import { firstDifference } from '../../../compiler/format/same-graph.js';
import type { Host } from '../../../compiler/host.js';
import { memoryHost } from '../../../compiler/host-memory.js';
import { CORPUS, FIXTURES, formulaTexts, hasCorpus, open, SYSTEMS } from '../../../test/formula-files.js';
import { create, type Turn } from '../../step/index.js';
import { Workbench } from '../../testing/workbench.js';
import { type BondOptions, bond } from '../bond.js';
import { type Poured, pour } from '../pour.js';
import { type Distilled, distillMolecule } from './distill.js';
import { readGrown } from './grown.js';
import { cookThere } from './world.js';

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

async function distilled(
  { n }: Pick<Poured, 'n'>,
  world: Host,
  options: { name?: string; values?: Readonly<Record<string, string>> } = {},
): Promise<Distilled> {
  const { name, values = {} } = options;
  const grown = await bench.ledger.read((view) => {
    const root = view.bead(n);
    if (!root) throw new Error('no root');
    return readGrown(view, root);
  });
  return distillMolecule(grown, world, { name, values: new Map(Object.entries(values)), stepTypes: [] });
}

async function cooked(toml: string, world: Host, options: CompileOptions = {}): Promise<Protomolecule> {
  const name = /^formula = "(.*)"$/m.exec(toml)?.[1] ?? '';
  const found = await cookThere(name, toml, world, options);
  if ('reason' in found) throw new Error(found.reason);
  return found.protomolecule;
}

/** Distil every formula of a folder as it was poured, and cook what was written. */
async function expectLaw(folder: string): Promise<number> {
  const texts = formulaTexts(folder);
  let many = 0;
  for (const file of Object.keys(texts)) {
    const { host, candidate } = open(texts, file);
    const { protomolecule, bundle } = await compile(candidate, host);
    if (!protomolecule || !bundle || protomolecule.type === 'aspect') continue;
    const { n } = await bench.change((turn) =>
      pour(turn, { protomolecule, bundle: bundle(), values: {} }, { phase: protomolecule.phase ?? 'liquid' }),
    );
    const made = await distilled({ n }, host);
    expect([file, made.form, made.notes]).toEqual([file, 'source', []]);
    const again = await cooked(made.toml, host);
    expect([file, again.fingerprint]).toEqual([file, protomolecule.fingerprint]);
    many += 1;
  }
  return many;
}

describe('LAW-11: what is distilled is cooked to what was poured', () => {
  it('holds for the built-in formulas', async () => {
    expect(await expectLaw('formulas')).toBeGreaterThan(7);
  });

  it('holds for the fixtures', async () => {
    expect(await expectLaw(FIXTURES)).toBeGreaterThan(15);
  });

  it.runIf(hasCorpus)('holds for the public corpus', async () => {
    let many = 0;
    for (const system of SYSTEMS) many += await expectLaw(`${CORPUS}/${system}`);
    expect(many).toBeGreaterThan(35);
  });
});

const MAIN = `
[vars.who]
default = "me"
[[steps]]
id = "design"
title = "Design for {{who}}"
[[steps]]
id = "build"
needs = ["design"]
[[steps]]
id = "ship"
needs = ["build"]
[[compose.bond_points]]
id = "checks"
after_step = "build"
before_step = "ship"
`;

const AUDIT = `
[vars]
area = "all"
[[steps]]
id = "look"
title = "Look at {{area}}"
output = { type = "object", properties = { ok = { type = "boolean" } } }
[[steps]]
id = "fix"
needs = ["look"]
description = "What {{steps.look.output.ok}} says"
gate = { type = "condition", condition = "look.output.ok == false" }
retry = { max_attempts = 2 }
[[steps]]
id = "again"
needs = ["fix"]
[steps.loop]
until = "try.output.good == true"
max = 3
[[steps.loop.body]]
id = "try"
`;

const world = worldOf({ main: MAIN, audit: AUDIT });

async function bonded(
  n: number,
  text: string,
  options: Partial<BondOptions> = {},
  values: Readonly<Record<string, string>> = {},
): Promise<void> {
  const ingredients = await bench.cook({ audit: text }, values);
  await bench.change((turn) => {
    const root = turn.tx.node(n);
    if (root) bond(turn, root, ingredients, { type: 'parallel', ...options });
  });
}

const byHand = (turn: Turn, parent: number, id: string, title: string, more: object = {}) =>
  create(turn, {
    bead: {
      ...{ id, title, description: '', design: '', acceptance: '', notes: '', type: 'task' },
      ...{ assignee: null, owner: null, createdBy: null, dueAt: null, externalRef: null },
      ...{ estimate: null, metadata: null, step: null, extra: null, ...more },
    },
    ...{ labels: [], edges: [], parent },
  });

describe('distilling a molecule', () => {
  it('writes its source with the parents merged in where nothing came to it', async () => {
    const poured = await bench.pour({ main: MAIN }, { values: { who: 'you' } });
    const made = await distilled(poured, world, { name: 'ours' });
    expect(made.toml).toBe(`formula = "ours"
type = "workflow"

[vars.who]
default = "me"

[[steps]]
id = "design"
title = "Design for {{who}}"

[[steps]]
id = "build"
needs = ["design"]

[[steps]]
id = "ship"
needs = ["build"]

[[compose.bond_points]]
id = "checks"
after_step = "build"
before_step = "ship"
`);
    expect(made).toMatchObject({ name: 'ours', form: 'source', steps: 3, variables: ['who'], notes: [] });
  });

  it('is cooked to the same for the values that decided which steps there are, and says which', async () => {
    const main = `
[vars.rounds]
default = 2
[vars.who]
default = "me"
[[steps]]
id = "again"
[steps.loop]
count = "{{rounds}}"
[[steps.loop.body]]
id = "try"
title = "Try, {{who}}"
`;
    const there = worldOf({ main });
    const poured = await bench.pour({ main }, { values: { rounds: '3', who: 'you' } });
    const { fingerprint } = (await bench.cook({ main }, { rounds: '3' })).protomolecule;
    const made = await distilled(poured, there);
    expect([made.form, made.steps, made.notes]).toEqual([
      ...['source', 3, ['it makes these steps when it is poured with --var rounds=3']],
    ]);
    const again = await cooked(made.toml, there, { values: new Map([['rounds', '3']]) });
    expect(again.fingerprint).toBe(fingerprint);
  });

  it('has what was bonded, in its place, with its ids, and asking for its own steps', async () => {
    const poured = await bench.pour({ main: MAIN });
    await bonded(poured.n, AUDIT, { point: 'checks' }, { area: 'the API' });
    const made = await distilled(poured, world);
    expect([made.form, made.notes]).toEqual(['plain', []]);
    expect(made.toml).toBe(`formula = "main"
type = "workflow"

[vars.who]
default = "me"

[[steps]]
id = "design"
title = "Design for {{who}}"

[[steps]]
id = "build"
needs = ["design"]

[[steps]]
id = "ship"
needs = ["build", "audit"]

[[steps]]
id = "audit"
title = "audit"
type = "epic"
needs = ["build"]

[[steps.children]]
id = "audit.look"
title = "Look at the API"
output = { properties = { ok = { type = "boolean" } }, type = "object" }

[[steps.children]]
id = "audit.fix"
description = "What {{steps.audit.look.output.ok}} says"
gate = { type = "condition", condition = "audit.look.output.ok == false" }
retry = { max_attempts = 2 }
needs = ["audit.look"]

[[steps.children]]
id = "audit.again"
needs = ["audit.fix"]

[steps.children.loop]
until = "audit.again.iter1.try.output.good == true"
max = 3

[[steps.children.loop.body]]
id = "try"

[[compose.bond_points]]
id = "checks"
after_step = "build"
before_step = "ship"
`);
  });

  it('leaves out what its formula makes by itself: iterations and instances', async () => {
    const text = `
[[steps]]
id = "list"
output = { type = "object", properties = { items = { type = "array" } } }
[steps.on_complete]
for_each = "output.items"
bond = "audit"
[[steps]]
id = "again"
needs = ["list"]
[steps.loop]
until = "try.output.good == true"
max = 3
[[steps.loop.body]]
id = "try"
`;
    const poured = await bench.pour({ main: text, audit: AUDIT });
    await bench.do(`${poured.id}.list`, { output: { items: [1, 2] } });
    const { spawnAll } = await import('../spawn.js');
    await spawnAll(bench.engine, 'tester');
    await bench.do(`${poured.id}.again.iter1.try`, { output: { good: false } });
    expect(await bench.states(poured.n)).toContain('again.iter2.try: ready');
    const there = worldOf({ main: text, audit: AUDIT });
    const made = await distilled(poured, there);
    const { protomolecule } = await bench.cook({ main: text, audit: AUDIT });
    expect([made.form, made.steps]).toEqual(['source', 3]);
    expect((await cooked(made.toml, there)).fingerprint).toBe(protomolecule.fingerprint);
  });

  it('has what was added by hand, and says what it leaves out', async () => {
    const poured = await bench.pour({ main: MAIN });
    await bench.change((turn) => {
      const build = turn.tx.beadById(`${poured.id}.build`);
      byHand(turn, build?.n ?? 0, `${poured.id}.build.1`, 'Tests first', { design: 'TDD', dueAt: 1 });
      byHand(turn, poured.n, `${poured.id}.1`, 'Party');
      turn.tx.updateBead(turn.tx.numberOf(`${poured.id}.design`) ?? 0, { title: 'Design, really' });
    });
    const made = await distilled(poured, world);
    expect(made.toml).toContain(`[[steps]]
id = "build"
needs = ["design"]

[[steps.children]]
id = "build.1"
title = "Tests first"

`);
    expect(made.toml).toContain('[[steps]]\nid = "1"\ntitle = "Party"\n');
    expect(made.notes).toEqual([
      `left out: changes by hand (${poured.id}.design)`,
      `left out: designs (${poured.id}.build.1)`,
      `left out: due dates (${poured.id}.build.1)`,
    ]);
  });

  it('writes all steps out where what the source draws in has changed since', async () => {
    const template = (title: string): string =>
      `type = "expansion"\n[[template]]\nid = "{target}.draft"\ntitle = "${title}"\n`;
    const main = '[[steps]]\nid = "write"\nexpand = "twice"\n';
    const poured = await bench.pour({ main, twice: template('Draft it') });
    const changed = worldOf({ main, twice: template('Something else') });
    const made = await distilled(poured, changed);
    expect([made.form, made.notes]).toEqual([
      'plain',
      ['all is written out, since formulas that it draws in are not what they were when it was poured'],
    ]);
    expect(made.toml).toBe(
      'formula = "main"\ntype = "workflow"\n\n[[steps]]\nid = "write.draft"\ntitle = "Draft it"\n',
    );
    const gone = await distilled(poured, worldOf({ main }));
    expect(gone.notes).toEqual([
      'all is written out, since it would not be cooked here: no formula is named "twice"',
    ]);
  });

  it('refuses what attaches a formula that has changed since', async () => {
    const main = '[[steps]]\nid = "a"\non_complete = { for_each = "output.items", bond = "audit" }\n';
    const poured = await bench.pour({ main, audit: AUDIT });
    const changed = worldOf({ main, audit: AUDIT.replace('Look at', 'Peer at') });
    await expect(distilled(poured, changed)).rejects.toMatchObject({
      code: 'GT8232',
      message: '"main" cannot be distilled: it attaches "audit", which is not what it was when it was poured',
    });
  });

  it('puts variables in the places of texts', async () => {
    const poured = await bench.pour({
      main: '[[steps]]\nid = "a"\ntitle = "Ship auth"\nlabels = ["auth"]\n[[steps]]\nid = "b"\nneeds = ["a"]\n',
    });
    const made = await distilled(poured, world, { values: { feature: 'auth' } });
    expect(made.toml).toBe(`formula = "main"
type = "workflow"

[vars.feature]
required = true

[[steps]]
id = "a"
title = "Ship {{feature}}"
labels = ["{{feature}}"]

[[steps]]
id = "b"
needs = ["a"]
`);
    await expect(distilled(poured, world, { values: { who: 'ada' } })).rejects.toThrow(
      '"who" cannot become a variable: "ada" stands in none of its texts',
    );
    const other = await bench.pour({ main: MAIN });
    await expect(distilled(other, world, { values: { who: 'Design' } })).rejects.toThrow(
      '"who" cannot become a variable: the formula has a variable of that name',
    );
  });

  it('is the same work again when it is poured and distilled', async () => {
    const poured = await bench.pour({ main: MAIN });
    await bonded(poured.n, AUDIT, { type: 'sequential' }, { area: 'x' });
    await bonded(poured.n, AUDIT, { type: 'conditional', ref: 'rescue' }, { area: 'y' });
    const first = await distilled(poured, world);
    const toml = first.toml;
    const again = await bench.pour({ main: toml.replace(/^formula = .*\n/, '') });
    const second = await distilled(again, world);
    const [one, two] = [await cooked(toml, world), await cooked(second.toml, world)];
    expect(firstDifference(one, two, new Set())).toBeUndefined();
    expect(diff(one, two).same).toBe(true);
    expect(one.steps.find(({ id }) => id === 'rescue')).toMatchObject({
      ...{ run_if: 'failed', needs: ['design', 'build', 'ship', 'audit'] },
    });
  });
});
