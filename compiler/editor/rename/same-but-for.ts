import type { Protomolecule } from '../../emit/protomolecule.js';
import { titleFromId } from '../../expand/title.js';

/** A name, and the one that takes its place. */
export interface NewName {
  readonly from: string;
  readonly to: string;
}

/** What is no part of what is to be done: where it was written, and hashes. */
const BESIDE = /^(?:fingerprint|sources|name|steps\.\d+\.origin)$/;

/** Where `after` differs from `before` by more than the names, as a path; undefined when nowhere. */
export function differsBeside(
  before: Protomolecule,
  after: Protomolecule,
  names: readonly NewName[],
): string | undefined {
  const texts = names.flatMap((name) => [name, { from: titleFromId(name.from), to: titleFromId(name.to) }]);
  return difference(before, after, [...texts.values()], '');
}

function difference(
  before: unknown,
  after: unknown,
  names: readonly NewName[],
  path: string,
): string | undefined {
  if (before === after) return undefined;
  if (typeof before === 'string' && typeof after === 'string')
    return isRenamed(before, after, names) ? undefined : path;
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
    return path;
  const keys = Object.keys(before);
  if (keys.length !== Object.keys(after).length) return path;
  for (const key of keys) {
    const below = path === '' ? key : `${path}.${key}`;
    if (BESIDE.test(below)) continue;
    const other = Object.hasOwn(after, key)
      ? key
      : Object.keys(after).find((each) => !Object.hasOwn(before, each) && isRenamed(key, each, names));
    if (other === undefined) return below;
    const found = difference(
      (before as Record<string, unknown>)[key],
      (after as Record<string, unknown>)[other],
      names,
      below,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether `after` is `before` with the name replaced in some places. Every way to cut both is tried at once. */
export function isRenamed(before: string, after: string, names: readonly NewName[]): boolean {
  // A loop gives a thousand names, of which a text has one or two.
  const here = names.filter(({ from }) => before.includes(from));
  /** By place in `before`, how much of `after` may stand for what is before it. */
  const reached: Set<number>[] = [new Set([0])];
  for (let at = 0; at < before.length; at++) {
    for (const place of reached[at] ?? []) {
      if (before[at] === after[place]) add(at + 1, place + 1);
      for (const { from, to } of here)
        if (before.startsWith(from, at) && after.startsWith(to, place))
          add(at + from.length, place + to.length);
    }
    delete reached[at];
  }
  return reached[before.length]?.has(after.length) ?? false;

  function add(at: number, place: number): void {
    const known = reached[at] ?? new Set();
    known.add(place);
    reached[at] = known;
  }
}
