import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FileFailure, reasonOf } from '../runtime/formulas/file-failure.js';
import type { Environment } from './environment.js';
import { readStdin } from './stdin.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** The text of an option; `-` stands for stdin. Throws a FileFailure. */
export async function readText(text: string): Promise<string> {
  return text === '-' ? decoded(await readStdin(), 'stdin') : text;
}

/** The JSON of an option; `@FILE` stands for what is in that file, `-` for stdin. Throws a FileFailure. */
export async function readJsonText(text: string, environment: Environment): Promise<string> {
  return text.startsWith('@') ? readFile(text.slice(1), environment) : readText(text);
}

/** What is in a file of text; `-` stands for stdin. Throws a FileFailure. */
export async function readFile(path: string, { surroundings }: Environment): Promise<string> {
  if (path === '-') return readText('-');
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(surroundings.cwd, path));
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  }
  return decoded(bytes, path);
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new FileFailure('read', path, 'it is not text in UTF-8');
  }
}
