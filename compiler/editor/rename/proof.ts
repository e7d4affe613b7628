import { type Compilation, compile } from '../../compile.js';
import type { Candidate, Host } from '../../host.js';
import type { Cooked } from '../cooked.js';
import { isMade, madeIds } from '../names/made.js';
import type { Located, NamedFile, NameIndex, NameSymbol } from '../names/name-index.js';
import { readNames } from '../names/read-names.js';
import { isTestFile } from '../names/test-file.js';
import { EditedHost } from './edited-host.js';
import { madeName } from './made-name.js';
import { edited, locatedName, type Renaming } from './renaming.js';
import { differsBeside } from './same-but-for.js';

/**
 * Why a renaming would do more than rename, in words; undefined when it does not. Every name in the changed files
 * must stand for the same as before, and every formula that they take part in must be cooked to the same.
 */
export async function problemOf(
  renaming: Renaming,
  index: NameIndex,
  host: Host,
  cooked: Cooked,
): Promise<string | undefined> {
  const texts = new Map<string, string>();
  for (const [{ candidate, text }, edits] of renaming.edits)
    texts.set(candidate.path, edited(text, edits).text);
  const moved = (candidate: Candidate): Candidate => {
    const path = renaming.files.get(candidate.path);
    return path === undefined ? candidate : { ...candidate, path, name: renaming.name };
  };
  const after = new EditedHost(host, texts, moved);
  const tests = [...index.files]
    .map(({ candidate }) => candidate)
    .filter(({ path }) => isTestFile(path) && !renaming.files.has(path));
  const names = await readNames(after, undefined, tests);
  return (
    otherNames(renaming, index, names) ??
    (await otherFormulas(renaming, index, { before: host, after, moved, cooked }))
  );
}

/** A name that stands for something else. */
function otherNames(renaming: Renaming, before: NameIndex, after: NameIndex): string | undefined {
  const { symbol, name } = renaming;
  const path = (home: string): string => renaming.files.get(home) ?? home;
  const isTarget = (each: NameSymbol): boolean => keyOf(each) === keyOf(symbol);
  // The name of a loop stands in ids: `lift-{i}`.
  const within = (text: string): string =>
    symbol.kind === 'step' ? text : text.replaceAll(`{${symbol.name}}`, `{${name}}`);
  const mapped = (each: NameSymbol): string =>
    keyOf({
      ...each,
      name: isTarget(each) ? name : within(each.name),
      home: path(each.home),
    });
  const touched = (located: Located): boolean =>
    [symbol.name, name].some(
      (each) => located.occurrence.name === each || located.occurrence.name.startsWith(`${each}.`),
    );
  for (const file of before.files) {
    const other = after.file(path(file.candidate.path));
    if (!other) return `${file.candidate.path} would be gone`;
    const { occurrences } = file.names;
    if (occurrences.length !== other.names.occurrences.length)
      return `${file.candidate.path} would be read in another way`;
    for (const [place, occurrence] of occurrences.entries()) {
      const located = { file, occurrence };
      const now = other.names.occurrences[place] as Located['occurrence'];
      if (!touched(located) && occurrence.name === now.name) continue;
      const meant = before.resolve(located).symbols.map(mapped);
      const means = after.resolve({ file: other, occurrence: now }).symbols.map(keyOf);
      if (meant.join('\n') !== means.join('\n'))
        return `${JSON.stringify(now.name)} in ${locatedName(located)} would stand for something else`;
    }
  }
  return undefined;
}

const keyOf = ({ kind, name, home, scope }: NameSymbol): string => [kind, name, home, scope].join('\0');

interface Hosts {
  readonly before: Host;
  readonly after: Host;
  readonly moved: (candidate: Candidate) => Candidate;
  readonly cooked: Cooked;
}

/** A formula that is no longer cooked, or to something else. */
async function otherFormulas(
  { edits, symbol, name }: Renaming,
  index: NameIndex,
  { before, after, moved, cooked: known }: Hosts,
): Promise<string | undefined> {
  const affected = new Set<NamedFile>();
  for (const file of edits.keys()) for (const each of [file, ...index.usersOf(file)]) affected.add(each);
  const formulas = before.all();
  const cooked: { own: Candidate; was: Compilation; isNow: Compilation }[] = [];
  const names = [{ from: symbol.name, to: name }];
  const definitions = isMade(symbol) ? index.definitions(symbol) : [];
  for (const { candidate } of affected) {
    const own = formulas.find(({ path }) => path === candidate.path);
    // An overlay is cooked with its formula.
    if (!own) continue;
    const was = await known.of(own, before);
    const next = moved(own);
    const changed = after.candidates(next.name).find(({ path }) => path === next.path) ?? next;
    const isNow = await compile(changed, after, { check: true, readsOnce: true });
    cooked.push({ own, was, isNow });
    // An aspect names what only another formula makes.
    for (const from of was.protomolecule ? madeIds(index, was.protomolecule, definitions) : []) {
      const to = madeName(from, symbol.name, name);
      if (to !== undefined) names.push({ from, to });
    }
  }
  for (const { own, was, isNow } of cooked) {
    if (isNow.errors > was.errors) {
      const [first] = isNow.diagnostics.filter(
        ({ severity, message }) =>
          severity === 'error' && !was.diagnostics.some((each) => each.message === message),
      );
      return `${own.path} would be wrong: ${first?.message ?? 'it has errors'}`;
    }
    if (!was.protomolecule || !isNow.protomolecule) continue;
    const differing = differsBeside(was.protomolecule, isNow.protomolecule, names);
    if (differing !== undefined)
      return `${own.path} would be cooked to something else: ${differing} would not be the same`;
  }
  return undefined;
}
