import type { Adjacency } from '../wire/event-graph.js';
import type { StepEvents } from './events.js';
import { reachable, type Work } from './reach.js';

/** A step or barrier of both sides, by its ids. */
export interface Common {
  readonly before: string;
  readonly after: string;
}

const NONE = -1;

/** The events of one side, and what they are in the other. */
export class Correspondence {
  /** By event here: what must have happened there when it has happened here; -1 for what the other side does not have. */
  readonly #asSource: Int32Array;
  /** By event here: what must not have happened there when it has not happened here. */
  readonly #asTarget: Int32Array;
  /** By event here: the number of the common step that ends with it. */
  readonly #ending: Int32Array;
  readonly #starting: Int32Array;

  constructor(
    private readonly here: StepEvents,
    private readonly there: StepEvents,
    steps: readonly Common[],
    barriers: readonly Common[],
  ) {
    const { size } = here.graph;
    this.#asSource = new Int32Array(size).fill(NONE);
    this.#asTarget = new Int32Array(size).fill(NONE);
    this.#ending = new Int32Array(size).fill(NONE);
    this.#starting = new Int32Array(size).fill(NONE);
    for (const [number, { before, after }] of [...steps, ...barriers].entries()) {
      const [start, end] = [here.starts.get(before) as number, here.ends.get(before) as number];
      const [startThere, endThere] = [there.starts.get(after) as number, there.ends.get(after) as number];
      this.#asTarget[end] = endThere;
      this.#asTarget[start] = startThere;
      this.#asSource[start] = startThere;
      this.#asSource[end] = endThere;
      if (number >= steps.length) continue;
      this.#starting[start] = number;
      this.#ending[end] = number;
    }
  }

  /** The steps nearest to edges of this side that do not hold in the other; undefined when there is too much to walk. */
  stepsAtLostEdges(work: Work): Set<number> | undefined {
    const edges = this.#edgesToAsk(work);
    const held =
      edges &&
      reachable(
        this.there,
        edges.map(([from, to]) => [this.#asSource[from] as number, this.#asTarget[to] as number]),
        work,
      );
    if (!held) return undefined;
    const lost = edges.filter((_, index) => !held[index]);
    const { predecessors, successors } = this.here.graph;
    const behind = nearest(
      lost.map(([from]) => from),
      predecessors,
      this.#ending,
      work,
    );
    const ahead = nearest(
      lost.map(([, to]) => to),
      successors,
      this.#starting,
      work,
    );
    return behind && ahead && new Set([...behind, ...ahead]);
  }

  /** The edges between events that both sides have, through those that only this one has; those that the other side has too are left out. */
  #edgesToAsk(work: Work): [from: number, to: number][] | undefined {
    const { predecessors } = this.here.graph;
    const edges: [number, number][] = [];
    /** By event there: the last event here that has it behind it there. */
    const direct = new Int32Array(this.there.graph.size).fill(NONE);
    for (const to of this.here.order) {
      const target = this.#asTarget[to] as number;
      if (target === NONE) continue;
      for (const each of neighbours(this.there.graph.predecessors, target)) direct[each] = to;
      const walked = new Set<number>(neighbours(predecessors, to));
      // Grows while it is gone through.
      for (const from of walked) {
        if (!work.spend(1)) return undefined;
        const source = this.#asSource[from] as number;
        if (source === NONE) for (const each of neighbours(predecessors, from)) walked.add(each);
        else if (source !== target && direct[source] !== to) edges.push([from, to]);
      }
    }
    return edges;
  }
}

/** The numbers of the steps first met from `events` on, those of the events themselves included. */
function nearest(
  events: readonly number[],
  adjacency: Adjacency,
  numbers: Int32Array,
  work: Work,
): Set<number> | undefined {
  const found = new Set<number>();
  const walked = new Set(events);
  // Grows while it is gone through.
  for (const event of walked) {
    if (!work.spend(1)) return undefined;
    const number = numbers[event] as number;
    if (number !== NONE) found.add(number);
    else for (const each of neighbours(adjacency, event)) walked.add(each);
  }
  return found;
}

const neighbours = ({ offsets, events }: Adjacency, event: number): Int32Array =>
  events.subarray(offsets[event], offsets[event + 1]);
