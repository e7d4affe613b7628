import type { EventGraph } from '../wire/event-graph.js';
import { cyclicComponents } from './components.js';

/**
 * How much looking (events x edges of a component) all exact searches of one call may cost together.
 * The exact shortest cycle needs a search from every event of its component, which is quadratic: a
 * ring of 100,000 steps with chords would take minutes to say what an author sees as well from any
 * short cycle. 4,000,000 covers a tangle of 1,000 steps with 4,000 needs and takes well under 0.1 s.
 */
const CYCLE_SEARCH_BUDGET = 4_000_000;

/** A full cycle, in the direction in which authors write it: each event waits for the next, the last for the first. */
export interface Cycle {
  /** Its lowest-numbered event first. */
  readonly events: readonly number[];
  /** Edge `edges[i]` makes `events[i]` wait for its successor in `events`. */
  readonly edges: readonly number[];
}

/**
 * One cycle for each strongly connected component that has one, ordered by their first events; empty
 * when the graph is acyclic. Each is the shortest of its component, of several the one with the lowest
 * first event, as long as `budget` lasts; after that, the shortest through the component's
 * lowest-numbered event.
 */
export function findCycles(graph: EventGraph, budget = CYCLE_SEARCH_BUDGET): Cycle[] {
  const { component, cyclic } = cyclicComponents(graph);
  const search = new CycleSearch(graph, component);
  const { offsets } = graph.predecessors;
  let left = budget;
  return cyclic.map((members) => {
    let edges = 0;
    for (const event of members) edges += (offsets[event + 1] as number) - (offsets[event] as number);
    const cost = members.length * edges;
    if (cost > left) return search.through(members[0] as number, Number.POSITIVE_INFINITY) as Cycle;
    left -= cost;
    let best: Cycle | undefined;
    for (const event of members) {
      best = search.through(event, best?.events.length ?? Number.POSITIVE_INFINITY) ?? best;
    }
    return best as Cycle;
  });
}

/** Breadth-first searches that share their arrays: a search costs what it visits, not the whole graph. */
class CycleSearch {
  readonly #graph: EventGraph;
  readonly #component: Int32Array;
  readonly #queue: Int32Array;
  /** By event: the search that saw it last. */
  readonly #seen: Int32Array;
  /** By event seen: its distance from the start, and the edge it was reached by. */
  readonly #distance: Int32Array;
  readonly #via: Int32Array;
  #search = 0;

  constructor(graph: EventGraph, component: Int32Array) {
    this.#graph = graph;
    this.#component = component;
    this.#queue = new Int32Array(graph.size);
    this.#seen = new Int32Array(graph.size);
    this.#distance = new Int32Array(graph.size);
    this.#via = new Int32Array(graph.size);
  }

  /** The shortest cycle through `start`, if one has fewer than `limit` events. */
  through(start: number, limit: number): Cycle | undefined {
    const { offsets, events, edges } = this.#graph.predecessors;
    const home = this.#component[start];
    const search = ++this.#search;
    const queue = this.#queue;
    let head = 0;
    let tail = 0;
    queue[tail++] = start;
    this.#seen[start] = search;
    this.#distance[start] = 0;
    while (head < tail) {
      const event = queue[head++] as number;
      const distance = (this.#distance[event] as number) + 1;
      if (distance >= limit) return undefined;
      const end = offsets[event + 1] as number;
      for (let at = offsets[event] as number; at < end; at++) {
        const next = events[at] as number;
        if (next === start) return this.#cycle(start, event, edges[at] as number);
        if (this.#component[next] !== home || this.#seen[next] === search) continue;
        this.#seen[next] = search;
        this.#distance[next] = distance;
        this.#via[next] = edges[at] as number;
        queue[tail++] = next;
      }
    }
    return undefined;
  }

  #cycle(start: number, last: number, closing: number): Cycle {
    const events = [last];
    const edges = [closing];
    for (let event = last; event !== start; ) {
      const edge = this.#via[event] as number;
      event = this.#graph.to[edge] as number;
      events.push(event);
      edges.push(edge);
    }
    return { events: events.reverse(), edges: edges.reverse() };
  }
}
