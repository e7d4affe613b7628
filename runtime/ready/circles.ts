import { BLOCKING, isOpen } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';

/** The start and the end of node `n` are two events, which wait for each other: `2n` and `2n + 1`. */
const start = (n: number): number => 2 * n;
const end = (n: number): number => 2 * n + 1;

/**
 * Circles of open nodes that wait for each other, so that none can ever go on: each as the numbers of nodes in the order in which
 * they wait, beginning with the smallest. Found from `numbers`, every circle that can be reached from there once; linear in
 * nodes and edges, and deep without recursion.
 */
export function findCircles(view: View, numbers: Iterable<number>): number[][] {
  const graph = new Waiting(view);
  const circles: number[][] = [];
  for (const component of components(
    [...numbers].map((n) => end(n)),
    graph,
  )) {
    const circle = shortestCircle(component, graph);
    if (circle) circles.push(circle);
  }
  return circles.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** What events wait for. */
class Waiting {
  readonly #known = new Map<number, readonly number[]>();

  constructor(private readonly view: View) {}

  after(event: number): readonly number[] {
    const known = this.#known.get(event);
    if (known) return known;
    const found = event % 2 === 0 ? this.#beforeStart(event / 2) : this.#beforeEnd((event - 1) / 2);
    this.#known.set(event, found);
    return found;
  }

  /** A node starts behind the ends of what it waits for, and behind the start of what it is in. */
  #beforeStart(n: number): number[] {
    const node = this.view.node(n);
    if (!node || !isOpen(node)) return [];
    const needs = this.view
      .edgesFrom(n)
      .flatMap(({ to, type }) => (BLOCKING.some((each) => each === type) ? [end(to)] : []));
    return node.parent === null ? needs : [...needs, start(node.parent)];
  }

  /** It ends behind its start, and behind the ends of those in it. */
  #beforeEnd(n: number): number[] {
    const node = this.view.node(n);
    if (!node || !isOpen(node)) return [];
    return [start(n), ...this.view.children(n).map((child) => end(child.n))];
  }
}

/** Strongly connected components (Tarjan 1972, without recursion) of more than one event, or of one that waits for itself. */
function* components(roots: readonly number[], graph: Waiting): Generator<readonly number[]> {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const open: number[] = [];
  const isOnStack = new Set<number>();
  for (const root of roots) {
    if (index.has(root)) continue;
    const path: { readonly event: number; next: number }[] = [];
    const enter = (event: number): void => {
      index.set(event, index.size);
      low.set(event, index.size - 1);
      open.push(event);
      isOnStack.add(event);
      path.push({ event, next: 0 });
    };
    enter(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { event } = top;
      const to = graph.after(event)[top.next++];
      if (to !== undefined) {
        if (!index.has(to)) enter(to);
        else if (isOnStack.has(to)) lower(low, event, index.get(to) ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) lower(low, above.event, low.get(event) ?? 0);
      if (low.get(event) !== index.get(event)) continue;
      const component = open.splice(open.lastIndexOf(event));
      for (const each of component) isOnStack.delete(each);
      if (component.length > 1 || graph.after(event).includes(event)) yield component;
    }
  }
}

const lower = (low: Map<number, number>, event: number, to: number): void =>
  void low.set(event, Math.min(low.get(event) ?? to, to));

/** The shortest circle through the smallest event of a component, as nodes. */
function shortestCircle(component: readonly number[], graph: Waiting): number[] | undefined {
  const inside = new Set(component);
  const first = Math.min(...component.filter((event) => event % 2 === 0), Number.MAX_SAFE_INTEGER);
  const from = inside.has(first) ? first : component[0];
  if (from === undefined) return undefined;
  const cameFrom = new Map<number, number>();
  const queue = [from];
  for (const event of queue) {
    for (const to of graph.after(event)) {
      if (!inside.has(to)) continue;
      if (to === from) return nodesOf(event, from, cameFrom);
      if (cameFrom.has(to)) continue;
      cameFrom.set(to, event);
      queue.push(to);
    }
  }
  return undefined;
}

function nodesOf(last: number, from: number, cameFrom: ReadonlyMap<number, number>): number[] {
  const events = [last];
  for (let at = last; at !== from; ) {
    at = cameFrom.get(at) ?? from;
    events.push(at);
  }
  const nodes = events.reverse().map((event) => Math.floor(event / 2));
  return nodes.filter(
    (n, at) => n !== nodes[at - 1] && (at === 0 || at < nodes.length - 1 || n !== nodes[0]),
  );
}
