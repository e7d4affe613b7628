import { fail } from '../failure/failure.js';
import { BLOCKING } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';

/**
 * What must come before what. A bead counts twice, for its start and its end: it starts when its parent has started and
 * what it waits for has ended, and ends when it has started and its children have ended. Closed beads count: they may
 * be opened again.
 */
type Moment = number;

const start = (n: number): Moment => n * 2;
const end = (n: number): Moment => n * 2 + 1;
const nodeOf = (moment: Moment): number => Math.floor(moment / 2);
const isEnd = (moment: Moment): boolean => moment % 2 === 1;

type Neighbours = (view: View, moment: Moment) => Moment[];

const BLOCKS: ReadonlySet<string> = new Set(BLOCKING);

/** What must come before a moment. */
const before: Neighbours = (view, moment) => {
  const n = nodeOf(moment);
  if (isEnd(moment)) return [start(n), ...view.children(n).map((child) => end(child.n))];
  const parent = view.node(n)?.parent ?? null;
  const needs = view.edgesFrom(n).filter(({ type }) => BLOCKS.has(type));
  return [...needs.map(({ to }) => end(to)), ...(parent === null ? [] : [start(parent)])];
};

/** What must come after one. */
const after: Neighbours = (view, moment) => {
  const n = nodeOf(moment);
  if (!isEnd(moment)) return [end(n), ...view.children(n).map((child) => start(child.n))];
  const parent = view.node(n)?.parent ?? null;
  const dependents = view.edgesTo(n).filter(({ type }) => BLOCKS.has(type));
  return [...dependents.map(({ from }) => start(from)), ...(parent === null ? [] : [end(parent)])];
};

/**
 * Refuse a change that has left any of these nodes in a circle. Throws GT8109 with the whole way around.
 *
 * Two searches take turns, towards what comes before and towards what comes after, and the first that has seen all there
 * is on its side decides: what is new has next to nothing behind it, however much lies before it, so that adding the
 * last link of a chain costs as much as adding the first. Each looks at every moment and every edge once.
 */
export function refuseCircle(view: View, changed: readonly number[]): void {
  const sources = changed.flatMap((n) => [start(n), end(n)]);
  const searches = [search(view, sources, before), search(view, sources, after)] as const;
  for (let turn = 0; ; turn = 1 - turn) {
    const { done, value } = (turn === 0 ? searches[0] : searches[1]).next();
    if (!done) continue;
    if (value === undefined) return;
    const circle = turn === 0 ? value : value.toReversed();
    fail('GT8109', { path: named(view, circle, changed) });
  }
}

/** The circles of the whole ledger that were found, each once; there are none but by an import. */
export function findCircles(view: View, nodes: Iterable<number>): string[][] {
  const seen = new Map<Moment, boolean>();
  const circles: string[][] = [];
  for (const n of nodes) {
    const found = search(view, [start(n), end(n)], before, seen, (circle) => {
      circles.push(named(view, circle, []));
    });
    while (!found.next().done);
  }
  return circles;
}

/**
 * Depth first, without recursion. Yields once for each moment that it looks at; gives the first circle as moments, from
 * each to the next; with `found` it tells of each and goes on. `seen` says of a moment whether all behind it was seen.
 */
function* search(
  view: View,
  sources: readonly Moment[],
  next: Neighbours,
  seen = new Map<Moment, boolean>(),
  found?: (circle: Moment[]) => void,
): Generator<void, Moment[] | undefined> {
  for (const source of sources) {
    if (seen.has(source)) continue;
    const path: { readonly moment: Moment; readonly rest: Iterator<Moment> }[] = [];
    const enter = (moment: Moment): void => {
      seen.set(moment, false);
      path.push({ moment, rest: next(view, moment).values() });
    };
    enter(source);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { done, value: moment } = top.rest.next();
      if (done) {
        seen.set(top.moment, true);
        path.pop();
        continue;
      }
      const isDone = seen.get(moment);
      if (isDone === undefined) {
        yield;
        enter(moment);
      } else if (!isDone) {
        const from = path.findIndex((each) => each.moment === moment);
        const circle = path.slice(from).map((each) => each.moment);
        if (!found) return circle;
        found(circle);
      }
    }
  }
  return undefined;
}

/** The ids along a circle, the first again at its end; it begins with one of `first` where it leads past one. */
function named(view: View, circle: readonly Moment[], first: readonly number[]): string[] {
  const numbers = circle.map(nodeOf).filter((n) => view.idOf(n) !== undefined);
  const around = numbers.filter((n, at) => n !== numbers[(at + 1) % numbers.length]);
  const begin = Math.max(
    0,
    around.findIndex((n) => first.includes(n)),
  );
  const turned = [...around.slice(begin), ...around.slice(0, begin)];
  return [...turned, ...turned.slice(0, 1)].map((n) => view.idOf(n) ?? String(n));
}
