import type { Protomolecule, ProtoRegion, ProtoStep } from '../emit/protomolecule.js';
import { titleFromId } from '../expand/title.js';
import { canonicalText } from './same-value.js';

/** Things of A and B that are the same thing, by id or under another one. */
export interface Matching<T> {
  /** In B's order. */
  readonly pairs: readonly { readonly before: T; readonly after: T }[];
  /** In A's order. */
  readonly removed: readonly T[];
  /** In B's order. */
  readonly added: readonly T[];
  /** All of B. */
  readonly after: readonly T[];
}

export interface Matches {
  readonly steps: Matching<ProtoStep>;
  readonly barriers: Matching<Protomolecule['barriers'][number]>;
  readonly regions: Matching<ProtoRegion>;
  /** What B calls a step or barrier of A. */
  readonly inB: (id: string) => string;
}

/** Find what B has of A. A rename is told only where one thing alone fits on each side. */
export function matchAll(a: Protomolecule, b: Protomolecule): Matches {
  const names = new Map<string, string>();
  const inB = (id: string): string => names.get(id) ?? id;
  const steps = match(a.steps, b.steps, names, RENAME_KEYS);
  // A barrier names steps, and barriers before it.
  const barriers = match(a.barriers, b.barriers, names, [
    ({ needs }, ofA) => canonicalText(ofA ? needs.map(inB) : needs),
  ]);
  const ofRegion = ({ id: _, entries, exits, ...rest }: ProtoRegion, ofA: boolean): string =>
    canonicalText([ofA ? entries.map(inB) : entries, ofA ? exits.map(inB) : exits, rest]);
  const regions = match(a.regions, b.regions, new Map(), [ofRegion]);
  return { steps, barriers, regions, inB };
}

/** Match what has the same id, and nothing else. */
export const byId = <T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): Matching<T> => match(before, after, new Map(), []);

/** Text that two things share when one may be the other under another id; undefined where that says too little. */
type Key<T> = (thing: T, ofA: boolean) => string | undefined;

function match<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  names: Map<string, string>,
  keys: readonly Key<T>[],
): Matching<T> {
  const ids = byNumberedId(before);
  const found = new Map<T, T>();
  for (const [id, each] of byNumberedId(after)) {
    const same = ids.get(id);
    if (same) found.set(each, same);
  }
  const taken = new Set(found.values());
  let removed = before.filter((each) => !taken.has(each));
  let added = after.filter((each) => !found.has(each));
  for (const key of keys) {
    if (removed.length === 0 || added.length === 0) break;
    const left = single(removed, (each) => key(each, true));
    const right = single(added, (each) => key(each, false));
    for (const [text, each] of right) {
      const was = each && left.get(text);
      if (!was) continue;
      found.set(each, was);
      names.set(was.id, each.id);
    }
    const matched = new Set(found.values());
    removed = removed.filter((each) => !matched.has(each));
    added = added.filter((each) => !found.has(each));
  }
  const pairs = after.flatMap((each) => {
    const was = found.get(each);
    return was ? [{ before: was, after: each }] : [];
  });
  return { pairs, removed, added, after };
}

/** Two regions may have one id, where a step was replaced twice: the first is the first's like, the second the second's. */
function byNumberedId<T extends { readonly id: string }>(things: readonly T[]): Map<string, T> {
  const counts = new Map<string, number>();
  return new Map(
    things.map((thing) => {
      const count = counts.get(thing.id) ?? 0;
      counts.set(thing.id, count + 1);
      return [`${thing.id} ${count}`, thing];
    }),
  );
}

/** By key: the one thing that has it, or undefined where several do. */
function single<T>(things: readonly T[], key: (thing: T) => string | undefined): Map<string, T | undefined> {
  const byKey = new Map<string, T | undefined>();
  for (const thing of things) {
    const text = key(thing);
    if (text !== undefined) byKey.set(text, byKey.has(text) ? undefined : thing);
  }
  return byKey;
}

/** The surest first: written in the same place; brought by the same file in the same way; saying the same. */
const RENAME_KEYS: readonly Key<ProtoStep>[] = [
  (step) => {
    const { via = [], file, line, column } = step.origin;
    const chain = via.map((link) => (link.kind === 'iteration' ? { ...link, by: '' } : link));
    return canonicalText([content(step), file, line, column, chain]);
  },
  (step) => {
    const { via = [], file } = step.origin;
    const chain = via.map(({ kind, by, iteration }) => (kind === 'iteration' ? [iteration] : [kind, by]));
    return saysSomething(step) ? canonicalText([content(step), file, chain]) : undefined;
  },
  (step) => {
    const iterations = (step.origin.via ?? []).flatMap(({ iteration }) => iteration ?? []);
    return saysSomething(step) ? canonicalText([content(step), iterations]) : undefined;
  },
];

/** What a step says is to be done, without its id, its place in the graph and the place it is written in. */
function content(step: ProtoStep): object {
  const { id: _i, needs: _n, container: _c, waits_for: _w, origin: _o, title, ...rest } = step;
  return hasOwnTitle(step) ? { title, ...rest } : rest;
}

/** Whether the title is more than the id in words. */
export const hasOwnTitle = ({ id, title }: ProtoStep): boolean => title !== titleFromId(id);

/** Any two steps without texts or fields look alike. */
function saysSomething(step: ProtoStep): boolean {
  const { type, ...rest } = content(step) as Partial<ProtoStep>;
  return type !== 'task' || Object.keys(rest).length > 0;
}
