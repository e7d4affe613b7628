import type { Node } from '../expand/region.js';
import type { Wiring } from '../wire/events.js';
import { type Contraction, MAX_BYPASSED_EDGES } from './contract.js';

interface Barrier {
  readonly id: string;
  readonly needs: readonly string[];
}

/**
 * The needs of steps as ids. The id of a container means its end, and what is in it waits for its start
 * anyway. Two things remain that no id and no membership says, both because of removed steps: outside a
 * container something may wait for its start, and its end for something outside. Whoever waits for such an
 * event gets what the event waits for, or a barrier where that would be too many edges.
 */
export class NeedIds {
  /** The barriers of the contraction and those that were made here, in topological order. */
  readonly barriers: readonly Barrier[];
  /** By start of a container that something outside waits for: what stands for it. */
  readonly #starts = new Map<number, readonly string[]>();
  /** By end of a container that waits for something outside: what stands for it. */
  readonly #ends = new Map<number, readonly string[]>();
  /** By end of a container: the events outside that it waits for. */
  readonly #outside = new Map<number, readonly number[]>();
  readonly #taken = new Set<string>();
  readonly #barrierIds = new Map<number, string>();

  constructor(
    private readonly wiring: Wiring,
    order: Int32Array,
    private readonly contraction: Contraction,
  ) {
    const kept = new Map(contraction.barriers.map(({ event, needs }) => [event, needs]));
    for (const event of kept.keys()) this.#nameBarrier(event);
    const uses = this.#countUses(order, kept);
    const barriers: Barrier[] = [];
    for (const event of order) {
      const needs = kept.get(event);
      if (needs)
        barriers.push({ id: this.#barrierIds.get(event) as string, needs: this.#ids(needs, undefined) });
      const count = uses.get(event) ?? 0;
      const barrier = this.#isStart(event)
        ? this.#expressStart(event, count)
        : this.#isEnd(event)
          ? this.#expressEnd(event, count)
          : undefined;
      if (barrier) barriers.push(barrier);
    }
    this.barriers = barriers;
  }

  /** What the step of `event` waits for. */
  of(event: number): readonly string[] {
    const [barrier] = this.#starts.get(event) ?? [];
    if (barrier !== undefined && barrier === this.#barrierIds.get(event)) return [barrier];
    return this.#ids(this.contraction.needs[event] as readonly number[], this.wiring.nodes[event]);
  }

  /** `waiting`: who waits; undefined for a barrier, for which all containers are outside. */
  #ids(events: readonly number[], waiting: Node | undefined): readonly string[] {
    if (events.length === 0) return NONE;
    const ids = new Set<string>();
    for (const event of events) {
      const node = this.wiring.nodes[event] as Node;
      if (this.#isStart(event)) {
        if (waiting && isWithin(waiting, node)) continue;
        for (const id of this.#starts.get(event) as readonly string[]) ids.add(id);
      } else for (const id of this.#ends.get(event) ?? [this.#idOf(event)]) ids.add(id);
    }
    return [...ids];
  }

  /** What is outside waits for what the start waits for. */
  #expressStart(event: number, uses: number): Barrier | undefined {
    if (uses === 0) return undefined;
    const needs = this.#ids(this.contraction.needs[event] as readonly number[], undefined);
    return this.#express(event, needs, uses + 1, this.#starts);
  }

  #expressEnd(event: number, uses: number): Barrier | undefined {
    const { nodes } = this.wiring;
    const container = nodes[event] as Node;
    const outside = new Set<number>();
    const look = (events: readonly number[]): void => {
      for (const need of events) {
        const node = nodes[need] as Node;
        if (this.#isStart(need) && isWithin(container, node)) continue;
        if (!isWithin(node, container)) outside.add(need);
        else if (this.#barrierIds.has(need)) look(this.contraction.needs[need] as readonly number[]);
        else look(this.#outside.get(need) ?? []);
      }
    };
    look(this.contraction.needs[event] as readonly number[]);
    if (outside.size === 0) return undefined;
    this.#outside.set(event, [...outside]);
    return this.#express(event, [container.id, ...this.#ids([...outside], undefined)], uses, this.#ends);
  }

  #express(
    event: number,
    needs: readonly string[],
    uses: number,
    into: Map<number, readonly string[]>,
  ): Barrier | undefined {
    if (uses < 2 || needs.length < 2 || uses * needs.length <= MAX_BYPASSED_EDGES) {
      into.set(event, needs);
      return undefined;
    }
    const id = this.#nameBarrier(event);
    into.set(event, [id]);
    return { id, needs };
  }

  /** By event: in how many lists of needs it has to be expressed. */
  #countUses(order: Int32Array, kept: ReadonlyMap<number, readonly number[]>): Map<number, number> {
    const { nodes } = this.wiring;
    const uses = new Map<number, number>();
    for (const event of order.toReversed()) {
      const waiting = nodes[event] as Node;
      // What stands for a start must say what it waits for even to those outside the containers around it.
      const saysAll = kept.has(event) || (this.#isStart(event) && uses.has(event));
      for (const need of this.contraction.needs[event] as readonly number[]) {
        const node = nodes[need] as Node;
        const isImplied = this.#isStart(need)
          ? isWithin(waiting, node) && !saysAll
          : this.#isEnd(event) && isWithin(node, waiting);
        if (!isImplied) uses.set(need, (uses.get(need) ?? 0) + 1);
      }
    }
    return uses;
  }

  #isStart(event: number): boolean {
    return this.#isOfContainer(event) && event === this.wiring.startOf(this.wiring.nodes[event] as Node);
  }

  #isEnd(event: number): boolean {
    return this.#isOfContainer(event) && event !== this.wiring.startOf(this.wiring.nodes[event] as Node);
  }

  #isOfContainer(event: number): boolean {
    return this.wiring.graph.virtual[event] === 0 && (this.wiring.nodes[event] as Node).members.length > 0;
  }

  #idOf(event: number): string {
    return this.#barrierIds.get(event) ?? (this.wiring.nodes[event] as Node).id;
  }

  /** No author's id has a `~`, so that a barrier's never meets one; a region may share its id with another. */
  #nameBarrier(event: number): string {
    const node = this.wiring.nodes[event] as Node;
    const name = `${node.id}~${event === this.wiring.startOf(node) ? 'start' : 'end'}`;
    let id = name;
    for (let number = 2; this.#taken.has(id); number++) id = `${name}${number}`;
    this.#taken.add(id);
    this.#barrierIds.set(event, id);
    return id;
  }
}

const NONE: readonly string[] = [];

function isWithin(node: Node, container: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.inside) if (at === container) return true;
  return false;
}
