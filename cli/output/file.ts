import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { FileFailure, isFolder, reasonOf } from '../../runtime/formulas/file-failure.js';
import { formulaFile } from '../../runtime/formulas/formula-file.js';
import type { Environment } from '../environment.js';
import { UsageError } from '../exit.js';

/** Write `text` to the file that `-o` names, and say so. Throws a FileFailure when that cannot be. */
export function writeOutput(output: string, text: string, { surroundings, stderr }: Environment): void {
  const path = resolve(surroundings.cwd, output);
  try {
    writeFileSync(path, text);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = missing ? `there is no folder ${JSON.stringify(dirname(output))}` : reasonOf(error);
    throw new FileFailure('write', output, reason);
  }
  stderr.write(`wrote ${output}\n`);
}

/** Make the folder that `-o` names. Throws a FileFailure when that cannot be. */
export function makeOutputFolder(output: string, { surroundings }: Environment): void {
  try {
    mkdirSync(resolve(surroundings.cwd, output), { recursive: true });
  } catch (error) {
    throw new FileFailure('write', output, reasonOf(error));
  }
}

/** Whether `-o` names a folder: one that is there, or by a slash at its end one that is to be made. */
export function isOutputFolder(output: string, { surroundings }: Environment): boolean {
  if (output.endsWith('/')) return true;
  return isFolder(resolve(surroundings.cwd, output));
}

/** What is cooked or drawn is no formula; where it took the place of one, the source would be lost. */
export function refuseFormulaFile(output: string, { surroundings }: Environment, option = '-o'): void {
  const path = resolve(surroundings.cwd, output);
  if (formulaFile(basename(path), dirname(path)))
    throw new UsageError(`${option} ${output} has the name of a formula file; choose another name`);
}
