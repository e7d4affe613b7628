import { basename, join } from 'node:path';
import type { Candidate } from '../../compiler/host.js';
import { standsAt } from './file-failure.js';
import { ENDINGS, formulaFile } from './formula-file.js';
import { overlayFile } from './overlays.js';
import type { Folder } from './tiers.js';

/** Where the formula of a name is looked for: what comes or goes there changes what the name means. Absolute. */
export function formulaPlaces(name: string, tiers: readonly Folder[]): string[] {
  return untilFound(tiers, ({ path, isPlain }) =>
    ENDINGS.map((ending) => `${name}${ending}`)
      .filter((file) => formulaFile(file, path, isPlain)?.name === name)
      .map((file) => join(path, file)),
  );
}

/** The same of its overlay. */
export const overlayPlaces = (name: string, folders: readonly Folder[]): string[] =>
  untilFound(folders, ({ path }) => [join(path, overlayFile(name))]);

/** Where the file of a candidate is, or one beside it, `path`. */
export const placeOf = ({ tier, path: own }: Candidate, path: string = basename(own)): string =>
  join((tier as Folder).path, path);

/** The places of each folder, up to the first folder that has something in one: it hides the others. */
function untilFound(folders: readonly Folder[], placesIn: (folder: Folder) => string[]): string[] {
  const places: string[] = [];
  for (const folder of folders) {
    const here = placesIn(folder);
    places.push(...here);
    if (here.some((path) => standsAt(path) !== undefined)) break;
  }
  return places;
}
