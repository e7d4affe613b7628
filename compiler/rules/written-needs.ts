import { type Need, type Node, stepBehind } from '../expand/region.js';
import type { Span } from '../read/source.js';
import { needSpan } from '../wire/references.js';
import type { LintSubject } from './subject.js';

/** A need that an author wrote, where it holds an event of the graph. */
export interface WrittenNeed {
  readonly need: Exclude<Need, { node: Node }>;
  readonly edge: number;
  /** The event that waits. */
  readonly event: number;
  /** The event that is waited for. */
  readonly target: number;
}

/**
 * The edges that come of needs as authors wrote them, by the event that waits. One place
 * in a file comes up once for each copy of its step.
 */
export function writtenNeeds({ wiring }: LintSubject): ReadonlyMap<number, readonly WrittenNeed[]> {
  const { graph, needs } = wiring;
  const found = new Map<number, WrittenNeed[]>();
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const need = needs[graph.notes[edge] as number];
    if (!need || 'node' in need || need.index < 0 || !KEYS.has(need.key)) continue;
    const event = graph.to[edge] as number;
    const written = { need, edge, event, target: graph.from[edge] as number };
    const known = found.get(event);
    if (known) known.push(written);
    else found.set(event, [written]);
  }
  return found;
}

const KEYS: ReadonlySet<string> = new Set(['needs', 'depends_on', 'needs_add']);

/** Where a need is written: the same for all copies of its step. */
export const placeOf = ({ need }: WrittenNeed, { cooking }: LintSubject): Span | undefined =>
  needSpan(need, cooking);

/** What messages call a node: as its author wrote it, so that copies of it read the same. */
export const writtenName = (node: Node): string =>
  stepBehind(node)?.table.id ?? (node.kind === 'region' && node.inside ? writtenName(node.inside) : node.id);
