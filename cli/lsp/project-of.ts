import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isInside } from '../../runtime/formulas/tiers.js';

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
