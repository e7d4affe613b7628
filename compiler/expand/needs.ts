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
export function writtenNeeds(table: Step['table']): WrittenNeed[] {
  let found: WrittenNeed[] | undefined;
  for (const key of KEYS) {
    const written = table[key]?.map((name, index) => ({ name, key, index }));
    if (written) found = found ? [...found, ...written] : written;
  }
  if (!found || !table.needs_remove) return found ?? [];
  const removed = new Set(table.needs_remove);
  return found.filter(({ name }) => !removed.has(name));
}

const KEYS = ['needs', 'depends_on', 'needs_add'] as const;

/** The needs of a step in its setting, where a name may have a bound name in it. */
export function needsOf(table: Step['table'], { names, scope }: Setting): Need[] {
  return writtenNeeds(table).map(({ name: written, key, index }) => {
    const name = written.includes('{') ? render(written, scope, () => undefined).text : written;
    return { name, names, table, key, index };
  });
}
