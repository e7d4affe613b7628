import { isOpen, type Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { checkHolds } from '../step/alone.js';
import type { Turn } from '../step/turn.js';
import { block, isWaiting } from '../step/wait.js';
import { hasBegun } from './blockers.js';
import { Counts, countMolecule, isLean } from './counts.js';
import { type Remembering, remembering } from './remembering.js';

export interface RecountOptions {
  /** Those that go on even if all that they waited for was skipped: they were found open behind it. */
  readonly anyway?: ReadonlySet<number> | undefined;
}

/**
 * Make right what is kept with these nodes, and with those around them, and follows from edges, parents, outcomes and
 * gates; then have `settle` do what follows. For rows that were written by no transition: an import, or a ledger that is mended.
 * At the beginning of a turn, before anything else is moved in it. What waits for itself stays blocked.
 */
export function recount(turn: Turn, numbers: Iterable<number>, options: RecountOptions = {}): void {
  const recounting = new Recounting(turn);
  recounting.run(numbers, options.anyway ?? new Set());
}

class Recounting {
  readonly #view: Remembering;
  readonly #depths: Depths;
  readonly #counts: Counts;

  constructor(private readonly turn: Turn) {
    this.#view = remembering(turn.tx);
    this.#depths = new Depths(this.#view);
    this.#counts = new Counts(this.#view);
  }

  run(numbers: Iterable<number>, anyway: ReadonlySet<number>): void {
    const around = spread(this.#view, numbers);
    const molecules = new Set<number>();
    for (const n of around) {
      const molecule = this.#view.node(n)?.molecule;
      if (molecule != null) molecules.add(molecule);
    }
    for (const n of molecules) {
      const molecule = this.turn.tx.molecule(n);
      if (molecule) this.turn.recounted(n, countMolecule(this.turn.tx, molecule));
    }
    const inwards = [...around].sort((a, b) => this.#depths.of(a) - this.#depths.of(b) || a - b);
    for (const n of inwards.toReversed()) this.#countChildren(n);
    const counted = this.#countWaiting(inwards);
    for (const n of molecules) checkHolds(this.turn, n);
    for (const n of counted) goOn(this.turn, n, anyway.has(n));
  }

  #move(node: Node, change: Partial<Omit<Node, 'n'>>): Node {
    const moved = this.turn.move(node, change);
    this.#view.moved(moved);
    return moved;
  }

  /** From the innermost outwards. */
  #countChildren(n: number): void {
    const node = this.#view.node(n);
    if (!node || this.#isLean(node)) return;
    const openChildren = this.#counts.openChildren(n);
    // What is in it was opened again, so that it has not ended.
    const isAgainOpen =
      node.kind === 'container' && !isOpen(node) && openChildren > 0 && !this.#isCancelled(node);
    if (!isAgainOpen && openChildren === node.openChildren) return;
    this.#move(node, {
      openChildren,
      ...(isAgainOpen && { state: 'running', outcome: null, closedAt: null, closeReason: null }),
    });
  }

  /** From the outermost inwards; gives those that were counted, and what is inside of them where that changes with them. */
  #countWaiting(inwards: readonly number[]): number[] {
    const queue = [...inwards];
    const counted = new Set<number>();
    for (const n of queue) {
      if (counted.has(n)) continue;
      counted.add(n);
      const before = this.#view.node(n);
      const after = before && this.#countOne(before);
      if (!before || !after || hasBegun(before) === hasBegun(after)) continue;
      // Those that were counted before their parent are counted again; in a circle, not those above it.
      for (const child of this.#view.children(n)) {
        if (this.#depths.of(child.n) <= this.#depths.of(n)) continue;
        counted.delete(child.n);
        queue.push(child.n);
      }
    }
    return [...counted];
  }

  #countOne(node: Node): Node {
    if (this.#isLean(node)) return node;
    const blockers = this.#counts.blockers(node);
    const waits = blockers > 0 || (node.kind === 'work' && node.openChildren > 0);
    if (waits && isWaiting(node) && isResting(node)) {
      if (blockers !== node.blockers) this.#move(node, { blockers });
      block(this.turn, this.turn.tx.node(node.n) ?? node);
      return this.#readAgain(node);
    }
    return blockers === node.blockers ? node : this.#move(node, { blockers });
  }

  #readAgain(before: Node): Node {
    const node = this.turn.tx.node(before.n) ?? before;
    this.#view.moved(node);
    return node;
  }

  #isLean({ molecule }: Node): boolean {
    return molecule !== null && this.turn.tx.molecule(molecule)?.lean === true;
  }

  #isCancelled({ molecule }: Node): boolean {
    return molecule !== null && this.turn.molecule(molecule).cancelled !== null;
  }
}

/** The nodes themselves, those that wait for them, and all that are above or directly inside of them. */
function spread(view: View, numbers: Iterable<number>): Set<number> {
  const around = new Set<number>();
  const above = new Set<number>();
  for (const n of numbers) {
    around.add(n);
    for (const { from } of view.edgesTo(n)) around.add(from);
    for (const child of view.children(n)) around.add(child.n);
    for (let at = view.node(n)?.parent; at != null && !above.has(at); at = view.node(at)?.parent) {
      above.add(at);
      around.add(at);
      for (const { from, type } of view.edgesTo(at)) if (type === 'waits-for') around.add(from);
    }
  }
  return around;
}

/** How many are above a node. Who is above itself is as deep as there are steps in that circle. */
class Depths {
  readonly #depths = new Map<number, number>();

  constructor(private readonly view: View) {}

  of(n: number): number {
    const path: number[] = [];
    const seen = new Set<number>();
    let at: number | null | undefined = n;
    while (at != null && !this.#depths.has(at) && !seen.has(at)) {
      seen.add(at);
      path.push(at);
      at = this.view.node(at)?.parent;
    }
    let depth = at == null ? -1 : (this.#depths.get(at) ?? -1);
    for (const each of path.reverse()) this.#depths.set(each, ++depth);
    return this.#depths.get(n) ?? 0;
  }
}

/** It could be worked on, or is about to be. */
const isResting = ({ state }: Node): boolean => state === 'ready' || state === 'held' || state === 'gated';

/** Nothing holds it any more. */
function goOn(turn: Turn, n: number, anyway: boolean): void {
  const node = turn.tx.node(n);
  if (!node) return;
  if (node.state === 'blocked' && node.blockers === 0) turn.follow({ is: 'free', n, anyway });
  if (node.state === 'gated' && turn.tx.gates(n).every(({ state }) => state === 'open'))
    turn.follow({ is: 'opened', n });
  if (node.state === 'running' && node.openChildren === 0 && !isLean(turn.tx, node))
    turn.follow({ is: 'emptied', n });
}
