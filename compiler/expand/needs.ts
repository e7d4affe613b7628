import { render } from '../language/render.js';
import type { Setting } from './cooking.js';
import type { Need, Step } from './region.js';

/** An id that an author wrote as a need, and where. */
interface WrittenNeed {
  readonly name: string;
  readonly key: 'needs' | 'depends_on' | 'needs_add';
  readonly index: number;
}

/** What an author wants a step to wait for: both keys count, and what patches add and remove (spec: ORDER-1, EXT-6). */
export function* writtenNeeds(table: Step['table']): Generator<WrittenNeed> {
  const removed = new Set(table.needs_remove);
  for (const key of ['needs', 'depends_on', 'needs_add'] as const) {
    for (const [index, name] of (table[key] ?? []).entries())
      if (!removed.has(name)) yield { name, key, index };
  }
}

/** The needs of a step in its setting, where a name may have a bound name in it. */
export function needsOf(table: Step['table'], { names, scope }: Setting): Need[] {
  const needs: Need[] = [];
  for (const { name: written, key, index } of writtenNeeds(table)) {
    const name = written.includes('{') ? render(written, scope, () => undefined).text : written;
    needs.push({ name, names, table, key, index });
  }
  return needs;
}
