/*
 * Why arrays and not graphology here. 100,000 steps, Node 20, best of 5, in milliseconds: arrays (EventGraphBuilder,
 * topologicalOrder, findCycles) against graphology 0.26 (mergeNode and mergeEdge with integer keys) and
 * graphology-dag 0.4 (topologicalSort, hasCycle):
 *
 *              edges      build         sort         cycles
 *   chain     99,999    6 : 287      1 : 68       7 : 57
 *   wide     199,996    7 : 418      8 : 74       7 : 63     one step, 99,998 side by side, one step
 *   layered  297,000   46 : 762     12 : 188     12 : 210    100 layers of 1,000, three needs each
 *
 * That is 16 to 50 times for building and 9 to 70 times for sorting; the project's rule is to use the
 * library up to twice the cost of arrays. So `toDirectedGraph` and the layers of the pictures are
 * graphology's, and cooking is not.
 */

/** The neighbours of every event on one side: those of event `v` are at `offsets[v]` to `offsets[v + 1]`. */
export interface Adjacency {
  /** `size + 1` offsets into the two others. */
  readonly offsets: Int32Array;
  /** The event at the other end, in the order in which the edges were added. */
  readonly events: Int32Array;
  /** The number of the edge, for `EventGraph.notes`. */
  readonly edges: Int32Array;
}

/** Events `0..size-1`, numbered in the order in which the author wrote them, and what waits for what. */
export interface EventGraph {
  readonly size: number;
  readonly edgeCount: number;
  /** 1: a start or end of a region that no step stands for. */
  readonly virtual: Uint8Array;
  /** By edge: the event that is waited for. */
  readonly from: Int32Array;
  /** By edge: the event that waits. */
  readonly to: Int32Array;
  /** By edge: what the caller knows of the edge's place in the source; -1 for none. */
  readonly notes: Int32Array;
  /** What each event waits for. */
  readonly predecessors: Adjacency;
  /** What waits for each event. */
  readonly successors: Adjacency;
}

/** Collects events and edges in growing arrays; nothing is allocated for a single edge. */
export class EventGraphBuilder {
  #size = 0;
  #edgeCount = 0;
  #virtual = new Uint8Array(16);
  #from = new Int32Array(16);
  #to = new Int32Array(16);
  #notes = new Int32Array(16);

  /** Add the next event in source order. Returns its number. */
  addEvent(virtual: boolean): number {
    if (this.#size === this.#virtual.length) {
      const grown = new Uint8Array(this.#size * 2);
      grown.set(this.#virtual);
      this.#virtual = grown;
    }
    this.#virtual[this.#size] = virtual ? 1 : 0;
    return this.#size++;
  }

  /**
   * Let event `to` wait for event `from`. The same edge may be added again; it then counts once wherever that matters.
   * @throws RangeError when one of the events was never added, which is a bug of the caller, not of the author.
   */
  addEdge(from: number, to: number, note: number): void {
    if (!this.#has(from) || !this.#has(to)) throw new RangeError(`no such event: edge ${from} -> ${to}`);
    const edge = this.#edgeCount;
    if (edge === this.#from.length) {
      this.#from = grow(this.#from);
      this.#to = grow(this.#to);
      this.#notes = grow(this.#notes);
    }
    this.#from[edge] = from;
    this.#to[edge] = to;
    this.#notes[edge] = note;
    this.#edgeCount++;
  }

  /** The graph of all that was added so far; later additions do not reach it. */
  build(): EventGraph {
    const size = this.#size;
    const edgeCount = this.#edgeCount;
    const from = this.#from.slice(0, edgeCount);
    const to = this.#to.slice(0, edgeCount);
    return {
      size,
      edgeCount,
      virtual: this.#virtual.slice(0, size),
      from,
      to,
      notes: this.#notes.slice(0, edgeCount),
      predecessors: adjacency(size, to, from),
      successors: adjacency(size, from, to),
    };
  }

  #has(event: number): boolean {
    return Number.isInteger(event) && event >= 0 && event < this.#size;
  }
}

function grow(array: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(array.length * 2);
  grown.set(array);
  return grown;
}

/** A counting sort of the edges by `here`. It is stable: the author's order of needs survives. */
function adjacency(size: number, here: Int32Array, there: Int32Array): Adjacency {
  const offsets = new Int32Array(size + 1);
  for (const event of here) (offsets[event + 1] as number)++;
  for (let event = 0; event < size; event++) (offsets[event + 1] as number) += offsets[event] as number;
  const next = offsets.slice(0, size);
  const events = new Int32Array(here.length);
  const edges = new Int32Array(here.length);
  for (let edge = 0; edge < here.length; edge++) {
    const event = here[edge] as number;
    const at = next[event] as number;
    next[event] = at + 1;
    events[at] = there[edge] as number;
    edges[at] = edge;
  }
  return { offsets, events, edges };
}
