import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { compile } from '../../compiler/compile.js';
import type { Candidate, Host, ReadResult, Tier } from '../../compiler/host.js';
import { formulaFile } from './formula-file.js';
import { GitRevision } from './git-revision.js';

/** A formula that may be looked at: what it is, and from where it is seen. */
interface Seen {
  readonly host: Host;
  readonly candidate: Candidate;
}

/** Whether something has changed in a formula, or in what it draws in. */
export type HasChanged = (seen: Seen) => Promise<boolean>;

/** What concerns every formula of a project. */
const SETTINGS = /(?:^|\/)\.beads\/gt\.toml$/;

/**
 * What has changed since a git revision, in the working tree as it stands: a formula has when its own file did, or that of a formula
 * that it draws in by name (extends, expand, aspects, what is attached), an overlay of one of those, or a file beside one that it
 * reads. A file that has come, or has gone, counts by its name, since it changes what that means. Throws a FileFailure where
 * there is no git, no repository or no such revision.
 */
export function changedSince(
  revision: string,
  cwd: string,
  options: { readonly overlays?: boolean | undefined },
): HasChanged {
  const git = GitRevision.open(cwd, revision);
  const paths = new Set(git.changedPaths());
  const names = new Set<string>();
  for (const path of paths) {
    const file = formulaFile(basename(path), dirname(path));
    if (file) names.add(file.name);
    if (basename(dirname(path)) === 'formula-overlays') names.add(basename(path, '.toml'));
  }
  const isAll = [...paths].some((path) => SETTINGS.test(path));
  return async ({ host, candidate }) => {
    if (isAll || names.has(candidate.name)) return true;
    const recorder = new Recorder(host);
    await compile(candidate, recorder, { check: true, ...options });
    if ([...recorder.names].some((name) => names.has(name))) return true;
    return recorder.beside.some(({ of, path }) => {
      const place = placeOf(of, path);
      const inside = place === undefined ? undefined : git.pathOf(place);
      return inside !== undefined && paths.has(inside);
    });
  };
}

/** Where a file beside a formula is, links followed where it stands; undefined for tiers that are no folders. */
function placeOf({ tier }: Candidate, path: string): string | undefined {
  const folder = (tier as Tier & { readonly path?: string }).path;
  if (folder === undefined) return undefined;
  try {
    return realpathSync.native(join(folder, path));
  } catch {
    // What is not there any more is among what has changed by the path that it had.
    return join(folder, path);
  }
}

/** A host that notes what is asked of it. */
class Recorder implements Host {
  readonly names = new Set<string>();
  readonly beside: { readonly of: Candidate; readonly path: string }[] = [];

  constructor(private readonly host: Host) {}

  get tiers(): readonly Tier[] {
    return this.host.tiers;
  }

  candidates(name: string): readonly Candidate[] {
    this.names.add(name);
    return this.host.candidates(name);
  }

  all(): readonly Candidate[] {
    return this.host.all();
  }

  read(candidate: Candidate): ReadResult {
    this.names.add(candidate.name);
    return this.host.read(candidate);
  }

  readBeside(candidate: Candidate, path: string): ReadResult {
    this.beside.push({ of: candidate, path });
    return this.host.readBeside(candidate, path);
  }

  overlay(candidate: Candidate): Candidate | undefined {
    this.names.add(candidate.name);
    return this.host.overlay?.(candidate);
  }
}
