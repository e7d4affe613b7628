import type { Cooking } from '../expand/cooking.js';
import { living, type Node } from '../expand/region.js';
import { needNote } from '../graph/check-cycles.js';
import { connected } from '../graph/connected.js';
import { topologicalOrder } from '../graph/topological.js';
import type { Condition, Operand } from '../language/ast.js';
import { hindrances } from '../language/hindrances.js';
import type { Extent } from '../language/problem.js';
import type { Span } from '../read/source.js';
import { textSpan } from '../read/text-span.js';
import type { Wiring } from '../wire/events.js';
import { Ancestry } from './ancestry.js';
import type { RunningSite } from './running-conditions.js';

/** How many needs are shown of the way on which a step waits for the one that asks it. */
const MAX_SHOWN_NEEDS = 5;

/** A step whose end a condition asks about, and where it names the step. */
export interface AskedEnd {
  readonly node: Node;
  readonly at: Extent;
}

interface Asking {
  readonly site: RunningSite;
  readonly condition: Condition;
  readonly ends: ReadonlyMap<Operand, AskedEnd>;
}

/** Conditions that wait for what waits for them (spec: GATE-3): a cycle of which one link is a question. */
export class OwnEnds {
  readonly #asking: Asking[] = [];

  constructor(
    private readonly wiring: Wiring,
    private readonly cooking: Cooking,
  ) {}

  /** `ends`: by the questions in `condition` that only the end of a step answers. */
  add(site: RunningSite, condition: Condition, ends: Asking['ends']): void {
    if (ends.size > 0) this.#asking.push({ site, condition, ends });
  }

  /** Report those that can never be decided. Once all are known, since they are looked for together. */
  report(): void {
    // With a cycle of needs nothing comes after anything else; that has been reported.
    const order = this.#asking.length > 0 ? topologicalOrder(this.wiring.graph) : undefined;
    if (!order) return;
    const pairs = this.#asking.flatMap(({ site, ends }) =>
      [...ends].map(([question, { node }]) => ({
        question,
        from: this.#decidedBefore(site),
        to: this.wiring.endOf(node),
      })),
    );
    const waits = connected(this.wiring.graph, order, pairs);
    const late = new Set(pairs.filter((_, index) => waits[index]).map(({ question }) => question));
    for (const { site, condition, ends } of this.#asking) {
      const { mayBeFalse } = site.asker;
      const by = hindrances(condition, (question) => (late.has(question) ? ends.get(question) : undefined));
      const end = mayBeFalse && !by.false ? undefined : by.true;
      if (end) this.#report(end, site);
    }
  }

  /** The event that comes only when the condition has been decided. */
  #decidedBefore({ asker: { kind, step } }: RunningSite): number {
    return kind === 'gate' ? this.wiring.startOf(living(step)) : this.wiring.endOf(living(step));
  }

  #report({ node, at }: AskedEnd, site: RunningSite): void {
    const { text, asker, span, related } = site;
    const facts = { by: asker.kind, step: asker.step.table.id, asked: text.slice(at.start, at.end) };
    const notes = this.#notes(this.#decidedBefore(site), this.wiring.endOf(node));
    this.cooking.context.reporter.report('GT6005', facts, {
      span: textSpan(span, text, at.start, at.end),
      related: [...notes, ...related],
    });
  }

  /** The needs by which event `to` waits for event `from`, the last one first; none when they are far apart. */
  #notes(from: number, to: number): { readonly message: string; readonly span: Span }[] {
    const edges = new Ancestry(this.wiring).wayBack(from, to);
    return edges.flatMap((edge) => needNote(edge, this.wiring, this.cooking) ?? []).slice(0, MAX_SHOWN_NEEDS);
  }
}
