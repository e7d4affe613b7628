import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Compilation, compile, PHASES, type Phase } from '../../compiler/compile.js';
import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import type { Candidate } from '../../compiler/host.js';
import { resolveFormula } from '../../compiler/read/resolve.js';
import type { DiskHost } from '../../runtime/formulas/disk-host.js';
import { type Environment, openHost } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { writeFindings } from '../output/findings.js';
import { PhaseTimes } from '../output/stats.js';
import { writeTree } from '../output/tree.js';

export interface CookOptions {
  readonly var?: readonly string[];
  readonly mode: 'compile' | 'runtime';
  readonly dryRun?: boolean;
  readonly emit?: string;
  readonly stats?: boolean;
  readonly json?: boolean;
  readonly output?: string;
  readonly check?: boolean;
  readonly searchPath?: readonly string[];
}

/** `gt cook`: formulas to protomolecules, as pictures on a terminal and as data elsewhere. */
export async function cook(
  names: readonly string[],
  options: CookOptions,
  environment: Environment,
): Promise<ExitCode> {
  if (options.check) {
    const { checkPaths } = await import('./check.js');
    return checkPaths(names, options, environment);
  }
  if (names.length === 0) throw new UsageError('name a formula or a file: gt cook NAME|FILE...');
  const phase = phaseOf(options.emit);
  const values = parseValues(options.var ?? []);
  const cooked: Protomolecule[] = [];
  const emitted: unknown[] = [];
  let failed = false;
  for (const name of names) {
    const { host, candidate, findings } = locate(name, options.searchPath ?? [], environment);
    await writeFindings(findings, options.json === true, environment);
    if (!candidate) {
      failed = true;
      continue;
    }
    const times = options.stats ? new PhaseTimes(environment) : undefined;
    const result = await compile(candidate, host, {
      values,
      mode: options.mode,
      emit: phase,
      onPhase: times && ((ended) => times.ended(ended)),
    });
    times?.write(candidate.name);
    await writeFindings(result.diagnostics, options.json === true, environment);
    if (phase) emitted.push(result.stands);
    if (result.protomolecule) cooked.push(result.protomolecule);
    failed ||= result.errors > 0;
  }
  if (phase) environment.stdout.write(toJson(emitted.length === 1 ? emitted[0] : emitted));
  else if (!failed) await deliver(cooked, options, environment);
  return failed ? EXIT.findings : EXIT.ok;
}

function phaseOf(emit: string | undefined): Phase | undefined {
  if (emit === undefined) return undefined;
  const phase = PHASES.find((known) => known === emit);
  if (!phase) throw new UsageError(`there is no phase "${emit}"; the phases are ${PHASES.join(', ')}`);
  return phase;
}

/** `--var name=value`, repeatable; the last of a name wins, and a value may hold `=`. */
export function parseValues(given: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of given) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--var ${JSON.stringify(pair)} is not of the form name=value`);
    values.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return values;
}

/** Whether an argument names a file rather than a formula. */
export const isPath = (name: string): boolean => /[/\\]/.test(name) || /\.(?:toml|json)$/.test(name);

/** The file that an argument means, and the formulas that can be seen from it. */
export function locate(
  name: string,
  searchPaths: readonly string[],
  environment: Environment,
): { host: DiskHost; candidate: Candidate | undefined; findings: Compilation['diagnostics'] } {
  const reporter = new Reporter();
  if (!isPath(name)) {
    const host = openHost(environment, searchPaths);
    const candidate = resolveFormula(name, host, reporter, undefined);
    return { host, candidate, findings: reporter.sorted() };
  }
  const host = openHost(environment, searchPaths, name);
  const candidate = host.file(name);
  if (!candidate) reporter.report('GT1011', { path: name });
  return { host, candidate, findings: reporter.sorted() };
}

async function deliver(
  cooked: readonly Protomolecule[],
  options: CookOptions,
  environment: Environment,
): Promise<void> {
  const { stdout } = environment;
  if (options.dryRun) {
    for (const protomolecule of cooked) await writeTree(protomolecule, environment);
  } else if (options.output !== undefined) writeFiles(cooked, options.output, environment);
  else if (options.json || !stdout.isTerminal) {
    stdout.write(toJson(cooked.length === 1 ? cooked[0] : cooked));
  } else for (const protomolecule of cooked) await writeTree(protomolecule, environment);
}

/** One formula goes to the file; several go to a folder, one file each. */
function writeFiles(
  cooked: readonly Protomolecule[],
  output: string,
  { surroundings, stderr }: Environment,
): void {
  const path = resolve(surroundings.cwd, output);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? cooked.length > 1;
  if (isFolder) mkdirSync(path, { recursive: true });
  for (const protomolecule of cooked) {
    const file = isFolder ? join(path, `${protomolecule.name}.json`) : path;
    writeFileSync(file, toJson(protomolecule));
    stderr.write(`wrote ${file}\n`);
  }
}

export const toJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
