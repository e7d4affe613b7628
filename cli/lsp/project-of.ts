import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findOverlayFolders, overlaidFormula } from '../../runtime/formulas/overlays.js';
import { isInside, type Surroundings } from '../../runtime/formulas/tiers.js';

/** Of an overlay, which may be of the town, a folder open in the editor in which it counts. */
export function rigOf(file: string, folders: readonly string[], { town }: Surroundings): string | undefined {
  if (overlaidFormula(file) === undefined) return undefined;
  const counts = (cwd: string): boolean =>
    findOverlayFolders({ cwd, town }).some(({ path }) => path === dirname(file));
  return folders.find(counts);
}

/**
 * Where somebody would stand who works on a file: the nearest folder around it that is a project, up to the one that
 * is open in the editor. Several repositories may stand in that.
 */
export function projectOf(file: string, folders: readonly string[], home: string | undefined): string {
  const around = folders.filter((folder) => isInside(file, folder)).sort((a, b) => b.length - a.length);
  const [opened] = around;
  for (let at = dirname(file); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    const beads = join(at, '.beads');
    // The user's own formulas are no project.
    if (at !== home && existsSync(beads) && (opened || isInside(file, beads))) return at;
    if (at === opened) return opened;
    if (at === dirname(at)) return opened ?? dirname(file);
  }
}
