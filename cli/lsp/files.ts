import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isFolder } from '../../runtime/formulas/file-failure.js';

/** The file of a URI; undefined when it is none of a file: a text that was never saved, a notebook. */
export function fileOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Where a path leads that a finding or a candidate shows, as seen from `cwd`. */
export function shownFile(path: string, cwd: string, builtin: string): string {
  const file = resolve(cwd, path);
  const library = join(builtin, basename(path));
  // `runtime/formulas/disk-host.ts` shows what is built in under a folder of that name.
  return path === join('builtin', basename(path)) && !existsSync(file) ? library : file;
}

export const uriOf = (file: string): string => pathToFileURL(file).href;

/** Whether a folder stands at a path, or may have stood there: of what was in it nothing is told. */
export const mayBeFolder = (path: string): boolean =>
  isFolder(path) || (!existsSync(path) && !/.\.[a-z]+$/.test(basename(path)));
