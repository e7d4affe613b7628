import { createHash } from 'node:crypto';
import type { Protomolecule } from './protomolecule.js';
import { sorted } from './sorted.js';

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

/** The fingerprint that a protomolecule must have, whatever it says: counted from what it says is to be done. */
export function fingerprintOf(protomolecule: Protomolecule): string {
  const pick = (keys: readonly (keyof Protomolecule)[]): Partial<Protomolecule> =>
    Object.fromEntries(
      keys.flatMap((key) => (protomolecule[key] === undefined ? [] : [[key, protomolecule[key]]])),
    );
  const steps = protomolecule.steps.map(({ origin: _, ...core }) => core);
  return fingerprint([protomolecule.format, pick(HEADER), sorted(pick(BODY)), pick(TAIL)], steps);
}

/** The parts of a protomolecule that its fingerprint covers besides its steps, in the order in which they are written. */
const HEADER = ['type', 'description', 'version'] as const;
const BODY = [
  'shape',
  'values',
  'vars',
  'phase',
  'pour',
  'review_only',
  'squash',
  'prompts',
  'output',
  'presets',
  'advice',
  'pointcuts',
] as const;
const TAIL = ['barriers', 'regions', 'bond_points', 'hooks', 'bonds', 'waves', 'critical_path'] as const;

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
