import { suggest } from '../../../compiler/diagnostics/suggest.js';
import { fail } from '../../failure/failure.js';
import { BLOCKING, type EdgeType, TELLING } from '../../ledger/bead.js';
import type { NewDependency } from './new-bead.js';

/** Every type of dependencies but the parent's, `blocks` first: it is the default. */
export const EDGE_TYPES: readonly EdgeType[] = [...BLOCKING, ...TELLING];

/** Throws GT8108. */
export function checkEdgeType(text: string): EdgeType {
  const type = EDGE_TYPES.find((each) => each === text);
  return type ?? fail('GT8108', { type: text, near: suggest(text, EDGE_TYPES), known: EDGE_TYPES });
}

/** `id`, or `type:id`. Throws GT8108. */
export function parseDependency(text: string): NewDependency {
  const at = text.indexOf(':');
  if (at === -1) return { type: 'blocks', on: text.trim() };
  return { type: checkEdgeType(text.slice(0, at).trim()), on: text.slice(at + 1).trim() };
}

/** Some of them, separated by commas. Throws GT8108. */
export const parseDependencies = (text: string): NewDependency[] => commaSeparated(text).map(parseDependency);

export const commaSeparated = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
