// Pouring, listing what is ready and closing, held against bare SQLite in the same run: the same rows, indexes and
// pragmas, by prepared statements in one transaction (the floor). Ratios are the claims; times depend on the machine.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryHost } from '../dist/compiler/index.js';
import { claimNext, Engine, openLedger, pour, prepare, report } from '../dist/runtime/index.js';
import { median, printTable } from './measure.mjs';

const { DatabaseSync } = createRequire(import.meta.url)('@photostructure/sqlite');
const STEPS = 10_000;
const ROUNDS = 5;
const root = mkdtempSync(join(tmpdir(), 'gt-bench-'));
const ms = (number) => `${number.toFixed(number < 10 ? 3 : 0)} ms`;
const time = async (work) => {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
};

const formula = (count, needsOf) =>
  `formula = "bench"\n${Array.from({ length: count }, (_, at) => {
    const needs = needsOf(at);
    return `[[steps]]\nid = "s${at}"\ntitle = "Step ${at}"\ndescription = "Do part ${at} as the plan has it, and say what came of it."\n${
      needs.length > 0 ? `needs = [${needs.map((need) => `"s${need}"`).join(', ')}]\n` : ''
    }`;
  }).join('')}`;
const SHAPES = {
  chain: (at) => (at === 0 ? [] : [at - 1]),
  wide: () => [],
  layers: (at) => (at < 10 ? [] : [0, 1, 2].map((k) => (Math.floor(at / 10) - 1) * 10 + ((at + k) % 10))),
};

async function cook(text) {
  const host = memoryHost({ 'bench.formula.toml': text });
  const { ingredients } = await prepare(host.candidates('bench')[0], host);
  return ingredients;
}

let folders = 0;
async function open(from, probe) {
  const folder = join(root, String(folders++));
  if (from) cpSync(from, folder, { recursive: true });
  else (await import('node:fs')).mkdirSync(folder);
  const ledger = await openLedger(folder, from ? {} : { create: { prefix: 'b' }, probe });
  const engine = new Engine(ledger, { clock: Date.now, env: () => undefined, fileExists: () => undefined });
  return { folder, ledger, engine };
}
const pourInto = ({ engine }, ingredients) =>
  engine.change('bench', (turn) => pour(turn, ingredients, { phase: 'liquid' }));

/** The rows that a pour has written, inserted again by bare statements into an empty file of the same schema. */
function floor(poured, empty) {
  const from = new DatabaseSync(join(poured, 'beads.db'), { readOnly: true });
  const tables = from
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
    .map(({ name }) => name);
  const rows = tables.map((name) => [name, from.prepare(`SELECT * FROM ${name}`).all()]);
  from.close();
  const to = new DatabaseSync(join(empty, 'beads.db'));
  to.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF');
  const generated = (name) =>
    new Set(
      to
        .prepare(`PRAGMA table_xinfo(${name})`)
        .all()
        .filter(({ hidden }) => hidden > 0)
        .map((column) => column.name),
    );
  // What the empty ledger has already is written over.
  const plans = rows.map(([name, all]) => {
    const keys = Object.keys(all[0] ?? {}).filter((key) => !generated(name).has(key));
    return {
      all,
      keys,
      statement:
        all.length > 0 &&
        to.prepare(
          `INSERT OR REPLACE INTO ${name} (${keys.map((key) => `"${key}"`).join(', ')}) VALUES (${keys.map(() => '?').join(', ')})`,
        ),
    };
  });
  const start = performance.now();
  to.exec('BEGIN IMMEDIATE');
  let count = 0;
  for (const { all, keys, statement } of plans)
    for (const row of all) {
      statement.run(...keys.map((key) => row[key]));
      count += 1;
    }
  to.exec('COMMIT');
  const took = performance.now() - start;
  to.close();
  return { took, count };
}

async function measurePour(shape) {
  const ingredients = await cook(formula(STEPS, SHAPES[shape]));
  const pours = [];
  const floors = [];
  let count = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const place = await open();
    const [took] = await time(() => pourInto(place, ingredients));
    place.ledger.close();
    const empty = await open();
    empty.ledger.close();
    const bare = floor(place.folder, empty.folder);
    count = bare.count;
    // The first round warms both.
    if (round > 0) {
      pours.push(took);
      floors.push(bare.took);
    }
  }
  const [ours, bare] = [median(pours), median(floors)];
  return [shape, String(count), ms(ours), ms(bare), `${(ours / bare).toFixed(2)} x`];
}

async function measureReady(beads, ingredients) {
  const place = await open();
  for (let poured = 0; poured < beads; poured += STEPS) await pourInto(place, ingredients);
  const times = [];
  for (let at = 0; at < 200; at++)
    times.push(
      (await time(() => place.ledger.read((view) => view.ready({ now: Date.now(), limit: 20 }))))[0],
    );
  place.ledger.close();
  return median(times);
}

/** Milliseconds to claim and close a step, at the start and at the end of a chain. */
async function measureClose() {
  const place = await open();
  await pourInto(place, await cook(formula(STEPS, SHAPES.chain)));
  const times = [];
  for (let at = 0; at < STEPS; at++) {
    const [took] = await time(() =>
      place.engine.change('bench', (turn) => {
        const claimed = claimNext(turn, {}, { worker: 'bench', lease: 600_000 });
        report(turn, claimed, claimed.attempt, { outcome: 'pass' });
      }),
    );
    times.push(took);
  }
  place.ledger.close();
  return [median(times.slice(50, 1_050)), median(times.slice(-1_000))];
}

/** The most that is alive while a pour writes, above what was alive before, in bytes a step. */
async function measureMemory() {
  const used = async (count) => {
    const ingredients = await cook(formula(count, SHAPES.chain));
    let statements = 0;
    let most = 0;
    let before = 0;
    const alive = () => {
      global.gc();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const place = await open(undefined, () => {
      if (statements++ % Math.ceil(count / 20) === 0) most = Math.max(most, alive() - before);
    });
    before = alive();
    most = 0;
    await pourInto(place, ingredients);
    place.ledger.close();
    return most / count;
  };
  return [await used(STEPS), await used(4 * STEPS)];
}

console.log(`pouring ${STEPS} steps, medians of ${ROUNDS} (bar: 3 x the floor)`);
const table = [['shape', 'rows', 'pour', 'floor', 'ratio']];
for (const shape of Object.keys(SHAPES)) table.push(await measurePour(shape));
printTable(table);

const sizes = (process.env.BENCH_SIZES ?? '10000,100000,1000000').split(',').map(Number);
console.log(
  '\nready --limit 20, in process, medians of 200 (bars: under 5 ms at 10,000; at most 1.5 x that at 1,000,000)',
);
// A hundred steps are ready in each molecule: every size fills the page.
const wide = await cook(formula(STEPS, (at) => (at < 100 ? [] : [at - 100])));
const readies = [];
for (const size of sizes) readies.push([size, await measureReady(size, wide)]);
printTable([
  ['beads', 'ready', 'ratio'],
  ...readies.map(([size, took]) => [String(size), ms(took), `${(took / readies[0][1]).toFixed(2)} x`]),
]);

const [first, last] = await measureClose();
console.log(
  `\nclaiming and closing a step of a chain of ${STEPS}, medians of 1,000 (bar: the same at both ends)`,
);
printTable([
  ['at its start', 'at its end', 'ratio'],
  [ms(first), ms(last), `${(last / first).toFixed(2)} x`],
]);

if (global.gc) {
  const [small, large] = await measureMemory();
  console.log(`\nmemory that a pour holds above its protomolecule (bar: 1,024 bytes a step, linear)`);
  printTable([
    [`bytes a step of ${STEPS}`, `of ${4 * STEPS}`],
    [small.toFixed(0), large.toFixed(0)],
  ]);
} else console.log('\nmemory is measured with node --expose-gc');
rmSync(root, { recursive: true });
