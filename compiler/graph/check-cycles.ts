import type { Cooking } from '../expand/cooking.js';
import type { Node } from '../expand/region.js';
import type { Span } from '../read/source.js';
import type { Wiring } from '../wire/events.js';
import { needSpan } from '../wire/references.js';
import { findCycles } from './cycles.js';

/**
 * Report every knot of steps that wait for each other: one finding each, with the shortest full path and
 * the place of every need in it. Waiting is what really holds a step: needs, containers and waits_for.
 */
export function checkCycles(wiring: Wiring, cooking: Cooking): void {
  const { graph, nodes } = wiring;
  for (const { events, edges } of findCycles(graph)) {
    const waited = events.map((event) => nodes[event] as Node);
    const path = waited.filter(({ kind }) => kind === 'step').map(({ id }) => id);
    // A cycle of regions alone: they have the ids of the steps that they replaced.
    if (path.length === 0) path.push(...new Set(waited.map(({ id }) => id)));
    // The first need is that of a region; it is the last step that waits by it.
    else if (waited[0]?.kind === 'region') path.unshift(path.pop() as string);

    const [first, ...related] = edges.flatMap((edge) => needNote(edge, wiring, cooking) ?? []);
    const full = [...path, path[0] as string];
    cooking.context.reporter.report('GT6002', { path: full }, { span: first?.span, related });
  }
}

/** Which need makes `edge`, and where it is written; undefined when nobody wrote it. */
export function needNote(
  edge: number,
  { graph, nodes, needs }: Wiring,
  cooking: Cooking,
): { readonly message: string; readonly span: Span } | undefined {
  const need = needs[graph.notes[edge] as number];
  const span = need && needSpan(need, cooking);
  if (!need || 'node' in need || !span) return undefined;
  const waiting = nodes[graph.to[edge] as number] as Node;
  const what = need.key === 'waits_for' ? 'waits for what is spawned by' : 'needs';
  return { message: `${JSON.stringify(waiting.id)} ${what} ${JSON.stringify(need.name)}`, span };
}
