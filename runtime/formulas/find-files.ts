import { type Dirent, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Reporter } from '../../compiler/diagnostics/reporter.js';
import { isFolder, reasonOf, standsAt } from './file-failure.js';
import { formulaFile } from './formula-file.js';
import { isInside, shownPath } from './tiers.js';

/** What other tools keep; it is large, and nobody's formulas. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Where formulas are looked for by name: a link in place of one of these is followed. */
const FORMULA_FOLDERS: ReadonlySet<string> = new Set(['.beads', 'formulas']);

/** A path as it was come by, and where that is when the links of its folders are followed. */
interface Place {
  readonly path: string;
  readonly real: string;
}

/**
 * The formula files that `paths` stand for (files, and all below folders), each once however many paths lead
 * to it, as paths to show. What cannot be read or holds no formula is reported and the rest goes on.
 */
export function findFormulaFiles(paths: readonly string[], cwd: string, reporter: Reporter): string[] {
  return findFiles(paths, cwd, reporter, {
    isWanted: (name, folder) => formulaFile(name, folder) !== undefined,
    none: (path) => reporter.report('GT1017', { path }),
  });
}

export interface Wanted {
  /** Whether a file of that name in that folder is one of those that are looked for. */
  readonly isWanted: (name: string, folder: string) => boolean;
  /** A folder has none of them. */
  readonly none: (path: string) => void;
}

/** The same for files of another kind. */
export function findFiles(
  paths: readonly string[],
  cwd: string,
  reporter: Reporter,
  { isWanted, none }: Wanted,
): string[] {
  const found = new Map<string, string>();
  for (const given of paths) {
    const path = resolve(cwd, given);
    if (!standsAt(path)) {
      reporter.report('GT1002', { path: given, reason: 'there is no such file or folder' });
      continue;
    }
    const files = isFolder(path) ? filesBelow(path, cwd, reporter, isWanted) : [namedFile(path)];
    if (files.length === 0) none(given);
    for (const file of files) if (!found.has(file.real)) found.set(file.real, shownPath(file.path, cwd));
  }
  return [...found.values()];
}

/** A link to a file is not followed: it has a name of its own, which must be right. */
const namedFile = (path: string): Place => ({
  path,
  real: join(realpathSync.native(dirname(path)), basename(path)),
});

/** All files below `root` that are wanted, in order of their paths. Folders are walked with a list, not by recursion: they may be deep. */
function filesBelow(root: string, cwd: string, reporter: Reporter, isWanted: Wanted['isWanted']): Place[] {
  const files: Place[] = [];
  const walked = new Set<string>();
  const top: Place = { path: root, real: realpathSync.native(root) };
  const pending = [top];
  // Last, so that what is there without a link is shown without it.
  const links: Place[] = [];
  for (let folder = pending.pop() ?? links.pop(); folder; folder = pending.pop() ?? links.pop()) {
    if (walked.has(folder.real)) continue;
    walked.add(folder.real);
    for (const entry of readFolder(folder.path, cwd, reporter)) {
      const place = { path: join(folder.path, entry.name), real: join(folder.real, entry.name) };
      if (isWanted(entry.name, folder.path)) files.push(place);
      else if (entry.isDirectory() && !SKIPPED.has(entry.name)) pending.push(place);
      else if (entry.isSymbolicLink() && FORMULA_FOLDERS.has(entry.name)) {
        const target = followed(place.path, top, cwd, reporter);
        if (target) links.push(target);
      }
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readFolder(folder: string, cwd: string, reporter: Reporter): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    reporter.report('GT1002', { path: shownPath(folder, cwd), reason: reasonOf(error) });
    return [];
  }
}

/** Where a linked folder is. One that leads nowhere, or out of the folder that is walked, is reported. */
function followed(link: string, top: Place, cwd: string, reporter: Reporter): Place | undefined {
  const path = shownPath(link, cwd);
  try {
    const real = realpathSync.native(link);
    if (real === top.real || isInside(real, top.real)) return { path: link, real };
    reporter.report('GT1010', { path });
  } catch (error) {
    reporter.report('GT1002', { path, reason: reasonOf(error) });
  }
  return undefined;
}
