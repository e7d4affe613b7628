import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.js';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.js';
import { type AuthorName, authorNames } from './author-names.js';
import { CORPUS, FIXTURES, formulaTexts, hasCorpus, open, SYSTEMS } from './formula-files.js';
import { type GrammarKey, grammarKeys } from './grammar-keys.js';
import { misspellings } from './misspellings.js';

const fixtures = formulaTexts(FIXTURES);

/**
 * Of how many slips one is made. Each name and key has more slips than that, so that `npm test` makes some at each of them;
 * `npm run proofs -- test/mutation` makes all 34,000, in two minutes.
 */
const ONE_IN = process.env.SLIPS === 'all' ? 1 : 6;

const made = <T>(slips: readonly T[]): T[] => slips.filter((_, index) => index % ONE_IN === 0);

/** What is wrong with what the compiler says of `misspelt` in the place of `key`; undefined when all is right. */
async function misjudged(
  texts: Readonly<Record<string, string>>,
  file: string,
  { key, token: { start, end } }: GrammarKey,
  misspelt: string,
  check = false,
): Promise<string | undefined> {
  const text = texts[file] as string;
  const mutated =
    text.slice(0, start) + text.slice(start, end).replace(key, () => misspelt) + text.slice(end);
  const { host, candidate } = open({ ...texts, [file]: mutated }, file);
  const { diagnostics } = await compile(candidate, host, { check });
  const lines = text.slice(0, start).split('\n');
  const place = `${lines.length}:${(lines.at(-1) as string).length + 1}`;
  const wanted = `GT2001 ${place} did you mean "${key}"`;
  const said = diagnostics
    .filter(({ code }) => code !== 'GT3005')
    .map((found) => summary(found, wanted.length));
  return said.length === 1 && said[0] === wanted
    ? undefined
    : `${file}: ${misspelt}, wanted ${wanted}: ${said.join(' | ')}`;
}

function summary({ code, span, help = '' }: Diagnostic, length: number): string {
  const { line, column } = span?.source.position(span.start) ?? { line: 0, column: 0 };
  return `${code} ${line}:${column} ${help}`.slice(0, length);
}

describe('a key of the grammar with one letter wrong', () => {
  const slips = Object.entries(fixtures).map(([file, text]) => ({
    file,
    all: grammarKeys(file, text).flatMap((key) =>
      misspellings(key.key)
        .filter((misspelt) => !key.valid.has(misspelt))
        .map((misspelt) => ({ key, misspelt })),
    ),
  }));

  it('is one of very many', () => {
    const mutations = slips.reduce((sum, { all }) => sum + all.length, 0);
    console.log(`grammar keys: ${mutations} mutations`);
    expect(mutations).toBeGreaterThan(20_000);
  });

  it.each(slips)(
    'is one finding, at the key, that names the right key first: the slips in $file',
    async ({ file, all }) => {
      const failures: string[] = [];
      for (const { key, misspelt } of made(all)) {
        const failure = await misjudged(fixtures, file, key, misspelt);
        if (failure) failures.push(failure);
      }
      expect(failures).toEqual([]);
    },
  );

  it('is so in real formulas, read by both parsers: one slip at every place where a key is written', async () => {
    const folders = hasCorpus ? SYSTEMS.map((system) => formulaTexts(`${CORPUS}/${system}`)) : [fixtures];
    const failures: string[] = [];
    let mutations = 0;
    for (const texts of folders) {
      for (const [file, text] of Object.entries(texts)) {
        for (const [index, key] of sample(grammarKeys(file, text)).entries()) {
          const wrong = misspellings(key.key).filter((word) => !key.valid.has(word));
          mutations++;
          const failure = await misjudged(texts, file, key, wrong[index % wrong.length] as string, true);
          if (failure) failures.push(failure);
        }
      }
    }
    const where = hasCorpus ? 'corpus' : 'no corpus here, so in the fixtures';
    console.log(`grammar keys, ${where}: ${mutations} mutations, ${mutations - failures.length} caught`);
    expect(failures).toEqual([]);
    expect(mutations).toBeGreaterThan(hasCorpus ? 2000 : 500);
  });
});

/** Thousands of steps that are all alike (the towers) tell no more than some of them do. */
const MOST_OF_ONE_FORMULA = 150;

function sample<T>(all: readonly T[]): T[] {
  const every = Math.ceil(all.length / MOST_OF_ONE_FORMULA);
  return all.filter((_, index) => index % every === 0);
}

interface Fixture {
  readonly names: readonly AuthorName[];
  /** The files that are read when it is cooked, itself first. */
  readonly reads: readonly string[];
  readonly fingerprint: string | undefined;
  readonly variables: readonly string[];
}

async function cookAll(): Promise<Map<string, Fixture>> {
  const cooked = new Map<string, Fixture>();
  for (const [file, text] of Object.entries(fixtures)) {
    const { host, candidate } = open(fixtures, file);
    const { protomolecule } = await compile(candidate, host);
    const ids = new Set(protomolecule?.sources.map(({ id }) => id));
    const others = host.all().filter(({ name, path }) => path !== file && ids.has(`memory:${name}`));
    cooked.set(file, {
      names: authorNames(file, text),
      reads: [file, ...others.map(({ path }) => path)],
      fingerprint: protomolecule?.fingerprint,
      variables: Object.keys(protomolecule?.vars ?? {}),
    });
  }
  return cooked;
}

/**
 * Names that can be misspelt and still be right:
 * - what is declared and never used, or declared anew in place of an inherited thing of that name (under
 *   another name it is simply one more);
 * - `@{u}` and the like, which nothing binds: braces are plain text then;
 * - which steps an aspect is for: it is written for formulas that it does not know.
 */
function isFree(
  { name, kind, declares }: AuthorName,
  file: string,
  cooked: ReadonlyMap<string, Fixture>,
): boolean {
  const among = (files: readonly string[], wanted: (other: AuthorName) => boolean): boolean =>
    files.some((each) => cooked.get(each)?.names.some((other) => other.name === name && wanted(other)));
  const { reads } = cooked.get(file) as Fixture;
  if (kind === 'formula') return false;
  if (declares) {
    const isInherited = among(reads.slice(1), (other) => other.declares && other.kind === kind);
    return isInherited || !among(readersOf(file, cooked), (other) => !other.declares);
  }
  if (kind === 'glob') return /^type = "aspect"/m.test(fixtures[file] as string);
  return (
    kind === 'bound' &&
    !/^(?:target|step|item|index)\b/.test(name) &&
    !among(reads, (other) => other.declares)
  );
}

const readersOf = (file: string, cooked: ReadonlyMap<string, Fixture>): string[] =>
  [...cooked].filter(([, { reads }]) => reads.includes(file)).map(([reader]) => reader);

/** Whether one of `files` no longer cooks. A pattern may also be another and select the same steps. */
async function isCaught(
  texts: Readonly<Record<string, string>>,
  files: readonly string[],
  { kind }: AuthorName,
  cooked: ReadonlyMap<string, Fixture>,
): Promise<boolean> {
  let isSame = kind === 'glob';
  for (const file of files) {
    const { host, candidate } = open(texts, file);
    const { errors, protomolecule } = await compile(candidate, host);
    if (errors > 0) return true;
    isSame &&= protomolecule?.fingerprint === cooked.get(file)?.fingerprint;
  }
  return isSame;
}

/** Each name in `file` that is not free, with each slip that is not another name. */
function slipsIn(file: string, cooked: ReadonlyMap<string, Fixture>): (readonly [AuthorName, string])[] {
  const all = new Set([...cooked.values()].flatMap(({ names }) => names.map(({ name }) => name)));
  return (cooked.get(file)?.names ?? [])
    .filter((chosen) => !isFree(chosen, file, cooked))
    .flatMap((chosen) =>
      misspellings(chosen.name)
        .filter((misspelt) => !all.has(misspelt))
        .map((misspelt) => [chosen, misspelt] as const),
    );
}

describe('a name that an author chose with one letter wrong', () => {
  const cooked = cookAll();

  it.each(Object.entries(fixtures))('is caught wherever it is used: %s', async (file, text) => {
    const fixture = await cooked;
    const failures: string[] = [];
    const readers = readersOf(file, fixture);
    for (const [chosen, misspelt] of made(slipsIn(file, fixture))) {
      const { name, start } = chosen;
      const mutated = text.slice(0, start) + misspelt + text.slice(start + name.length);
      if (await isCaught({ ...fixtures, [file]: mutated }, readers, chosen, fixture)) continue;
      failures.push(`${chosen.kind} ${name} as ${misspelt} at ${start}`);
    }
    expect(failures).toEqual([]);
  });

  it('is one of very many', async () => {
    const fixture = await cooked;
    const mutations = Object.keys(fixtures).reduce((sum, file) => sum + slipsIn(file, fixture).length, 0);
    console.log(`author names: ${mutations} mutations`);
    expect(mutations).toBeGreaterThan(12_000);
  });

  it('is told where a value is given for it, as an error when the right name is clear', async () => {
    const failures: string[] = [];
    let mutations = 0;
    for (const [file, { variables }] of await cooked) {
      const { host, candidate } = open(fixtures, file);
      for (const name of variables) {
        for (const misspelt of misspellings(name)) {
          if (variables.includes(misspelt)) continue;
          mutations++;
          const { diagnostics } = await compile(candidate, host, { values: new Map([[misspelt, '1']]) });
          const said = diagnostics.map(({ code, help }) => `${code} ${help}`);
          const code = /^strict = true$/m.test(fixtures[file] as string) ? 'GT3013' : 'GT3007';
          if (said.length !== 1 || !said[0]?.startsWith(`${code} did you mean "${name}"`))
            failures.push(`${file}: --var ${misspelt}=1 for ${name}: ${said.join(' | ')}`);
        }
      }
    }
    console.log(`given names: ${mutations} mutations, ${mutations - failures.length} caught`);
    expect(failures).toEqual([]);
    expect(mutations).toBeGreaterThan(500);
  });
});
