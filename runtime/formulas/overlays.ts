import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isFolder } from './file-failure.js';
import { type Folder, isInside, type Surroundings, shownPath, townOf } from './tiers.js';

const OVERLAYS = 'formula-overlays';

/** The file of the overlay of a formula. */
export const overlayFile = (name: string): string => `${name}.toml`;

/** The formula that a file would be the overlay of; undefined where it stands in no folder of overlays. */
export const overlaidFormula = (path: string): string | undefined =>
  basename(dirname(path)) === OVERLAYS && path.endsWith('.toml') ? basename(path, '.toml') : undefined;

/** The folders that are searched for overlays, in order: that of the rig one stands in, and that of the town (spec: OVER-1). */
export function findOverlayFolders({ cwd, town }: Pick<Surroundings, 'cwd' | 'town'>): Folder[] {
  const root = townOf({ cwd, town });
  // A town that the environment names need not be there.
  if (root === undefined || !isFolder(root)) return [];
  const folder = (name: string, path: string, boundary: string | undefined): Folder => {
    const absolute = join(path, OVERLAYS);
    return { name, label: shownPath(absolute, cwd), path: absolute, boundary };
  };
  const rig = rigOf(root, cwd);
  return [
    // A rig may be a clone of other people's; what it links to must not lead out of the town.
    ...(rig === undefined ? [] : [folder('rig-overlay', join(root, rig), root)]),
    folder('town-overlay', root, undefined),
  ];
}

/** The first folder below the town on the way to the working folder. Either may be come by through links. */
function rigOf(town: string, cwd: string): string | undefined {
  const [root, at] = [realpathSync.native(town), realpathSync.native(resolve(cwd))];
  return isInside(at, root) ? relative(root, at).split('/')[0] : undefined;
}
