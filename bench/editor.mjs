// Keystroke to findings: how long after a key is struck in an editor the language server has told what is wrong,
// for formulas of 1,000 and 10,000 steps. Keys are those of somebody who writes labels, whose texts in between are mostly
// not valid, a comment, and a sentence of a description. The same formula cooked whole, as `gt cook --check` does, is what
// the times are held against.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { compile, memoryHost } from '../dist/compiler/index.js';
import { median, percentile, printTable } from './measure.mjs';

/** Steps, and milliseconds that 95 of 100 keys may take. */
const BARS = [
  [1_000, 50],
  [10_000, 250],
];
const ROUNDS = 6;
const GT = fileURLToPath(new URL('../dist/gt.cjs', import.meta.url));

/** A formula whose steps have titles, descriptions, variables and needs, a hundred side by side. */
function formula(steps) {
  const text = ['formula = "big"\n\n[vars.who]\ndescription = "Who asks."\ndefault = "me"\n'];
  for (let i = 0; i < steps; i++) {
    const needs = i < 100 ? '' : `needs = ["step-${i - 100}"]\n`;
    text.push(
      `\n[[steps]]\nid = "step-${i}"\ntitle = "Step ${i} for {{who}}"\ndescription = """\nDo what is to be done in step ${i}.\n\nThen say so.\n"""\n${needs}`,
    );
  }
  return text.join('');
}

async function measure(steps) {
  const folder = mkdtempSync(join(tmpdir(), 'gt-editor-'));
  mkdirSync(join(folder, '.git'));
  const server = spawn(process.execPath, [GT, 'lsp'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const waiting = new Map();
  connection.onNotification('textDocument/publishDiagnostics', ({ version }) => waiting.get(version)?.());
  connection.listen();
  try {
    await connection.sendRequest('initialize', {
      processId: null,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
    });
    await connection.sendNotification('initialized', {});
    const uri = pathToFileURL(join(folder, 'big.formula.toml')).href;
    const text = formula(steps);
    const published = (version) => new Promise((resolve) => waiting.set(version, resolve));
    let version = 1;
    const first = published(version);
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'toml', version, text },
    });
    await first;
    const line = text.slice(0, text.indexOf(`id = "step-${steps >> 1}"`)).split('\n').length;
    const strike = async (range, key) => {
      version++;
      const told = published(version);
      const start = performance.now();
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text: key }],
      });
      await told;
      return performance.now() - start;
    };
    const at = (character) => ({ start: { line, character }, end: { line, character } });
    const valid = [];
    const broken = [];
    const prose = [];
    for (let round = 0; round < ROUNDS; round++) {
      await strike(at(0), '\n');
      const keys = 'labels = ["one", "two"]';
      for (let place = 0; place < keys.length; place++) {
        const took = await strike(at(place), keys[place]);
        // The first round runs in V8's interpreter.
        if (round > 0) (place === keys.length - 1 ? valid : broken).push(took);
      }
      for (const [place, key] of [...' # why not'].entries()) {
        const took = await strike(at(keys.length + place), key);
        if (round > 0) valid.push(took);
      }
      await strike({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, '');
      // Below the id and the title: the first line of the description.
      const inProse = (character) => ({
        start: { line: line + 2, character },
        end: { line: line + 2, character },
      });
      for (const [place, key] of [...'Then tell everybody. '].entries()) {
        const took = await strike(inProse(place), key);
        if (round > 0) prose.push(took);
      }
    }
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    return { valid, broken, prose };
  } finally {
    connection.dispose();
    server.kill();
    rmSync(folder, { recursive: true });
  }
}

async function fullCook(steps) {
  const host = memoryHost({ 'big.formula.toml': formula(steps) });
  const times = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    await compile(host.all()[0], host, { check: true });
    times.push(performance.now() - start);
  }
  return median(times);
}

const rows = [
  ['steps', 'p50 ms', 'p95 ms', 'valid p95', 'broken p95', 'prose p95', 'bar', 'full cook ms', 'p95 : cook'],
];
let isWithin = true;
for (const [steps, bar] of BARS) {
  const { valid, broken, prose } = await measure(steps);
  const all = [...valid, ...broken, ...prose];
  const cook = await fullCook(steps);
  const p95 = percentile(all, 0.95);
  if (p95 > bar) isWithin = false;
  rows.push([
    steps,
    percentile(all, 0.5).toFixed(1),
    p95.toFixed(1),
    percentile(valid, 0.95).toFixed(1),
    percentile(broken, 0.95).toFixed(1),
    percentile(prose, 0.95).toFixed(1),
    `< ${bar}`,
    cook.toFixed(1),
    (p95 / cook).toFixed(2),
  ]);
}
console.log('keystroke to findings published');
printTable(rows);
if (!isWithin) process.exitCode = 1;
