import type { Node } from '../expand/region.js';
import type { Wiring } from '../wire/events.js';

/**
 * Events that are looked at to find a step among those just before another. What is further away is
 * looked for once for all who ask, since that costs the size of the graph.
 */
const MAX_NEAR_EVENTS = 256;

/** What comes before what, whatever a run does. */
export class Ancestry {
  constructor(private readonly wiring: Wiring) {}

  /** Whether `before` has ended when `after` begins; undefined when it is not close by. */
  isJustBefore(before: Node, after: Node): true | undefined {
    const end = this.wiring.endOf(before);
    const { offsets, events } = this.wiring.graph.predecessors;
    const seen = new Set([this.wiring.startOf(after)]);
    // Grows while it is gone through.
    for (const event of seen) {
      for (let at = offsets[event] as number; at < (offsets[event + 1] as number); at++) {
        const next = events[at] as number;
        if (next === end) return true;
        seen.add(next);
        if (seen.size > MAX_NEAR_EVENTS) return undefined;
      }
    }
    return undefined;
  }

  /** The edges by which event `to` waits for event `from`, from the back, as few as there are; none when it is not close by. */
  wayBack(from: number, to: number): readonly number[] {
    const { predecessors, to: heads } = this.wiring.graph;
    const { offsets, events, edges } = predecessors;
    /** By event: the edge on which it was reached. */
    const via = new Map([[to, -1]]);
    for (const event of via.keys()) {
      for (let at = offsets[event] as number; at < (offsets[event + 1] as number); at++) {
        const next = events[at] as number;
        if (!via.has(next)) via.set(next, edges[at] as number);
      }
      if (via.has(from) || via.size > MAX_NEAR_EVENTS) break;
    }
    const way: number[] = [];
    for (let edge = via.get(from) ?? -1; edge >= 0; edge = via.get(heads[edge] as number) ?? -1)
      way.push(edge);
    return way.reverse();
  }

  /** Whether `node` begins only when `before` has ended, for any number of nodes. */
  behind(before: Node): (node: Node) => boolean {
    const { graph, startOf, endOf } = this.wiring;
    const { offsets, events } = graph.successors;
    const isBehind = new Uint8Array(graph.size);
    const stack = [endOf(before)];
    for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
      for (let at = offsets[event] as number; at < (offsets[event + 1] as number); at++) {
        const next = events[at] as number;
        if (isBehind[next] === 1) continue;
        isBehind[next] = 1;
        stack.push(next);
      }
    }
    return (node) => isBehind[startOf(node)] === 1;
  }

  /** The nodes that `node` waits for, itself first. */
  *before(node: Node): Generator<Node> {
    const { graph, nodes, startOf } = this.wiring;
    const { offsets, events } = graph.predecessors;
    const seen = new Set([startOf(node)]);
    for (const event of seen) {
      yield nodes[event] as Node;
      for (let at = offsets[event] as number; at < (offsets[event + 1] as number); at++) {
        seen.add(events[at] as number);
      }
    }
  }
}
