// How soon a formula that would have thousands of millions of steps is refused, and what memory that takes: whole
// processes, in turns with a bare `node -e 0`.
//   bars: 100 ms above bare node, 200 MB
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, printTable } from './measure.mjs';

const ROUNDS = 9;
const gt = fileURLToPath(new URL('../dist/gt.cjs', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'gt-bench-'));
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

const ten = (id, more) =>
  Array.from({ length: 10 }, (_, at) => `[[template]]\nid = "{target}.${id}${at}"\n${more}`).join('\n');
/** A step that is a loop, in one line. */
const loop = (id, how, body) => `{ id = "${id}", loop = { ${how}, body = [${body}] } }`;
const formulas = {
  'loops-expansion-aspect': `compose.aspects = ["around"]
steps = [${loop('a', 'count = 1000', loop('b', 'count = 1000', '{ id = "c", expand = "thousand" }'))}]`,
  'expansions-in-expansions': 'steps = [{ id = "a", expand = "e1" }]',
  'aspects-over-loops': `compose.aspects = ["around", "around-again"]
steps = [${loop('a', 'count = 1000', loop('b', 'count = 900', '{ id = "c" }'))}]`,
  'ranges-that-grow': `steps = [${loop(
    'a',
    'range = "1..2000", var = "i"',
    loop('b', 'range = "1..{i}", var = "j"', loop('c', 'range = "1..{j}"', '{ id = "d" }')),
  )}]`,
};
const beside = {
  thousand: 'template = [{ id = "{target}.x", loop = { count = 1000, body = [{ id = "y" }] } }]',
  around: 'advice = [{ target = "*", before = { id = "{step.id}-before" } }]',
  'around-again': 'advice = [{ target = "*", after = { id = "{step.id}-after" } }]',
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`e${at + 1}`, ten('x', at < 8 ? `expand = "e${at + 2}"` : '')]),
  ),
};
for (const [name, text] of Object.entries({ ...formulas, ...beside }))
  writeFileSync(join(cwd, `${name}.formula.toml`), `formula = "${name}"\n${text}\n`);

// The peak of the process is told by itself, as it ends.
const tell = join(cwd, 'tell.cjs');
writeFileSync(
  tell,
  "process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS));",
);

function run(args, refused) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ['-r', tell, ...args], {
    cwd,
    env,
    encoding: 'utf8',
  });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== (refused ? 1 : 0) || (refused && !stderr.includes('GT5008'))) throw new Error(stderr);
  return { ms, mb: Number(/peak (\d+)/.exec(stderr)[1]) / 1024 };
}

const results = new Map([['node -e 0', []], ...Object.keys(formulas).map((name) => [name, []])]);
for (let round = -1; round < ROUNDS; round++) {
  for (const [name, all] of results) {
    const isBare = name === 'node -e 0';
    const result = run(isBare ? ['-e', '0'] : [gt, 'cook', `./${name}.formula.toml`], !isBare);
    if (round >= 0) all.push(result);
  }
}
rmSync(cwd, { recursive: true });

const bare = median(results.get('node -e 0').map(({ ms }) => ms));
console.log(`refusal of 10^9 steps, medians of ${ROUNDS}, node ${process.version}`);
printTable([
  ['', 'ms', 'ms above bare node', 'MB'],
  ...[...results].map(([name, all]) => {
    const ms = median(all.map((each) => each.ms));
    return [name, ms.toFixed(1), (ms - bare).toFixed(1), median(all.map(({ mb }) => mb)).toFixed(0)];
  }),
]);
