// Keystroke to findings: how long after a key is struck in an editor the language server has told what is wrong,
// for formulas of 1,000 and 10,000 steps. Four kinds of keys are told apart: of labels being written, whose texts in between
// are mostly not valid; of a comment; of a sentence of a description; and of those after each of which the text is valid and
// means something else: letters of a title with a variable in it, of an id, of a need. Each kind must keep within the bar,
// so that none hides behind others. The same formula cooked whole in the same run, as `gt cook --check` does, is what
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

/** Steps, and milliseconds that 95 of 100 keys of each kind may take. */
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

/** The need of the step that begins behind `line`: how far down it stands, and where its name ends. */
function needBelow(lines, line) {
  const at = lines.findIndex((each, index) => index >= line && each.startsWith('needs = '));
  return [at - line, lines[at].lastIndexOf('"')];
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
    const at = (down, character) => ({
      start: { line: line + down, character },
      end: { line: line + down, character },
    });
    const times = { 'being written': [], comment: [], prose: [], meaning: [] };
    /** The first round runs in V8's interpreter. */
    let isWarm = false;
    const type = async (kind, down, from, keys) => {
      for (const [place, key] of [...keys].entries()) {
        const took = await strike(at(down, from + place), key);
        if (isWarm) times[kind].push(took);
      }
    };
    const back = async (kind, down, from, count) => {
      for (let left = count; left > 0; left--) {
        const { start } = at(down, from + left - 1);
        const took = await strike({ start, end: at(down, from + left).start }, '');
        if (isWarm) times[kind].push(took);
      }
    };
    const lines = text.split('\n');
    const endOf = (down, mark) => lines[line + down - 1].lastIndexOf(mark);
    for (let round = 0; round < ROUNDS; round++) {
      isWarm = round > 0;
      // A line of its own behind the id.
      await strike(at(0, 0), '\n');
      const labels = 'labels = ["one", "two"]';
      await type('being written', 0, 0, labels);
      await type('comment', 0, labels.length, ' # why not');
      await strike({ start: at(0, 0).start, end: at(1, 0).start }, '');
      // Below the id and the title: the first line of the description.
      await type('prose', 2, 0, 'Then tell everybody. ');
      // A letter of a title that has a variable in it.
      await type('meaning', 0, endOf(1, ' {{'), ' again');
      await back('meaning', 0, endOf(1, ' {{'), 6);
      // Of an id: the step that needs it has to be told that there is no such step.
      await type('meaning', -1, endOf(0, '"'), '-x');
      await back('meaning', -1, endOf(0, '"'), 2);
      // Of a need: step-400 becomes step-40 and step-4, which are there as well, and is completed again.
      const [down, end] = needBelow(lines, line);
      await back('meaning', down, end - 2, 2);
      await type('meaning', down, end - 2, lines[line + down].slice(end - 2, end));
    }
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    return times;
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

const rows = [['steps', 'keys', 'count', 'p50 ms', 'p95 ms', 'bar', 'full cook ms', 'p95 : cook']];
let isWithin = true;
for (const [steps, bar] of BARS) {
  const kinds = await measure(steps);
  const cook = await fullCook(steps);
  const worst = Object.keys(kinds).reduce((one, other) =>
    percentile(kinds[other], 0.95) > percentile(kinds[one], 0.95) ? other : one,
  );
  for (const [kind, times] of [...Object.entries(kinds), ['all', Object.values(kinds).flat()]]) {
    const p95 = percentile(times, 0.95);
    if (p95 > bar) isWithin = false;
    rows.push([
      steps,
      kind === worst ? `${kind} (worst)` : kind,
      times.length,
      percentile(times, 0.5).toFixed(1),
      p95.toFixed(1),
      `< ${bar}`,
      cook.toFixed(1),
      (p95 / cook).toFixed(2),
    ]);
  }
}
console.log('keystroke to findings published');
printTable(rows);
if (!isWithin) process.exitCode = 1;
