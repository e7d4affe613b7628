import { createHash } from 'node:crypto';

/**
 * `sha256:…` over the parts of a protomolecule that say what is to be done: not its name, nor where it
 * was written. The text of all of it is never held at once: of a million steps it would be longer than a
 * string can be.
 */
export function fingerprint(parts: readonly unknown[], steps: readonly unknown[]): string {
  const hash = createHash('sha256');
  let text = '';
  const write = (piece: string): void => {
    text += piece;
    if (text.length < ENOUGH) return;
    hash.update(text);
    text = '';
  };
  for (const list of [parts, steps]) {
    for (const part of list) {
      for (const piece of jsonPieces(part)) write(piece);
      write('\n');
    }
  }
  hash.update(text);
  return `sha256:${hash.digest('hex')}`;
}

const ENOUGH = 65_536;

/** Items of a list that are made text of at once. */
const FEW = 1_000;

/** The text that `JSON.stringify` gives, in pieces wherever a list in it is long. */
function* jsonPieces(value: unknown): Generator<string> {
  if (!isLong(value)) yield JSON.stringify(value);
  else if (!Array.isArray(value)) {
    let mark = '{';
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      yield `${mark}${JSON.stringify(key)}:`;
      yield* jsonPieces(item);
      mark = ',';
    }
    yield '}';
  } else {
    let mark = '[';
    for (let at = 0; at < value.length; ) {
      const few = value.slice(at, at + FEW);
      at += few.length;
      if (few.some(isLong)) {
        for (const item of few) {
          yield mark;
          yield* jsonPieces(item);
          mark = ',';
        }
      } else yield `${mark}${JSON.stringify(few).slice(1, -1)}`;
      mark = ',';
    }
    yield ']';
  }
}

/** Whether `value` is a list of many things, or has such a list in it. */
function isLong(value: unknown): value is readonly unknown[] | object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length > FEW || value.some(isLong);
  return Object.values(value).some(isLong);
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
