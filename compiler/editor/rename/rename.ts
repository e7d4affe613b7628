import type { Host } from '../../host.js';
import { globMatcher } from '../../language/glob.js';
import { Cooked } from '../cooked.js';
import { type MadeUse, madeUses } from '../names/made.js';
import type { Located, NamedFile, NameIndex, NameSymbol } from '../names/name-index.js';
import { type Asked, askedAt } from '../names/navigate.js';
import { pathBeside, testFile } from '../names/test-file.js';
import type { Extent } from '../syntax/tree.js';
import { madeName, otherPlaceholders, withoutPlaceholders } from './made-name.js';
import { madePart } from './made-part.js';
import { problemOf } from './proof.js';
import { isRefusal, locatedName, type NameEdit, placeName, type Refusal, type Renaming } from './renaming.js';
import { KIND_NAMES, wrongName } from './valid-name.js';

/** What a client is shown before it asks for a new name: the part of the text, and what it says. */
export interface Renameable extends Extent {
  readonly name: string;
}

/** The name at the cursor, if it can get another one; of an id that composition gives, the part that the cursor is in. */
export async function renameable(
  index: NameIndex,
  host: Host,
  { path, offset, cooked = new Cooked() }: Omit<RenameOptions, 'name'>,
): Promise<Renameable | Refusal> {
  const part = await madePart(index, host, { path, offset, cooked });
  const found = symbolAt(index, part?.path ?? path, part?.offset ?? offset);
  if (isRefusal(found)) return found;
  if (part) return { start: part.start, end: part.end, name: part.name };
  const { start, end } = found.asked;
  return { start, end, name: found.symbol.name };
}

export interface RenameOptions {
  readonly path: string;
  readonly offset: number;
  readonly name: string;
  /** What is known of earlier requests. */
  readonly cooked?: Cooked;
}

/**
 * Give what stands at the cursor another name, wherever it is named. Refused unless all that is changed means the
 * same as before and nothing else means something new, which is found by reading and cooking the changed files.
 */
export async function rename(
  index: NameIndex,
  host: Host,
  { path, offset, name, cooked = new Cooked() }: RenameOptions,
): Promise<Renaming | Refusal> {
  const part = await madePart(index, host, { path, offset, cooked });
  if (part)
    return rename(index, host, { path: part.path, offset: part.offset, name: part.renamed(name), cooked });
  const found = symbolAt(index, path, offset);
  if (isRefusal(found)) return found;
  const { symbol, places } = found;
  const wrong =
    otherPlaceholders(symbol.name, name) ??
    wrongName(
      symbol.kind === 'step' && symbol.name.includes('{') ? withoutPlaceholders(name) : name,
      symbol.kind,
    );
  if (wrong !== undefined) return { reason: wrong };
  if (name === symbol.name) return { symbol, name, edits: new Map(), files: new Map() };
  const before = refusedBefore(index, host, symbol, name);
  if (before) return before;
  const edits = new Map<NamedFile, NameEdit[]>();
  for (const place of places) {
    const edit = editOf(place, name);
    edits.set(place.file, [...(edits.get(place.file) ?? []), edit]);
  }
  const { uses, unsure } = await madeUses(index, host, symbol, cooked);
  const doubtful = unsure.find(
    ({ occurrence }) => madeName(occurrence.name, symbol.name, name) !== undefined,
  );
  if (doubtful)
    return {
      reason: `${locatedName(doubtful)} may mean it by ${JSON.stringify(doubtful.occurrence.name)}, which only a run makes: change that first`,
    };
  for (const use of uses) {
    const to = madeName(use.id, symbol.name, name);
    if (to === undefined || use.file.candidate.tier.name === 'builtin') return unmade(use);
    const edit = editOf(use, to);
    edits.set(
      use.file,
      [...(edits.get(use.file) ?? []), edit].sort((a, b) => a.start - b.start),
    );
  }
  const files = symbol.kind === 'formula' ? movedFiles(index, host, symbol, name) : new Map<string, string>();
  const renaming = { symbol, name, edits, files };
  const problem = await problemOf(renaming, index, host, cooked);
  return problem === undefined ? renaming : { reason: problem };
}

interface Found {
  readonly asked: Asked;
  readonly symbol: NameSymbol;
  readonly places: readonly Located[];
}

function symbolAt(index: NameIndex, path: string, offset: number): Found | Refusal {
  const asked = askedAt(index, path, offset);
  if (!asked)
    return {
      reason: 'nothing here has a name: steps, variables, formulas, bond points and names of loops have',
    };
  const { located, symbols } = asked;
  const { name, kind } = located.occurrence;
  const what = `the ${KIND_NAMES[kind]} ${JSON.stringify(name)}`;
  const [symbol, ...others] = symbols;
  if (!symbol) return { reason: `${what} is not there` };
  if (offset > asked.end)
    return {
      reason: `${JSON.stringify(name.slice(symbol.name.length + 1))} comes of what takes the place of ${JSON.stringify(symbol.name)}: rename it where that is written`,
    };
  if (others.length > 0)
    return {
      reason: `${JSON.stringify(name)} means something else in each of ${symbols.map(({ home }) => home).join(', ')}: rename it in one of these`,
    };
  const places = index.occurrences(symbol);
  const fixed = [...places.map(({ file }) => file), index.file(symbol.home)].find(
    (file) => file?.candidate.tier.name === 'builtin',
  );
  if (fixed)
    return { reason: `${what} stands in ${fixed.candidate.path}, and the built-in library is not changed` };
  const shared = places.find((place) => index.resolve(place).symbols.length > 1);
  if (shared) {
    const homes = index.resolve(shared).symbols.map(({ home }) => home);
    return {
      reason: `${locatedName(shared)} means ${JSON.stringify(symbol.name)} of each of ${homes.join(', ')}: with another name in one of these it would miss that or the others`,
    };
  }
  return { asked, symbol, places };
}

const unmade = (use: MadeUse): Refusal => ({
  reason: `${locatedName(use)} means it by ${JSON.stringify(use.id)}, which cannot be changed with it`,
});

/** What speaks against a new name before anything is tried. */
function refusedBefore(index: NameIndex, host: Host, symbol: NameSymbol, name: string): Refusal | undefined {
  const [clash] = [...index.files].flatMap((file) => {
    if (symbol.kind === 'formula' || !means(index, file, symbol)) return [];
    return file.names.occurrences
      .filter(
        (each) =>
          each.isDefinition &&
          each.kind === symbol.kind &&
          each.name === name &&
          each.scopes[0] === symbol.scope,
      )
      .map((occurrence) => ({ file, occurrence }));
  });
  if (clash)
    return {
      reason: `there is a ${KIND_NAMES[symbol.kind]} ${JSON.stringify(name)} already: ${locatedName(clash)}`,
    };
  if (symbol.kind === 'formula') {
    const [other] = host.candidates(name);
    return other && { reason: `there is a formula ${JSON.stringify(name)} already: ${other.path}` };
  }
  for (const file of index.files)
    for (const { text, kind, start } of file.names.unread) {
      if (!means(index, file, symbol)) break;
      const place = placeName(file, start);
      if (kind === 'broken' && hasWord(text, symbol.name))
        return {
          reason: `${place} cannot be read, and may name ${JSON.stringify(symbol.name)}: mend it first`,
        };
      if (kind !== 'pattern' || symbol.kind !== 'step') continue;
      const matches = globMatcher(text);
      const [was, will] = [matches(symbol.name), matches(name)];
      if (was !== will)
        return {
          reason: `the pattern ${JSON.stringify(text)} in ${place} matches ${JSON.stringify(was ? symbol.name : name)} and not ${JSON.stringify(was ? name : symbol.name)}: change it first`,
        };
    }
  return undefined;
}

/** Whether `symbol` can be said in a file. */
function means(index: NameIndex, file: NamedFile, symbol: NameSymbol): boolean {
  const related = [file, ...index.lineage(file), ...index.usersOf(file)].map(
    ({ candidate }) => candidate.path,
  );
  return related.includes(symbol.home);
}

const hasWord = (text: string, name: string): boolean =>
  text.split(/[^\w-]+/).includes(name.split('.')[0] ?? name);

const BARE_KEY = /^[A-Za-z0-9_-]+$/;

function editOf({ file, occurrence }: Located, name: string): NameEdit {
  const { start, end, isKey } = occurrence;
  const isBare = isKey && !/["']/.test(file.text.charAt(start - 1));
  // A dot in a bare key would part it.
  return { start, end, text: isBare && !BARE_KEY.test(name) ? JSON.stringify(name) : name };
}

/** The formula's file, its overlays and its tests are called by its name. */
function movedFiles(index: NameIndex, host: Host, symbol: NameSymbol, name: string): Map<string, string> {
  const files = new Map<string, string>();
  const candidate = index.file(symbol.home)?.candidate;
  const overlay = candidate && host.overlay?.(candidate);
  const test = candidate && index.file(pathBeside(candidate, testFile(candidate)))?.candidate;
  for (const each of [candidate, overlay, test])
    if (each) files.set(each.path, movedPath(each.path, each.name, name));
  return files;
}

function movedPath(path: string, from: string, to: string): string {
  const file = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return path.slice(0, file) + to + path.slice(file + from.length);
}
