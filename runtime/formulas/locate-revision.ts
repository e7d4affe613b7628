import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import type { Candidate, Host } from '../../compiler/host.js';
import { resolveFormula } from '../../compiler/read/resolve.js';
import { formulaFile } from './formula-file.js';
import { GitHost } from './git-host.js';
import { GitRevision } from './git-revision.js';
import { isPath } from './locate.js';
import { findOverlayFolders } from './overlays.js';
import { findTiers, type Surroundings } from './tiers.js';

/** The file that somebody meant in a revision, and the formulas that could be seen from it then. */
export interface LocatedRevision {
  readonly host: Host;
  /** Undefined after an error. */
  readonly candidate: Candidate | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Find what a formula's name, or the path of its file, meant in a git revision. Throws a FileFailure where
 * there is no git, no repository, no such revision, or a folder of the search cannot be read.
 */
export function locateAtRevision(
  argument: string,
  revision: string,
  surroundings: Surroundings,
  searchPaths: readonly string[],
): LocatedRevision {
  const { cwd } = surroundings;
  const reporter = new Reporter();
  const file = isPath(argument) ? argument : undefined;
  const around = file === undefined ? cwd : dirname(resolve(cwd, file));
  const tiers = findTiers(surroundings, searchPaths, file);
  const git = GitRevision.open(around, revision);
  const host = new GitHost(tiers, git, cwd, findOverlayFolders(surroundings));
  host.requireSearchPaths();
  const candidate =
    file === undefined
      ? resolveFormula(argument, host, reporter, undefined)
      : fileCandidate(file, revision, host, cwd, reporter);
  return { host, candidate, diagnostics: reporter.sorted() };
}

function fileCandidate(
  path: string,
  revision: string,
  host: GitHost,
  cwd: string,
  reporter: Reporter,
): Candidate | undefined {
  const candidate = host.file(path);
  if (candidate) return candidate;
  const absolute = resolve(cwd, path);
  const folder = dirname(absolute);
  const isPlain = host.tiers.find((tier) => tier.path === folder)?.isPlain;
  if (formulaFile(basename(absolute), folder, isPlain))
    reporter.report('GT1002', {
      path: `${revision}:${path}`,
      reason: 'there is no such file in that revision',
    });
  else reporter.report('GT1011', { path });
  return undefined;
}
