import type { Node } from '../expand/region.js';
import type { Wiring } from '../wire/events.js';

/**
 * The steps next to a node, looking through what no step stands for. Of a region: its entries and exits.
 * Of a step that a condition removed: what comes before and after it, to which whatever was said of it
 * moves.
 */
export class Neighbours {
  constructor(private readonly wiring: Wiring) {}

  /** The first steps of `node`, in the order of the source. */
  entries(node: Node): Node[] {
    return this.#walk(this.wiring.startOf(node), 'successors');
  }

  /** The last steps of `node`. */
  exits(node: Node): Node[] {
    return this.#walk(this.wiring.endOf(node), 'predecessors');
  }

  #walk(from: number, direction: 'successors' | 'predecessors'): Node[] {
    const { graph, nodes } = this.wiring;
    const { offsets, events } = graph[direction];
    const found = new Set<Node>();
    const seen = new Set([from]);
    const stack = [from];
    for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
      if (graph.virtual[event] === 0) {
        found.add(nodes[event] as Node);
        continue;
      }
      const end = offsets[event + 1] as number;
      for (let at = offsets[event] as number; at < end; at++) {
        const next = events[at] as number;
        if (seen.has(next)) continue;
        seen.add(next);
        stack.push(next);
      }
    }
    return [...found].sort((a, b) => this.wiring.startOf(a) - this.wiring.startOf(b));
  }
}
