import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { suggest } from '../../compiler/diagnostics/suggest.js';
import type { Candidate } from '../../compiler/host.js';
import { resolveFormula } from '../../compiler/read/resolve.js';
import { DiskHost } from './disk-host.js';
import { FileFailure, isFolder, standsAt } from './file-failure.js';
import { findOverlayFolders } from './overlays.js';
import { findTiers, type Surroundings } from './tiers.js';

/** The file that somebody meant, and the formulas that can be seen from it. */
export interface Located {
  readonly host: DiskHost;
  /** Undefined after an error. */
  readonly candidate: Candidate | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether an argument names a file rather than a formula. */
export const isPath = (argument: string): boolean =>
  argument.includes('/') || /\.(?:toml|json)$/.test(argument);

/**
 * Find what an argument of a command means: a formula's name, looked for in all tiers, or the path of its
 * file. Throws a FileFailure when a folder of the search cannot be read.
 */
export function locateFormula(
  argument: string,
  surroundings: Surroundings,
  searchPaths: readonly string[],
): Located {
  const reporter = new Reporter();
  const file = isPath(argument) ? argument : undefined;
  const host = openFormulas(surroundings, searchPaths, file);
  const candidate =
    file === undefined
      ? resolveFormula(argument, host, reporter, undefined)
      : fileCandidate(file, host, surroundings.cwd, reporter);
  return { host, candidate, diagnostics: reporter.sorted() };
}

/**
 * The formulas that can be seen from the surroundings. `file`: a formula that was named by its path. Throws
 * a FileFailure when a folder of `searchPaths` is not there: whoever names one means it.
 */
export function openFormulas(
  surroundings: Surroundings,
  searchPaths: readonly string[],
  file?: string,
): DiskHost {
  const { cwd } = surroundings;
  const absent = searchPaths.find((path) => !standsAt(resolve(cwd, path)));
  if (absent !== undefined) throw new FileFailure('read', absent, 'there is no such folder');
  const host = new DiskHost(
    findTiers(surroundings, searchPaths, file),
    cwd,
    findOverlayFolders(surroundings),
  );
  for (const tier of host.tiers) if (tier.name === 'search-path') host.list(tier);
  return host;
}

function fileCandidate(path: string, host: DiskHost, cwd: string, reporter: Reporter): Candidate | undefined {
  const absolute = resolve(cwd, path);
  const stands = standsAt(absolute);
  const candidate = host.file(path);
  if (stands && isFolder(absolute)) reporter.report('GT1016', { path });
  else if (stands && candidate && isFormula(candidate, host)) return candidate;
  else if (stands) reporter.report('GT1011', { path });
  else if (!standsAt(dirname(absolute)))
    reporter.report('GT1002', { path, reason: `there is no folder ${JSON.stringify(dirname(path))}` });
  else reporter.report('GT1002', { path, reason: 'there is no such file', near: meantBy(path, host, cwd) });
  return undefined;
}

/**
 * Whether a file is one of formulas. Its name says so, but for `NAME.toml` outside a folder `formulas`: many tools
 * have files of such names, and only what it says tells.
 */
function isFormula(candidate: Candidate, host: DiskHost): boolean {
  const file = basename(candidate.path);
  if (file.endsWith('.formula.toml') || !file.endsWith('.toml')) return true;
  if (basename(dirname(candidate.path)) === 'formulas') return true;
  const result = host.read(candidate);
  // What cannot be read is told where it is read.
  return !result.ok || /^\s*["']?formula["']?\s*=/m.test(new TextDecoder().decode(result.bytes));
}

/** What may have been meant by a path that is not there: files beside it, or a formula by its name. */
function meantBy(path: string, host: DiskHost, cwd: string): string[] {
  const folder = dirname(resolve(cwd, path));
  const tier = host.tiers.find((each) => each.path === folder);
  const beside = tier ? host.list(tier) : [];
  const wanted = basename(path).replace(/(?:\.formula)?\.(?:toml|json)$/, '');
  const filesOf = (name: string): string[] =>
    beside.filter((each) => each.name === name).map((each) => join(dirname(path), basename(each.path)));
  if (filesOf(wanted).length > 0) return filesOf(wanted);
  // A file's name is given where the formula's would do.
  if (host.candidates(wanted).length > 0) return [wanted];
  return suggest(wanted, new Set(beside.map(({ name }) => name))).flatMap(filesOf);
}
