import { closeSync, fstatSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { FileFailure, reasonOf, standsAt } from '../formulas/file-failure.js';
import { makeFolder } from '../town/folder.js';

/** How large a transcript grows before a new one is begun, and how many of the old ones are kept. */
export const MAX_TRANSCRIPT = 8 * 1024 * 1024;
const KEPT = 3;
const BLOCK = 64 * 1024;

/** What a session has printed, in a file that only grows so far: `x.log`, before that `x.log.1`, and so on. */
export class Transcript {
  #file: number | undefined;
  #size: number;

  /** Goes on with the file that is there. Throws a FileFailure. */
  constructor(
    readonly path: string,
    private readonly max = MAX_TRANSCRIPT,
  ) {
    makeFolder(dirname(path));
    [this.#file, this.#size] = this.#open();
  }

  /** Throws a FileFailure when it cannot be written. */
  append(bytes: Uint8Array): void {
    if (this.#size > 0 && this.#size + bytes.length > this.max) {
      this.close();
      rotate(this.path);
      [this.#file, this.#size] = this.#open();
    }
    const file = this.#file;
    if (file === undefined) throw new FileFailure('write', this.path, 'it is closed');
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    } catch (error) {
      throw new FileFailure('write', this.path, reasonOf(error));
    }
    this.#size += bytes.length;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #open(): [file: number, size: number] {
    try {
      // What agents print is for their user alone.
      const file = openSync(this.path, 'a', 0o600);
      return [file, fstatSync(file).size];
    } catch (error) {
      throw new FileFailure('write', this.path, reasonOf(error));
    }
  }
}

/** Make way for a new transcript: each that is there takes the name of the one before it, and the oldest is gone. */
export function rotate(path: string): void {
  for (let number = KEPT; number > 0; number--) {
    const newer = number === 1 ? path : `${path}.${number - 1}`;
    if (!standsAt(newer)) continue;
    try {
      renameSync(newer, `${path}.${number}`);
    } catch (error) {
      throw new FileFailure('write', newer, reasonOf(error));
    }
  }
}

/** The last lines of a transcript, at most `count`; undefined when there is none. Throws a FileFailure. */
export function tailOf(path: string, count: number): string[] | undefined {
  if (!standsAt(path)) return undefined;
  let lines = lastLines(path, count);
  for (let number = 1; number <= KEPT && lines.length < count; number++) {
    const older = `${path}.${number}`;
    if (!standsAt(older)) break;
    lines = [...lastLines(older, count - lines.length), ...lines];
  }
  return lines;
}

/** From the end, block by block, as far as need be. */
function lastLines(path: string, count: number): string[] {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    let bytes = Buffer.alloc(0);
    for (let at = fstatSync(file).size; at > 0 && lineEnds(bytes) <= count; ) {
      const block = Buffer.alloc(Math.min(BLOCK, at));
      at -= block.length;
      readSync(file, block, 0, block.length, at);
      bytes = Buffer.concat([block, bytes]);
    }
    const lines = bytes.toString('utf8').split(/\r?\n/);
    if (lines.at(-1) === '') lines.pop();
    return count > 0 ? lines.slice(-count) : [];
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function lineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
