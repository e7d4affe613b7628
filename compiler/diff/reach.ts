import type { StepEvents } from './events.js';

/** Sources that one pass over the graph serves: the bits of an integer. */
const SOURCES_PER_PASS = 32;

/** What may still be spent on comparing orders; shared by all parts of one comparison. */
export class Work {
  constructor(private left: number) {}

  /** Whether there was enough left. */
  spend(amount: number): boolean {
    this.left -= amount;
    return this.left >= 0;
  }
}

/**
 * Which of `queries` hold: whether the event `to` is `from`, or comes only after it. Undefined when that
 * takes more work than is left.
 *
 * Sources are taken together by their places in the order, and each pass walks only from the first of them
 * to the last target: changes that are local cost what is near them, not the whole graph each.
 */
export function reachable(
  events: StepEvents,
  queries: readonly (readonly [from: number, to: number])[],
  work: Work,
): boolean[] | undefined {
  const { position } = events;
  const at = (event: number): number => position[event] as number;
  const sources = inOrder(new Set(queries.map(([from]) => from)), events);
  const batchOf = new Map(sources.map((source, index) => [source, Math.floor(index / SOURCES_PER_PASS)]));
  const batches: number[][] = [];
  for (const [index, [from]] of queries.entries()) {
    const batch = batchOf.get(from) as number;
    const list = batches[batch] ?? [];
    list.push(index);
    batches[batch] = list;
  }
  const held = new Array<boolean>(queries.length).fill(false);
  const masks = new Int32Array(events.graph.size);
  for (const [batch, indexes] of batches.entries()) {
    const own = sources.slice(batch * SOURCES_PER_PASS, (batch + 1) * SOURCES_PER_PASS);
    const first = at(own[0] as number);
    const last = indexes.reduce((far, index) => Math.max(far, at(queries[index]?.[1] as number)), first);
    if (!pass(events, own, last, masks, work)) return undefined;
    for (const index of indexes) {
      const [from, to] = queries[index] as readonly [number, number];
      held[index] = at(to) >= first && ((masks[to] as number) & (1 << own.indexOf(from))) !== 0;
    }
  }
  return held;
}

/**
 * A matrix of bits: row `t` has for each of `sources` whether `targets[t]` is it, or comes only after it;
 * `words` integers a row. Undefined when that takes more work than is left.
 */
export function ancestors(
  events: StepEvents,
  sources: readonly number[],
  targets: readonly number[],
  work: Work,
): { readonly bits: Int32Array; readonly words: number } | undefined {
  const words = Math.ceil(sources.length / SOURCES_PER_PASS);
  const bits = new Int32Array(words * targets.length);
  const masks = new Int32Array(events.graph.size);
  const at = (event: number): number => events.position[event] as number;
  const last = targets.reduce((far, target) => Math.max(far, at(target)), 0);
  for (let word = 0; word < words; word++) {
    const own = sources.slice(word * SOURCES_PER_PASS, (word + 1) * SOURCES_PER_PASS);
    const first = own.reduce((near, source) => Math.min(near, at(source)), Number.POSITIVE_INFINITY);
    if (!pass(events, own, last, masks, work)) return undefined;
    for (const [row, target] of targets.entries())
      if (at(target) >= first) bits[row * words + word] = masks[target] as number;
  }
  return { bits, words };
}

/** Give every event from the first of `sources` up to the place `last` a mask of the sources that it comes after. */
function pass(
  { graph, order, position }: StepEvents,
  sources: readonly number[],
  last: number,
  masks: Int32Array,
  work: Work,
): boolean {
  const { offsets, events } = graph.predecessors;
  const own = new Map<number, number>();
  for (const [bit, source] of sources.entries()) own.set(source, (own.get(source) ?? 0) | (1 << bit));
  const first = sources.reduce((near, each) => Math.min(near, position[each] as number), last);
  for (let place = first; place <= last; place++) {
    const event = order[place] as number;
    const end = offsets[event + 1] as number;
    let mask = own.get(event) ?? 0;
    for (let edge = offsets[event] as number; edge < end; edge++) {
      const before = events[edge] as number;
      // What lies before the window still has the mask of another pass.
      if ((position[before] as number) >= first) mask |= masks[before] as number;
    }
    masks[event] = mask;
    if (!work.spend(1 + end - (offsets[event] as number))) return false;
  }
  return true;
}

const inOrder = (events: ReadonlySet<number>, { position }: StepEvents): number[] =>
  [...events].sort((a, b) => (position[a] as number) - (position[b] as number));
