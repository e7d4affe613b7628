import type { Node } from '../expand/region.js';
import type { Wiring } from '../wire/events.js';
import { isInside } from '../wire/references.js';

type Direction = 'successors' | 'predecessors';

/** The steps at the ends of a node and next to it, looking through what no step stands for. */
export class Neighbours {
  constructor(private readonly wiring: Wiring) {}

  /** The steps in `node` that wait for no other in it, in the order of the source; none when conditions left nothing of it. */
  entries(node: Node): Node[] {
    return this.#ends(this.wiring.startOf(node), 'successors', node);
  }

  /** The steps in `node` that no other in it waits for. */
  exits(node: Node): Node[] {
    return this.#ends(this.wiring.endOf(node), 'predecessors', node);
  }

  /** The steps in a container that no other in it waits for; its end waits for them. */
  exitsInside(container: Node): Node[] {
    const { startOf, endOf } = this.wiring;
    const last = [...this.next(endOf(container), 'predecessors', container)]
      .filter((event) => event !== startOf(container))
      .flatMap((event) => this.#nearest(event, 'predecessors', container));
    return this.#sorted(last).filter((node) => node !== container);
  }

  /** The first steps of `node` or, of one that is gone, behind it. */
  entriesOrNext(node: Node): Node[] {
    const entries = this.entries(node);
    return entries.length > 0
      ? entries
      : this.#sorted(this.#nearest(this.wiring.startOf(node), 'successors', undefined));
  }

  /** The last steps of `node` or, of one that is gone, before it. */
  exitsOrPrevious(node: Node): Node[] {
    const exits = this.exits(node);
    return exits.length > 0
      ? exits
      : this.#sorted(this.#nearest(this.wiring.endOf(node), 'predecessors', undefined));
  }

  #ends(from: number, direction: Direction, node: Node): Node[] {
    const nearest = this.#nearest(from, direction, node);
    if (nearest.length < 2) return this.#sorted(nearest);
    // An end of a region inside may have others of `node` behind it that wait for only a part of that region.
    const behind = new StepsBehind(this, direction === 'successors' ? 'predecessors' : 'successors', node);
    return this.#sorted(nearest.filter((event) => !behind.has(event)));
  }

  /** The events of steps that come first in `direction`. */
  #nearest(from: number, direction: Direction, within: Node | undefined): number[] {
    const found: number[] = [];
    const seen = new Set([from]);
    // Grows while it is gone through.
    for (const event of seen) {
      if (this.isStep(event)) found.push(event);
      else for (const next of this.next(event, direction, within)) seen.add(next);
    }
    return found;
  }

  isStep(event: number): boolean {
    return this.wiring.graph.virtual[event] === 0;
  }

  /** The events next to `event`; of `within` and what is in it only. */
  *next(event: number, direction: Direction, within: Node | undefined): Generator<number> {
    const { offsets, events } = this.wiring.graph[direction];
    const end = offsets[event + 1] as number;
    for (let at = offsets[event] as number; at < end; at++) {
      const next = events[at] as number;
      const node = this.wiring.nodes[next] as Node;
      if (!within || node === within || isInside(node, within)) yield next;
    }
  }

  #sorted(events: readonly number[]): Node[] {
    const nodes = new Set(events.map((event) => this.wiring.nodes[event] as Node));
    return [...nodes].sort((a, b) => this.wiring.startOf(a) - this.wiring.startOf(b));
  }
}

/** Whether there are steps behind events in one direction, inside one node; each event is looked at once. */
class StepsBehind {
  readonly #known = new Map<number, boolean>();

  constructor(
    private readonly neighbours: Neighbours,
    private readonly direction: Direction,
    private readonly within: Node,
  ) {}

  has(event: number): boolean {
    const known = this.#known.get(event);
    if (known !== undefined) return known;
    const path = [{ event, ahead: this.#next(event) }];
    this.#known.set(event, false);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { value: next, done } = top.ahead.next();
      if (done) {
        path.pop();
      } else if (this.neighbours.isStep(next) || this.#known.get(next)) {
        for (const each of path) this.#known.set(each.event, true);
        return true;
      } else if (!this.#known.has(next)) {
        this.#known.set(next, false);
        path.push({ event: next, ahead: this.#next(next) });
      }
    }
    return false;
  }

  #next(event: number): Generator<number> {
    return this.neighbours.next(event, this.direction, this.within);
  }
}
