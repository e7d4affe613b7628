import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import { memoryHost } from '../host-memory.js';
import { expressions } from '../language/parser.js';
import { proposalsAt } from './completion/complete.js';
import { hoverAt } from './hover/hover.js';
import { allHighlightsAt, allReferencesAt } from './names/made.js';
import { definitionsAt, type Place } from './names/navigate.js';
import { readNames } from './names/read-names.js';
import { rename, renameable } from './rename/rename.js';
import { isRefusal } from './rename/renaming.js';
import { scan } from './syntax/scan.js';
import { broken } from './testing/broken.js';

/** The texts of the formulas in a folder, by file. */
const formulasIn = (folder: URL): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => /\.formula\.(?:toml|json)$/.test(file))
      .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
  );

const CASES = new URL('../../spec/conformance/', import.meta.url);

/** The library, and the formulas of each case. */
const FOLDERS = [
  formulasIn(new URL('../../formulas/', import.meta.url)),
  ...readdirSync(CASES, { withFileTypes: true })
    .filter((section) => section.isDirectory())
    .flatMap(({ name }) => readdirSync(new URL(`${name}/`, CASES)).map((each) => `${name}/${each}/`))
    .map((folder) => formulasIn(new URL(folder, CASES)))
    .filter((files) => Object.keys(files).length > 0),
];

/** Milliseconds: what takes as long hangs, however slow the machine is. */
const LONG = 5_000;

describe('whatever is asked of a broken formula', () => {
  it('is answered about places that are there, and soon', async () => {
    expect(FOLDERS.length).toBeGreaterThan(100);
    let answers = 0;
    await fc.assert(
      fc.asyncProperty(
        broken(fc.constantFrom(...FOLDERS)),
        fc.constantFrom('fresh', 'a.b', 'not a name', ''),
        async ({ files, file, text, cursor: offset }, name) => {
          const host = memoryHost(files);
          const candidate = host.all().find(({ path }) => path === file);
          if (!candidate) throw new Error(file);
          const index = await readNames(host);
          const { protomolecule } = await compile(candidate, host, { check: true });
          const tree = scan(text, candidate.format);
          const at = { index, path: file, offset };
          const soon = async <T>(ask: () => T | Promise<T>): Promise<T> => {
            const start = performance.now();
            const answer = await ask();
            expect(performance.now() - start).toBeLessThan(LONG);
            return answer;
          };
          const isThere = ({ file: of, start, end }: Place): boolean =>
            0 <= start && start <= end && end <= of.text.length;
          for (const { start, end } of await soon(() =>
            proposalsAt(tree, { ...at, stepTypes: [], protomolecule }),
          ))
            expect(start <= offset && offset <= end).toBe(true);
          const hover = await soon(() => hoverAt(tree, { ...at, protomolecule, expressions }));
          if (hover) expect(hover.start <= offset && offset <= hover.end).toBe(true);
          const definitions = await soon(() => definitionsAt(index, file, offset, protomolecule));
          expect(definitions.every(isThere)).toBe(true);
          const references = await soon(() =>
            allReferencesAt(index, host, file, offset, { withDefinitions: true }),
          );
          expect(references.every(isThere)).toBe(true);
          const highlights = await soon(() => allHighlightsAt(index, host, file, offset));
          expect(highlights.length).toBeLessThanOrEqual(references.length);
          answers += references.length;
          const before = await soon(() => renameable(index, host, { path: file, offset }));
          const after = await soon(() => rename(index, host, { path: file, offset, name }));
          // What is refused beforehand is refused afterwards.
          if (isRefusal(before)) expect(isRefusal(after)).toBe(true);
        },
      ),
      { numRuns: 250, interruptAfterTimeLimit: 30_000 },
    );
    expect(answers).toBeGreaterThan(20);
  }, 60_000);
});
