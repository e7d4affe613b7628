// How long compiling takes, formula by formula, and how it grows with the steps. Growth is a ratio of two
// sizes in one run: 10 x the steps should take about 10 x as long.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, memoryHost } from '../dist/compiler/index.js';
import { median, printTable } from './measure.mjs';

const SIZES = [100, 1_000, 10_000, 100_000];

const shapes = {
  chain(n) {
    return lines(n, (i) => (i === 0 ? [] : [i - 1]));
  },
  wide(n) {
    const all = Array.from({ length: n - 2 }, (_, i) => i + 1);
    return lines(n, (i) => (i === 0 ? [] : i === n - 1 ? all : [0]));
  },
  layered(n) {
    const width = Math.round(Math.sqrt(n));
    return lines(n, (i) => {
      const start = (Math.floor(i / width) - 1) * width;
      return start < 0 ? [] : [0, 1, 7].map((k) => start + ((i + k) % width));
    });
  },
  loop(n) {
    return `[[steps]]\nid = "loop"\n[steps.loop]\ncount = ${n}\n[[steps.loop.body]]\nid = "turn"\ntitle = "Go"\n`;
  },
};

function lines(n, needsOf) {
  const text = [];
  for (let i = 0; i < n; i++) {
    const needs = [...new Set(needsOf(i))];
    text.push(
      `[[steps]]\nid = "s${i}"\n${needs.length > 0 ? `needs = [${needs.map((j) => `"s${j}"`).join(', ')}]\n` : ''}`,
    );
  }
  return text.join('');
}

async function time(files, name, rounds) {
  const host = memoryHost(files);
  const [candidate] = host.candidates(name);
  const times = [];
  // The first rounds of a small formula run in V8's interpreter; what grows is measured after them.
  for (let round = -rounds; round < rounds; round++) {
    const start = performance.now();
    const { errors } = await compile(candidate, host);
    if (errors > 0) throw new Error(`${name} does not compile`);
    if (round >= 0) times.push(performance.now() - start);
  }
  return median(times);
}

const folder = fileURLToPath(new URL('../formulas/', import.meta.url));
const library = Object.fromEntries(
  readdirSync(folder).map((file) => [file, readFileSync(folder + file, 'utf8')]),
);
console.log('the built-in library, warm, medians of 15');
const names = Object.keys(library).map((file) => file.replace('.formula.toml', ''));
const rows = [['', 'ms']];
for (const name of names) rows.push([name, (await time(library, name, 15)).toFixed(2)]);
printTable(rows);

console.log('\ngrowth, ms (and x the size before), medians of 3 (of 30 up to 1,000 steps)');
const table = [['', ...SIZES.map(String)]];
for (const [shape, make] of Object.entries(shapes)) {
  const row = [shape];
  let before;
  for (const size of SIZES) {
    const files = { [`${shape}.formula.toml`]: `formula = "${shape}"\n${make(size)}` };
    const ms = await time(files, shape, size > 1_000 ? 3 : 30);
    row.push(`${ms.toFixed(1)}${before ? ` (${(ms / before).toFixed(1)} x)` : ''}`);
    before = ms;
  }
  table.push(row);
}
printTable(table);
