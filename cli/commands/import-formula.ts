import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readAndCheck } from '../../compiler/check/load.js';
import { compile } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { distinct } from '../../compiler/diagnostics/distinct.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { SpanIndex } from '../../compiler/read/spans.js';
import { projectConfig } from '../../runtime/config/project-config.js';
import { FileFailure, isFolder, reasonOf } from '../../runtime/formulas/file-failure.js';
import { findFormulaFiles } from '../../runtime/formulas/find-files.js';
import { type Found, locateAll } from '../../runtime/formulas/locate-all.js';
import { createFile } from '../../runtime/formulas/replace-file.js';
import { shownPath } from '../../runtime/formulas/tiers.js';
import { type Difference, differencesIn } from '../authoring/differences.js';
import { readDivergences } from '../authoring/divergences.js';
import { formulaFolder, makeFolder } from '../authoring/place.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../exit.js';
import { exitCodeOf, findingsText, writeFindings } from '../output/findings.js';

export interface ImportOptions {
  readonly report?: boolean;
  readonly json?: boolean;
}

interface Read {
  readonly found: Found;
  readonly steps: number | undefined;
  readonly type: string | undefined;
  readonly differences: readonly Difference[];
}

/** `gt formula import`: formulas of Gas Town and Beads, with what is read differently here; without `--report` they become formulas of the project. */
export async function importFormulas(
  paths: readonly string[],
  options: ImportOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, surroundings } = environment;
  const { stepTypes, diagnostics: inConfig } = await projectConfig(surroundings.cwd);
  const found: (readonly Diagnostic[])[] = [inConfig];
  const located = locateAll(
    paths.flatMap((path) => filesOf(path, surroundings.cwd)),
    surroundings,
    [],
    found,
  );
  const read: Read[] = [];
  for (const each of located) {
    const { candidate, host } = each;
    const { protomolecule, diagnostics } = await compile(candidate, host, { check: true, stepTypes });
    found.push(diagnostics);
    const checked = await readAndCheck(candidate, {
      ...{ host, reporter: new Reporter(), spans: new SpanIndex(), strict: false },
    });
    read.push({
      found: each,
      steps: protomolecule?.steps.length,
      type: protomolecule?.type ?? checked?.type,
      differences: checked ? differencesIn(checked.doc, candidate.format === 'json') : [],
    });
  }
  const diagnostics = distinct(found.flat());
  const copied = options.report ? [] : copy(read, environment);
  if (options.json) stdout.write(await jsonOf(read, diagnostics, copied, environment));
  else {
    await writeFindings(diagnostics, 'human', environment);
    stdout.write(options.report ? reportOf(read, environment) : copied.map((path) => `${path}\n`).join(''));
  }
  return exitCodeOf(diagnostics);
}

/**
 * A path, or all that is meant by a folder: where others keep formulas as `NAME.toml`, outside of a folder `formulas`, those are meant
 * too that say of themselves that they are formulas.
 */
function filesOf(path: string, cwd: string): string[] {
  const folder = resolve(cwd, path);
  if (!existsSync(folder) || !isFolder(folder)) return [path];
  const plain = readdirSync(folder)
    .filter((name) => name.endsWith('.toml') && !/\.formula(?:-test)?\.toml$/.test(name))
    .map((name) => join(path, name))
    .filter((file) => {
      const at = resolve(cwd, file);
      return !isFolder(at) && /^\s*["']?formula["']?\s*=/m.test(bytesOf(at, file).toString('utf8'));
    });
  if (plain.length === 0) return [path];
  return [...findFormulaFiles([path], cwd, new Reporter()), ...plain];
}

/** Those that cook, byte for byte. Throws a FileFailure, before anything is written, where another file of that name is there. */
function copy(read: readonly Read[], environment: Environment): string[] {
  const folder = formulaFolder(environment);
  const files = read.flatMap(({ found: { candidate, real }, steps }) => {
    if (steps === undefined) return [];
    const path = join(folder, basename(real).replace(/(?<!\.formula)\.toml$/, '.formula.toml'));
    const shown = shownPath(path, environment.surroundings.cwd);
    const bytes = bytesOf(real, candidate.path);
    if (!existsSync(path)) return [{ path, shown, bytes }];
    if (bytesOf(path, shown).equals(bytes)) return [];
    throw new FileFailure('write', shown, 'there is another formula of that name; move one of the two first');
  });
  if (files.length > 0) makeFolder(folder, environment);
  for (const { path, shown, bytes } of files) createFile(path, bytes, shown);
  return files.map(({ shown }) => shown);
}

function bytesOf(path: string, shown: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new FileFailure('read', shown, reasonOf(error));
  }
}

/** Places that a line names. */
const MOST = 3;

function reportOf(read: readonly Read[], { spec }: Environment): string {
  const known = readDivergences(spec);
  const lines = read.flatMap(({ found: { candidate }, steps, type, differences }) => [
    `${candidate.path}: ${steps === undefined ? 'does not cook' : `${type}, ${steps} ${steps === 1 ? 'step' : 'steps'}`}`,
    ...(differences.length === 0 ? ['  no difference that is known'] : []),
    ...differences.map(({ title, places }) => {
      const more = places.length > MOST ? ` and ${places.length - MOST} more` : '';
      return `  ${title}: ${places.slice(0, MOST).join(', ')}${more}`;
    }),
  ]);
  const titles = [...known.keys()].filter((title) =>
    read.some((each) => each.differences.some((one) => one.title === title)),
  );
  const explained = titles.flatMap((title) => {
    const { upstream, ours, why } = known.get(title) ?? { upstream: '', ours: '', why: '' };
    return ['', title, `  upstream: ${upstream}`, `  here:     ${ours}`, `  why:      ${why}`];
  });
  return [...lines, ...explained, ''].join('\n');
}

async function jsonOf(
  read: readonly Read[],
  diagnostics: readonly Diagnostic[],
  copied: readonly string[],
  { spec }: Environment,
): Promise<string> {
  const known = readDivergences(spec);
  const formulas = read.map(({ found: { candidate }, steps, type, differences }) => ({
    ...{ path: candidate.path, name: candidate.name, type, cooks: steps !== undefined, steps },
    differences: differences.map((each) => ({ ...each, ...known.get(each.title) })),
  }));
  return findingsText(diagnostics, 'json', false, { head: { formulas, written: copied } });
}
