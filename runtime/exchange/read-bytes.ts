import { readFileSync } from 'node:fs';
import { fail } from '../failure/failure.js';
import { reasonOf } from '../formulas/file-failure.js';

/** The bytes of a file. Throws GT8501. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    return fail('GT8501', { path, reason: reasonOf(error) });
  }
}
