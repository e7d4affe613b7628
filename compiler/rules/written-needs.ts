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
 * The edges that come of needs as authors wrote them, of one event that waits, in the order in which they are
 * written. One place in a file comes up once for each copy of its step.
 */
export function writtenNeeds(event: number, { wiring }: LintSubject): WrittenNeed[] {
  const { graph, needs } = wiring;
  const { offsets, edges, events } = graph.predecessors;
  const found: WrittenNeed[] = [];
  const end = offsets[event + 1] as number;
  for (let at = offsets[event] as number; at < end; at++) {
    const edge = edges[at] as number;
    const need = needs[graph.notes[edge] as number];
    if (!need || 'node' in need || need.index < 0 || !KEYS.has(need.key)) continue;
    found.push({ need, edge, event, target: events[at] as number });
  }
  return found;
}

/** The events that wait for more than one thing: nothing but that can make a need too much. */
export function waitingForSeveral({ wiring }: LintSubject): number[] {
  const { size, predecessors } = wiring.graph;
  const found: number[] = [];
  for (let event = 0; event < size; event++)
    if ((predecessors.offsets[event + 1] as number) - (predecessors.offsets[event] as number) > 1)
      found.push(event);
  return found;
}

const KEYS: ReadonlySet<string> = new Set(['needs', 'depends_on', 'needs_add']);

/** Where a need is written: the same for all copies of its step. */
export const placeOf = ({ need }: WrittenNeed, { cooking }: LintSubject): Span | undefined =>
  needSpan(need, cooking);

/** What messages call a node: as its author wrote it, so that copies of it read the same. */
export const writtenName = (node: Node): string =>
  stepBehind(node)?.table.id ?? (node.kind === 'region' && node.inside ? writtenName(node.inside) : node.id);
