import type { Protomolecule, ProtoStep } from '../../emit/protomolecule.js';
import { Source } from '../../read/source.js';
import type { Extent } from '../syntax/tree.js';
import type { Located, NamedFile, NameIndex, NameSymbol } from './name-index.js';

/** A part of a file. */
export interface Place extends Extent {
  readonly file: NamedFile;
}

/** What is asked about: the name under a cursor, how much of it stands there for something, and for what. */
export interface Asked extends Place {
  readonly located: Located;
  /** Several, where the file is drawn in by several formulas; none where the name is nobody's. */
  readonly symbols: readonly NameSymbol[];
}

/** The name at `offset` of a file. Of `impl.draft`, where only `impl` is a step that somebody wrote, the extent is that of `impl`. */
export function askedAt(index: NameIndex, path: string, offset: number): Asked | undefined {
  const located = index.at(path, offset);
  if (!located) return undefined;
  const { symbols, length } = index.resolve(located);
  const { start, end, name } = located.occurrence;
  const isWhole = length === name.length;
  return { file: located.file, located, symbols, start, end: isWhole ? end : start + length };
}

/**
 * Where what stands at the cursor is defined. Of a step that comes of an expansion, a loop or advice, and that
 * `protomolecule` has, the place of the template that it comes from.
 */
export function definitionsAt(
  index: NameIndex,
  path: string,
  offset: number,
  protomolecule?: Protomolecule,
): Place[] {
  const asked = askedAt(index, path, offset);
  if (!asked) return [];
  const { located, symbols } = asked;
  const isBehind = offset > asked.end || symbols.length === 0;
  if (located.occurrence.kind === 'step' && isBehind) {
    const step = protomolecule?.steps.find(({ id }) => id === located.occurrence.name);
    const written = step && writtenAt(index, step);
    if (written) return [written];
  }
  return symbols.flatMap((symbol) => {
    const found = index.definitions(symbol).map(placeOf);
    if (found.length > 0 || symbol.kind !== 'formula') return found;
    // A formula that does not say its name.
    const file = index.file(symbol.home);
    return file ? [{ file, start: 0, end: 0 }] : [];
  });
}

/** Every place that stands for the same. */
export function referencesAt(
  index: NameIndex,
  path: string,
  offset: number,
  { withDefinitions }: { readonly withDefinitions: boolean },
): Place[] {
  const { symbols = [] } = askedAt(index, path, offset) ?? {};
  const found = symbols
    .flatMap((symbol) => index.occurrences(symbol))
    .filter(({ occurrence }) => withDefinitions || !occurrence.isDefinition);
  return [...new Map(found.map((each) => [keyOf(each), placeOf(each)])).values()];
}

/** A place of the file itself that stands for the same, and whether it is where that is defined. */
export interface Highlight extends Extent {
  readonly isDefinition: boolean;
}

/** Of what `symbols` are, in one file. */
export function highlightsOf(index: NameIndex, symbols: readonly NameSymbol[], path: string): Highlight[] {
  const found = symbols
    .flatMap((symbol) => index.occurrences(symbol))
    .filter(({ file }) => file.candidate.path === path);
  return [...new Map(found.map((each) => [keyOf(each), each.occurrence])).values()];
}

/** The place where a step of a protomolecule was written: its id in the file that its origin names. */
export function writtenAt(index: NameIndex, { origin }: ProtoStep): Place | undefined {
  const file = index.formula(origin.file);
  if (!file) return undefined;
  const source = new Source('', '', file.text);
  const isBehind = (offset: number): boolean => {
    const { line, column } = source.position(offset);
    return line > origin.line || (line === origin.line && column >= origin.column);
  };
  const [occurrence] = file.names.occurrences.filter(
    ({ kind, isDefinition, start }) => kind === 'step' && isDefinition && isBehind(start),
  );
  return occurrence && placeOf({ file, occurrence });
}

export const placeOf = ({ file, occurrence: { start, end } }: Located): Place => ({ file, start, end });

const keyOf = ({ file, occurrence }: Located): string => `${file.candidate.path}\0${occurrence.start}`;
