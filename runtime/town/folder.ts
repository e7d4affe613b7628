import { mkdirSync } from 'node:fs';
import { FileFailure, reasonOf } from '../formulas/file-failure.js';

/** Make a folder and those above it; one that is there stays as it is. Throws a FileFailure. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new FileFailure('write', folder, reasonOf(error));
  }
}
