import type { Host } from '../../host.js';
import type { Cooked } from '../cooked.js';
import { writtenFor } from '../names/made.js';
import type { Located, NameIndex } from '../names/name-index.js';
import { askedAt } from '../names/navigate.js';
import type { Extent } from '../syntax/tree.js';
import { madeParts } from './made-name.js';

/** The part that a cursor stands in of an id that composition gives: `draft` of `impl.draft`. */
export interface MadePart extends Extent {
  readonly name: string;
  /** Where what it comes of has its name. */
  readonly path: string;
  readonly offset: number;
  /** That name, once the part says `to`. */
  readonly renamed: (to: string) => string;
}

/** Undefined where the cursor is at no such id, or in a part of it that is nobody's name or that of several. */
export async function madePart(
  index: NameIndex,
  host: Host,
  { path, offset, cooked }: { readonly path: string; readonly offset: number; readonly cooked: Cooked },
): Promise<MadePart | undefined> {
  const asked = askedAt(index, path, offset);
  if (asked?.located.occurrence.kind !== 'step') return undefined;
  const { located, symbols } = asked;
  const { start, end, name, isDefinition } = located.occurrence;
  const isBehind = offset > asked.end || symbols.length === 0;
  // What is spelt with escapes cannot be cut.
  if (isDefinition || !isBehind || end - start !== name.length) return undefined;
  const [written, ...others] = await writtenFor(index, host, located, cooked);
  const definition = written && index.at(written.path, written.offset);
  if (!definition || others.length > 0) return undefined;
  const parts = madeParts(written.id, definition.occurrence.name);
  const at = offset - start;
  const part =
    parts.find((each) => !each.isFilled && each.start <= at && at <= each.end) ??
    parts.find((each) => each.start <= at && at <= each.end);
  if (!part) return undefined;
  const extent = { start: start + part.start, end: start + part.end, name: part.text };
  if (part.isFilled) {
    const filling = stepNamed(index, located, part.text);
    return filling && { ...extent, ...placeOf(filling), renamed: (to) => to };
  }
  return { ...extent, ...placeOf(definition), renamed: part.renamed };
}

/** The step of that name, where it is one. */
function stepNamed(index: NameIndex, { file, occurrence }: Located, name: string): Located | undefined {
  const { symbols, length } = index.resolve({ file, occurrence: { ...occurrence, name } });
  const [symbol, ...others] = symbols;
  return symbol && others.length === 0 && length === name.length ? index.definitions(symbol)[0] : undefined;
}

const placeOf = ({ file, occurrence }: Located): { readonly path: string; readonly offset: number } => ({
  path: file.candidate.path,
  offset: occurrence.start,
});
