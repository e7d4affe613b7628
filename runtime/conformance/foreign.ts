import { spawn } from 'node:child_process';
import type { Folder } from '../formulas/tiers.js';
import { type Case, overlaysOf, tiersOf } from './case.js';
import { isObject, type Json, type JsonObject } from './json.js';
import { compareCodes, type FindingCode, type Outcome } from './outcome.js';
import { promised } from './promised.js';

/** A program that has not answered by then has failed the case. */
const PATIENCE_MS = 60_000;

/** The version of the protocol that spec/conformance/README.md describes. */
const PROTOCOL = 1;

/** Another implementation's answer could not be used; the message says why. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer';
}

/** Another implementation does not do what the case asks for; the message is its own. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/**
 * Ask another implementation: `command` is started without a shell, gets the case as JSON on stdin, and answers
 * with JSON on stdout (spec/conformance/README.md). Throws a BadAnswer when it does not,
 * and Unsupported when it answers so.
 */
export async function runForeign(command: readonly string[], each: Case, folder: string): Promise<Outcome> {
  const search = (folders: readonly Folder[]) => folders.map(({ name, path }) => ({ name, folder: path }));
  const request = {
    protocol: PROTOCOL,
    case: each.id,
    task: each.task,
    formula: each.formula,
    tiers: search(tiersOf(folder)),
    overlays: search(overlaysOf(folder)),
    vars: Object.fromEntries(each.values),
    levels: Object.fromEntries(each.levels),
    mode: each.mode,
    check: each.check,
    strict: each.strict,
    preset: each.preset ?? null,
  };
  return readAnswer(await ask(command, JSON.stringify(request), folder));
}

function ask([program = '', ...args]: readonly string[], request: string, cwd: string): Promise<string> {
  const child = spawn(program, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  // `timeout` of spawn would keep us alive that long where the program cannot be started.
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      out[name] += text;
    });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      clearTimeout(patience);
      reject(new BadAnswer(`it cannot be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      clearTimeout(patience);
      if (code === 0) return resolve(out.stdout);
      const lines = out.stderr.split('\n').filter((line) => line.trim() !== '');
      const told = lines.find((line) => /error/i.test(line)) ?? lines[0];
      const how = signal ? `it was ended by ${signal}` : `it ended with exit code ${code}`;
      reject(new BadAnswer(told ? `${how}: ${told.trim()}` : how));
    });
    // A program may answer without reading to the end; what it makes of that is told by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(request);
  });
}

function readAnswer(text: string): Outcome {
  let answer: Json;
  try {
    answer = JSON.parse(text) as Json;
  } catch {
    throw new BadAnswer(`its output is not JSON: ${JSON.stringify(text.slice(0, 80))}`);
  }
  if (!isObject(answer)) throw new BadAnswer('its output is no JSON object');
  const { unsupported, protomolecule, written, diagnostics } = answer;
  if (typeof unsupported === 'string') throw new Unsupported(unsupported);
  if (protomolecule !== undefined && protomolecule !== null && !isObject(protomolecule))
    throw new BadAnswer('"protomolecule" of its output is no object');
  if (written !== undefined && written !== null && typeof written !== 'string')
    throw new BadAnswer('"written" of its output is no text');
  if (!Array.isArray(diagnostics)) throw new BadAnswer('its output has no list "diagnostics"');
  return {
    protomolecule: isObject(protomolecule) ? promised(protomolecule) : undefined,
    written: written ?? undefined,
    codes: diagnostics.map(readCode).sort(compareCodes),
    text: undefined,
  };
}

function readCode(item: Json): FindingCode {
  const { code, severity, source, line } = isObject(item) ? item : ({} as JsonObject);
  if (typeof code !== 'string' || typeof severity !== 'string')
    throw new BadAnswer('an entry of "diagnostics" has no "code" or no "severity"');
  return {
    code,
    severity,
    ...(typeof source === 'string' && { source }),
    ...(typeof line === 'number' && { line }),
  };
}
