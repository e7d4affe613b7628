import type { EventGraph } from '../wire/event-graph.js';

/**
 * A virtual event that would be replaced by more than this many edges stays, as a barrier: 100
 * iterations of 300 parallel steps, each waiting for all of the one before, would otherwise have
 * 8.9 million edges. Up to 4 x 4 the edges themselves are easier to read than a barrier.
 */
export const MAX_BYPASSED_EDGES = 16;

/** What each real event waits for, once the virtual ones are gone. */
export interface Contraction {
  /** By event: the real events and barriers it waits for, without duplicates, in author order. Empty for a virtual event that went. */
  readonly needs: readonly (readonly number[])[];
  /** The virtual events that stay, in topological order. */
  readonly barriers: readonly { readonly event: number; readonly needs: readonly number[] }[];
}

const NONE: readonly number[] = [];

/**
 * Splice the virtual events out of an acyclic graph: a real event then waits for the nearest real events
 * behind it. Author order is the order in which the edges into an event were added, a spliced event's
 * own list standing in its place. `order` is the graph's `topologicalOrder`.
 *
 * Linear, in time and in edges made: a virtual event that only one event waits for is walked through once,
 * by that event; one with more successors is either kept or hands each at most MAX_BYPASSED_EDGES / 2 needs.
 */
export function contract(graph: EventGraph, order: Int32Array): Contraction {
  const { size, virtual } = graph;
  const followers = usefulSuccessors(graph, order);
  const walk = new NeedsWalk(graph);
  const needs: (readonly number[])[] = new Array(size).fill(NONE);
  const barriers: { event: number; needs: readonly number[] }[] = [];
  for (const event of order) {
    if (virtual[event] === 0) {
      needs[event] = walk.of(event);
      walk.keep(event);
      continue;
    }
    const successors = followers[event] as number;
    if (successors < 2) continue;
    const list = walk.of(event);
    if (list.length > 1 && list.length * successors > MAX_BYPASSED_EDGES) {
      needs[event] = list;
      walk.keep(event);
      barriers.push({ event, needs: list });
    } else {
      walk.replace(event, list);
    }
  }
  return { needs, barriers };
}

/** By event: how many different successors it has that are real or lead to a real one. An end that nothing waits for needs no barrier. */
function usefulSuccessors(graph: EventGraph, order: Int32Array): Int32Array {
  const { size, virtual, successors } = graph;
  const counts = new Int32Array(size);
  const countedFor = new Int32Array(size).fill(-1);
  for (let position = size - 1; position >= 0; position--) {
    const event = order[position] as number;
    const end = successors.offsets[event + 1] as number;
    let count = 0;
    for (let at = successors.offsets[event] as number; at < end; at++) {
      const next = successors.events[at] as number;
      if (countedFor[next] === event) continue;
      countedFor[next] = event;
      if (virtual[next] === 0 || (counts[next] as number) > 0) count++;
    }
    counts[event] = count;
  }
  return counts;
}

/** Collects the needs of one event after another, walking through the virtual events that are spliced out. */
class NeedsWalk {
  readonly #graph: EventGraph;
  /** 1: the event stands in lists itself. */
  readonly #kept: Uint8Array;
  /** The finished lists of spliced events that several events wait for. */
  readonly #replaced = new Map<number, readonly number[]>();
  /** By event: the walk that met it last, so that it is listed, or walked through, once. */
  readonly #met: Int32Array;
  readonly #stack: number[] = [];
  #walk = 0;

  constructor(graph: EventGraph) {
    this.#graph = graph;
    this.#kept = new Uint8Array(graph.size);
    this.#met = new Int32Array(graph.size);
  }

  keep(event: number): void {
    this.#kept[event] = 1;
  }

  replace(event: number, list: readonly number[]): void {
    this.#replaced.set(event, list);
  }

  of(event: number): number[] {
    const list: number[] = [];
    this.#walk++;
    const stack = this.#stack;
    this.#push(event);
    while (stack.length > 0) {
      const need = stack.pop() as number;
      if (this.#met[need] === this.#walk) continue;
      this.#met[need] = this.#walk;
      const replacement = this.#replaced.get(need);
      if (this.#kept[need] === 1) {
        list.push(need);
      } else if (replacement === undefined) {
        this.#push(need);
      } else {
        for (const each of replacement) {
          if (this.#met[each] === this.#walk) continue;
          this.#met[each] = this.#walk;
          list.push(each);
        }
      }
    }
    return list;
  }

  /** Stack what `event` waits for, the first on top. */
  #push(event: number): void {
    const { offsets, events } = this.#graph.predecessors;
    const start = offsets[event] as number;
    for (let at = (offsets[event + 1] as number) - 1; at >= start; at--)
      this.#stack.push(events[at] as number);
  }
}
