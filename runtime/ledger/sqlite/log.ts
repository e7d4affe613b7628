import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

// The log (`-wal`) holds what is committed and not yet in the file. SQLite takes everything behind the first damaged frame
// for a write that was never finished, and throws it away without a word: right after a crash, wrong when committed
// writes stood there. So it is looked at before SQLite opens it.
// The formats: https://www.sqlite.org/walformat.html

/** What the log itself says about its frames. */
interface Log {
  readonly bytes: Buffer;
  readonly salts: Buffer;
  /** Of a frame: its header and a page. */
  readonly frameBytes: number;
}

/** What `-shm` remembers of the log: written when a commit is on the disk, so never ahead of what is there. */
interface Remembered {
  readonly salts: Buffer;
  /** Frames that are committed. */
  readonly committed: number;
  /** Those of them that are in the file too. */
  readonly inFile: number;
}

const HEADER = 32;
const FRAME_HEADER = 24;

/**
 * What of the log of the database at `path` is lost, for people; undefined when nothing is. `isShared`: this process may
 * have it open, and then `-shm` is not touched. Throws errors of the file system.
 */
export function damageOfLog(path: string, { isShared }: { isShared: boolean }): string | undefined {
  const remembered = isShared ? undefined : rememberedOf(`${path}-shm`);
  const log = logOf(`${path}-wal`);
  if (remembered && remembered.committed > remembered.inFile) {
    if (!log) return `its log (-wal) is gone, with ${writes(remembered.committed - remembered.inFile)}`;
    // A whole header with other salts: the log of a copy that was put here, of which nothing is remembered.
    if (remembered.salts.equals(log.salts) || !isHeaderWhole(log)) {
      const whole = wholeFrames(log, remembered.committed);
      return whole < remembered.committed ? torn(whole, remembered.committed) : undefined;
    }
  }
  if (!log) return undefined;
  const whole = wholeFrames(log, Number.POSITIVE_INFINITY);
  const committed = certainlyCommitted(log, whole);
  return committed > whole ? torn(whole, committed) : undefined;
}

const writes = (frames: number): string => `${frames} ${frames === 1 ? 'page' : 'pages'} of committed writes`;

const torn = (whole: number, committed: number): string =>
  `its log (-wal) is torn behind frame ${whole} of ${committed}, and opening it would lose ${writes(committed - whole)}`;

/** Undefined when there is none, or one that is empty. */
function logOf(path: string): Log | undefined {
  const bytes = contentOf(path, Number.POSITIVE_INFINITY);
  if (!bytes || bytes.length < HEADER) return undefined;
  return { bytes, salts: bytes.subarray(16, 24), frameBytes: FRAME_HEADER + bytes.readUInt32BE(8) };
}

/** The sum that each frame carries, over all that stands before it. */
class Sum {
  #first = 0;
  #second = 0;
  readonly #words: DataView;
  readonly #isLittleEndian: boolean;

  constructor({ bytes }: Log) {
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#isLittleEndian = (bytes.readUInt32BE(0) & 1) === 0;
  }

  add(from: number, to: number): void {
    for (let at = from; at < to; at += 8) {
      this.#first = (this.#first + this.#words.getUint32(at, this.#isLittleEndian) + this.#second) | 0;
      this.#second = (this.#second + this.#words.getUint32(at + 4, this.#isLittleEndian) + this.#first) | 0;
    }
  }

  stands(at: number): boolean {
    return this.#words.getInt32(at) === this.#first && this.#words.getInt32(at + 4) === this.#second;
  }
}

function isHeaderWhole(log: Log): boolean {
  const sum = new Sum(log);
  sum.add(0, HEADER - 8);
  return sum.stands(HEADER - 8);
}

/** How many frames from the beginning on are as they were written; not more than `most` are looked at. */
function wholeFrames(log: Log, most: number): number {
  const { bytes, salts, frameBytes } = log;
  const sum = new Sum(log);
  sum.add(0, HEADER - 8);
  if (!sum.stands(HEADER - 8)) return 0;
  for (let frame = 0; frame < most; frame++) {
    const at = HEADER + frame * frameBytes;
    if (at + frameBytes > bytes.length || !bytes.subarray(at + 8, at + 16).equals(salts)) return frame;
    sum.add(at, at + 8);
    sum.add(at + FRAME_HEADER, at + frameBytes);
    if (!sum.stands(at + 16)) return frame;
  }
  return most;
}

/**
 * Where nothing is remembered: a frame that ends a commit and has another one of the same log behind it was on the disk
 * before that other one was begun, and so was all before it. Gives how many frames that makes certain.
 */
function certainlyCommitted({ bytes, salts, frameBytes }: Log, from: number): number {
  let certain = 0;
  let ending = 0;
  for (let frame = from; HEADER + (frame + 1) * frameBytes <= bytes.length; frame++) {
    const at = HEADER + frame * frameBytes;
    if (!bytes.subarray(at + 8, at + 16).equals(salts)) continue;
    if (ending > 0) certain = ending;
    if (bytes.readUInt32BE(at + 4) > 0) ending = frame + 1;
  }
  return certain;
}

/** Undefined when there is no memory, or none that is whole. */
function rememberedOf(path: string): Remembered | undefined {
  const bytes = contentOf(path, 136);
  if (!bytes || bytes.length < 136) return undefined;
  const isWhole = bytes.subarray(0, 48).equals(bytes.subarray(48, 96)) && bytes.readUInt8(12) === 1;
  if (!isWhole) return undefined;
  return {
    salts: Buffer.from(bytes.subarray(32, 40)),
    committed: nativeInteger(bytes, 16),
    inFile: nativeInteger(bytes, 96),
  };
}

/** In the order of bytes that this machine has, as the file is memory that processes share. */
const nativeInteger = (bytes: Buffer, at: number): number =>
  new Uint32Array(Uint8Array.from(bytes.subarray(at, at + 4)).buffer)[0] ?? 0;

function contentOf(path: string, most: number): Buffer | undefined {
  if (!statSync(path, { throwIfNoEntry: false })) return undefined;
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(fstatSync(file).size, most));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}
