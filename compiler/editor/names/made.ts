import type { Protomolecule } from '../../emit/protomolecule.js';
import type { Host } from '../../host.js';
import { Cooked } from '../cooked.js';
import type { Located, NamedFile, NameIndex, NameSymbol } from './name-index.js';
import {
  askedAt,
  type Highlight,
  highlightsOf,
  type Place,
  placeOf,
  referencesAt,
  writtenAt,
} from './navigate.js';

/** A use of a step that composition makes, by the id that it has there: `impl.draft` of `{target}.draft`. */
export interface MadeUse extends Located {
  readonly id: string;
}

/** What is found of such uses. */
interface MadeUses {
  readonly uses: readonly MadeUse[];
  /** Names of iterations and items that only a run makes: nobody knows here of what they are made. */
  readonly unsure: readonly Located[];
}

const OF_A_RUN = /\.(?:iter|item)\d+\./;

/** Whether what is written once may stand in a molecule by other ids: in a template, in advice, in the body of a loop. */
export const isMade = ({ kind, name, scope }: NameSymbol): boolean =>
  kind === 'step' && (scope !== '' || name.includes('{'));

/** The ids that a formula has for what is written at `definitions`. */
export function madeIds(
  index: NameIndex,
  { steps }: Protomolecule,
  definitions: readonly Located[],
): ReadonlySet<string> {
  const wanted = new Set(
    definitions.map(({ file, occurrence }) => `${file.candidate.path}\0${occurrence.start}`),
  );
  const places = new Map<string, boolean>();
  const found = new Set<string>();
  for (const step of steps) {
    const { file, line, column } = step.origin;
    const origin = `${file}\0${line}\0${column}`;
    const known = places.get(origin) ?? isWanted(writtenAt(index, step));
    places.set(origin, known);
    if (known) found.add(step.id);
  }
  return found;

  function isWanted(place: Place | undefined): boolean {
    return place !== undefined && wanted.has(`${place.file.candidate.path}\0${place.start}`);
  }
}

/** Every place that names what is made of `symbol`, in all formulas that draw it in; they are cooked where they name a step that nobody writes. `within`: in one file only. */
export async function madeUses(
  index: NameIndex,
  host: Host,
  symbol: NameSymbol,
  cooked: Cooked,
  within?: string,
): Promise<MadeUses> {
  const unsure: Located[] = [];
  if (!isMade(symbol)) return { uses: [], unsure };
  const definitions = index.definitions(symbol);
  const found = new Map<string, MadeUse>();
  for (const user of usersOf(index, definitions)) {
    const uses = unwritten(index, user).filter(
      ({ file }) => within === undefined || file.candidate.path === within,
    );
    const made = uses.length === 0 ? undefined : await cook(host, user, cooked);
    const ids = made && madeIds(index, made, definitions);
    if (!ids || ids.size === 0) continue;
    for (const { file, occurrence } of uses) {
      const { name } = occurrence;
      if (OF_A_RUN.test(name) && !made.steps.some((step) => step.id === name))
        unsure.push({ file, occurrence });
      const id = longest(ids, name);
      // Another step that is made may have a longer id.
      if (
        id === undefined ||
        made.steps.some((step) => step.id.length > id.length && isPart(step.id, occurrence.name))
      )
        continue;
      const isCut =
        id.length < occurrence.name.length && occurrence.end - occurrence.start !== occurrence.name.length;
      const end = id.length < occurrence.name.length ? occurrence.start + id.length : occurrence.end;
      if (!isCut)
        found.set(`${file.candidate.path}\0${occurrence.start}`, {
          file,
          occurrence: { ...occurrence, end },
          id,
        });
    }
  }
  return { uses: [...found.values()], unsure };
}

/** As `referencesAt`, and also by the ids that composition gives: asked at either, both are found. */
export async function allReferencesAt(
  index: NameIndex,
  host: Host,
  path: string,
  offset: number,
  { cooked = new Cooked(), ...options }: { readonly withDefinitions: boolean; readonly cooked?: Cooked },
): Promise<Place[]> {
  const { at, symbols } = await meantAt(index, host, path, offset, cooked);
  const places = referencesAt(index, at.path, at.offset, options);
  for (const symbol of symbols)
    for (const use of (await madeUses(index, host, symbol, cooked)).uses) places.push(placeOf(use));
  return places;
}

/** The same of the file itself, as `highlightsAt`. */
export async function allHighlightsAt(
  index: NameIndex,
  host: Host,
  path: string,
  offset: number,
  cooked: Cooked = new Cooked(),
): Promise<Highlight[]> {
  const { symbols } = await meantAt(index, host, path, offset, cooked);
  const places = highlightsOf(index, symbols, path);
  for (const symbol of symbols)
    for (const use of (await madeUses(index, host, symbol, cooked, path)).uses) places.push(use.occurrence);
  return places;
}

/** What stands at a place, and where that is written: of `impl.draft`, behind `impl`, the step of a template. */
async function meantAt(
  index: NameIndex,
  host: Host,
  path: string,
  offset: number,
  cooked: Cooked,
): Promise<{ at: { path: string; offset: number }; symbols: readonly NameSymbol[] }> {
  const here = { path, offset };
  const asked = askedAt(index, path, offset);
  if (!asked) return { at: here, symbols: [] };
  const { located, symbols } = asked;
  const isBehind = located.occurrence.kind === 'step' && (offset > asked.end || symbols.length === 0);
  const [at] = isBehind ? await writtenFor(index, host, located, cooked) : [];
  return at ? { at, symbols: askedAt(index, at.path, at.offset)?.symbols ?? [] } : { at: here, symbols };
}

/** Where the step is written that a name means which nobody has written, and the id that it has; several where formulas differ in that. */
export async function writtenFor(
  index: NameIndex,
  host: Host,
  { file, occurrence: { name } }: Located,
  cooked: Cooked,
): Promise<{ readonly path: string; readonly offset: number; readonly id: string }[]> {
  // Tests and overlays speak of one formula.
  const spoken = file.is === 'formula' ? undefined : index.spokenOf(file);
  const found = new Map<string, { path: string; offset: number; id: string }>();
  for (const user of spoken ? [spoken] : [file, ...index.usersOf(file)]) {
    const steps = (await cook(host, user, cooked))?.steps ?? [];
    const id = longest(new Set(steps.map((step) => step.id)), name);
    const step = steps.find((each) => each.id === id);
    const place = step && writtenAt(index, step);
    if (!place || id === undefined) continue;
    const at = { path: place.file.candidate.path, offset: place.start, id };
    found.set(Object.values(at).join('\0'), at);
  }
  return [...found.values()];
}

function usersOf(index: NameIndex, definitions: readonly Located[]): ReadonlySet<NamedFile> {
  return new Set(definitions.flatMap(({ file }) => [file, ...index.usersOf(file)]));
}

/** The names of steps that can be said in a formula and that nobody has written as they are. */
function unwritten(index: NameIndex, user: NamedFile): Located[] {
  return [...index.files]
    .filter(
      (file) => file === user || index.usersOf(file).includes(user) || index.lineage(file).includes(user),
    )
    .flatMap((file) =>
      file.names.occurrences
        .filter(({ kind, isDefinition, name }) => kind === 'step' && !isDefinition && !name.includes('{'))
        .map((occurrence) => ({ file, occurrence }))
        .filter((located) => {
          const { symbols, length } = index.resolve(located);
          return symbols.length === 0 || length < located.occurrence.name.length;
        }),
    );
}

async function cook(
  host: Host,
  { candidate }: NamedFile,
  cooked: Cooked,
): Promise<Protomolecule | undefined> {
  const own = host.all().find(({ path }) => path === candidate.path);
  return own && (await cooked.of(own, host)).protomolecule;
}

const isPart = (id: string, name: string): boolean => name === id || name.startsWith(`${id}.`);

function longest(ids: ReadonlySet<string>, name: string): string | undefined {
  for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1))
    if (ids.has(name.slice(0, end))) return name.slice(0, end);
  return undefined;
}
