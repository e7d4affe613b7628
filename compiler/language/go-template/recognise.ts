import { editDistance } from '../../diagnostics/edit-distance.js';
import { Problems } from './problem.js';
import { scan } from './scan.js';
import { FIXED } from './vocabulary.js';

/** Names that are looked at for a slip of one letter: one that means nothing else is enough to know a template by. */
const MAX_SLIPS = 100;

/**
 * Whether a text is meant as a template: between its braces stands `.name` or `$.name` with a name that a
 * convoy has, or one that is a slip of one letter away from it. Prompts always are templates; in the texts
 * of legs there may also be braces that are meant for the worker.
 */
export function isTemplate(text: string, variables: readonly string[]): boolean {
  if (!text.includes('{{')) return false;
  const known = new Set([...FIXED, ...variables]);
  const others = new Set<string>();
  for (const piece of scan(text, new Problems())) {
    if (piece.kind !== 'action') continue;
    for (const [, name = ''] of piece.source.matchAll(/(?:^|[\s(|])\$?\.([A-Za-z_]\w*)/g)) {
      if (known.has(name)) return true;
      if (others.size < MAX_SLIPS) others.add(name);
    }
  }
  const long = [...known].filter((name) => name.length > 2);
  return [...others].some((name) => long.some((each) => editDistance(name, each, 1, { cells: 0 }) === 1));
}
