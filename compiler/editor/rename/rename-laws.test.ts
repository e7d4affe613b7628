import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryHost } from '../../host-memory.js';
import { readNames } from '../names/read-names.js';
import { rename } from './rename.js';
import { edited, isRefusal } from './renaming.js';
import { isRenamed } from './same-but-for.js';

describe('laws', () => {
  const folder = new URL('../../../formulas/', import.meta.url);
  const library = Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.formula.toml'))
      .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
  );

  it('a step of the library that gets a fresh name and its own again is what it was', async () => {
    const index = await readNames(memoryHost(library));
    const ids = [...index.files].flatMap(({ candidate, names }) =>
      names.occurrences
        .filter(({ kind, isDefinition, name }) => kind === 'step' && isDefinition && !name.includes('{'))
        .map(({ start }) => ({ path: candidate.path, offset: start })),
    );
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ids),
        fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
        async (at, word) => {
          const name = `${word}-${createHash('sha256').update(word).digest('hex').slice(0, 6)}`;
          const host = memoryHost(library);
          const own = index.at(at.path, at.offset)?.occurrence.name as string;
          const there = await rename(index, host, { ...at, name });
          if (isRefusal(there)) {
            expect(there.reason).toMatch(/^the pattern |in each of |of each of /);
            refused++;
            return;
          }
          const texts: Record<string, string> = { ...library };
          for (const [{ candidate, text }, edits] of there.edits)
            texts[candidate.path] = edited(text, edits).text;
          expect(texts).not.toEqual(library);
          const other = memoryHost(texts);
          const back = await rename(await readNames(other), other, { ...at, name: own });
          if (isRefusal(back)) throw new Error(back.reason);
          for (const [{ candidate, text }, edits] of back.edits)
            texts[candidate.path] = edited(text, edits).text;
          expect(texts).toEqual(library);
        },
      ),
      { numRuns: 30, interruptAfterTimeLimit: 40_000 },
    );
    expect(refused).toBeLessThan(15);
  }, 60_000);

  it('a text is renamed when some of its places are, and no other way', () => {
    const piece = fc.constantFrom('a', 'ab', 'b', ' ', 'aa');
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.boolean())), piece, piece, (parts, from, to) => {
        const before = parts.map(([text]) => text).join('');
        const after = parts.map(([text, isNew]) => (isNew && text === from ? to : text)).join('');
        expect(isRenamed(before, after, [{ from, to }])).toBe(true);
        expect(isRenamed(before, `${after}c`, [{ from, to }])).toBe(false);
        expect(isRenamed(`c${before}`, after, [{ from, to }])).toBe(false);
      }),
    );
  });
});
