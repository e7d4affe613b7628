import type { Node, Step } from '../expand/region.js';
import { stepBehind } from '../expand/region.js';
import { topologicalOrder } from '../graph/topological.js';
import { withoutItem } from './list-item.js';
import type { Rule } from './rule.js';
import type { LintSubject } from './subject.js';
import { placeOf, type WrittenNeed, waitingForSeveral, writtenName, writtenNeeds } from './written-needs.js';

/**
 * Edges that are walked back from one step. To find every redundant need is more than linear work; what lies
 * farther back than this is not found, and nobody sees from one to the other either.
 */
export const MAX_EDGES_WALKED = 2_000;

/** A need that another need of the step implies, in every copy of the step. */
export const redundantNeed: Rule<'GT7003'> = {
  code: 'GT7003',
  level: 'warning',
  check(context) {
    const { wiring, cooking } = context;
    const { spans } = cooking.context;
    /** By place: what makes the need redundant; undefined once a copy needs it. */
    const found = new Map<string, { readonly written: WrittenNeed; readonly through: Node } | undefined>();
    for (const [written, through] of implied(context)) {
      const at = placeOf(written, context);
      if (at?.source !== context.root.source) continue;
      const key = `${at.start}`;
      if (!through) found.set(key, undefined);
      else if (!found.has(key)) found.set(key, { written, through });
    }
    for (const each of found.values()) {
      if (!each) continue;
      const { need, event } = each.written;
      const { table, key, index, name } = need;
      const through = writtenName(each.through);
      const title = `drop ${JSON.stringify(name)} from ${JSON.stringify(key)}`;
      context.report(
        { step: writtenName(wiring.nodes[event] as Node), need: name, through },
        { span: placeOf(each.written, context), fix: withoutItem(spans, table, key, index, title) },
      );
    }
  },
};

/** Where a need is implied by others: every written need of all events, with the node through which it is implied, if it is. */
function* implied(subject: LintSubject): Generator<[WrittenNeed, Node | undefined]> {
  const { size } = subject.wiring.graph;
  const through = throughBy(subject);
  if (through.size === 0) return;
  for (let event = 0; event < size; event++)
    for (const written of writtenNeeds(event, subject))
      yield [written, through.get(event)?.get(written.target)];
}

/** By the event that waits, which of the events that it waits for are implied by others of them, and through which node. */
function throughBy(subject: LintSubject): ReadonlyMap<number, ReadonlyMap<number, Node>> {
  const { graph, nodes } = subject.wiring;
  const found = new Map<number, ReadonlyMap<number, Node>>();
  const several = waitingForSeveral(subject).filter((event) => !waitsSpecially(nodes[event] as Node));
  const order = several.length > 0 ? topologicalOrder(graph) : undefined;
  if (!order) return found;
  const position = new Int32Array(graph.size);
  order.forEach((event, at) => {
    position[event] = at;
  });
  const walk = new Walk(subject, position);
  const { offsets, events } = graph.predecessors;
  for (const event of several) {
    const waited = new Set(events.subarray(offsets[event], offsets[event + 1]));
    const through = waited.size > 1 ? walk.back(waited) : undefined;
    if (through && through.size > 0) found.set(event, through);
  }
  return found;
}

/** Walks back from the events that one event waits for. */
class Walk {
  readonly #met: Int32Array;
  readonly #isPlain: Uint8Array;
  #round = 0;

  constructor(
    private readonly subject: LintSubject,
    private readonly position: Int32Array,
  ) {
    const { graph, nodes } = subject.wiring;
    this.#met = new Int32Array(graph.size);
    this.#isPlain = Uint8Array.from(nodes, (node) => (isPlain(node) ? 1 : 0));
  }

  /** Which of `waited` are behind others of them, by a way on which every step must pass; and behind which. */
  back(waited: ReadonlySet<number>): Map<number, Node> {
    const { predecessors } = this.subject.wiring.graph;
    const earliest = Math.min(...[...waited].map((event) => this.position[event] as number));
    const found = new Map<number, Node>();
    let edges = 0;
    this.#round++;
    for (const first of waited) {
      const stack = this.#isPlain[first] === 1 ? [first] : [];
      for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
        const end = predecessors.offsets[event + 1] as number;
        for (let at = predecessors.offsets[event] as number; at < end; at++) {
          const next = predecessors.events[at] as number;
          if (++edges > MAX_EDGES_WALKED) return found;
          if (this.#met[next] === this.#round || (this.position[next] as number) < earliest) continue;
          this.#met[next] = this.#round;
          if (waited.has(next)) found.set(next, this.subject.wiring.nodes[first] as Node);
          if (this.#isPlain[next] === 1) stack.push(next);
        }
      }
    }
    return found;
  }
}

/**
 * Whether a step passes if it ends at all. One that may be skipped, or fail without holding up what is behind
 * it, ends without what it waited for having passed; then a need beside it says something of its own.
 */
function isPlain(node: Node): boolean {
  const step = stepBehind(node);
  if (!step) return true;
  for (let at: Step | undefined = step; at; at = at.partOf) {
    const { gate, on_fail, retry, run_if } = at.table;
    if (gate?.type === 'conditional' || (gate?.on_timeout ?? 'fail') !== 'fail') return false;
    if ((run_if ?? 'passed') !== 'passed' || (on_fail ?? 'block') !== 'block') return false;
    if ((retry?.on_exhausted ?? 'block') !== 'block') return false;
  }
  return true;
}

/** Whether it matters to a step which needs are its own, and not only that it comes behind them. */
function waitsSpecially(node: Node): boolean {
  for (let at = stepBehind(node); at; at = at.partOf) {
    const { run_if, waits_for } = at.table;
    if ((run_if ?? 'passed') !== 'passed' || waits_for !== undefined) return true;
  }
  return false;
}
