import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryHost } from '../host-memory.js';
import { Commands } from '../rules/shell/commands.js';
import { codeLenses } from './additions/code-lenses.js';
import { inlayHints } from './additions/inlay-hints.js';
import { analyse, type Good } from './analysis.js';
import { at } from './cursor.js';
import { foldsOf } from './folds.js';
import { readNames } from './names/read-names.js';
import { OpenHost } from './open-host.js';
import { outlineOf } from './outline.js';
import { semanticTokens } from './semantic-tokens.js';
import { scanToml } from './syntax/scan-toml.js';
import type { Entry, SyntaxTree, ValueNode } from './syntax/tree.js';
import { broken } from './testing/broken.js';

const FOLDER = new URL('../../formulas/', import.meta.url);
const LIBRARY = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.formula.toml'))
    .map((file) => [file, readFileSync(new URL(file, FOLDER), 'utf8')]),
);
const options = {
  stepTypes: [],
  levels: new Map(),
  commands: new Commands({ gt: [], bd: [] }),
  readsTwice: false,
};

const edited = broken(fc.constant(LIBRARY));

/** Every part stands within what holds it, and behind what stands before it. */
function expectInOrder({ text, sections }: SyntaxTree): void {
  let last = 0;
  const value = (node: ValueNode | undefined, start: number, end: number): void => {
    if (!node) return;
    expect(start <= node.start && node.start <= node.end && node.end <= end).toBe(true);
    if (node.kind === 'list') for (const item of node.items) value(item, node.start, node.end);
    if (node.kind === 'table') entries(node.entries, node.start, node.end);
  };
  const entries = (list: readonly Entry[], start: number, end: number): void => {
    let at = start;
    for (const entry of list) {
      expect(at <= entry.start && entry.end <= end).toBe(true);
      value(entry.value, entry.start, entry.end);
      at = entry.end;
    }
  };
  for (const section of sections) {
    expect(section.start).toBe(last);
    entries(section.entries, section.start, section.end);
    last = section.end;
  }
  expect(last).toBe(text.length);
}

describe('broken formulas', () => {
  it('are read to their ends, and say what stands at every cursor', () => {
    fc.assert(
      fc.property(edited, ({ text, cursor }) => {
        const tree = scanToml(text);
        expectInOrder(tree);
        outlineOf(tree);
        foldsOf(tree);
        for (const offset of [cursor, Math.max(0, cursor - 1), text.length, 0]) {
          const { text: inText, token } = at(tree, offset);
          if (inText) expect(inText.offset).toBeLessThanOrEqual(inText.value.length);
          if (token) expect(token.start <= offset && offset <= token.end).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('are analysed, and their names are read, in bounded time', async () => {
    await fc.assert(
      fc.asyncProperty(edited, async ({ file, text, cursor }) => {
        const host = memoryHost({ ...LIBRARY, [file]: text });
        const [candidate] = host.candidates(file.replace('.formula.toml', ''));
        if (!candidate) throw new Error(file);
        const analysis = await analyse(candidate, new OpenHost(host, new Map()), options);
        expect(analysis.text).toBe(text);
        expect(analysis.diagnostics.filter(({ code }) => code === 'GT9001')).toEqual([]);
        const index = await readNames(host);
        const located = index.at(file, cursor);
        for (const symbol of located ? index.resolve(located).symbols : [])
          expect(index.occurrences(symbol).length).toBeGreaterThan(0);
      }),
      { numRuns: 25, interruptAfterTimeLimit: 30_000 },
    );
  });

  it('are shown what composition adds by the last good state, and what stands in their strings', async () => {
    const goodOf = async (file: string): Promise<Good | undefined> => {
      const host = memoryHost(LIBRARY);
      const [candidate] = host.candidates(file.replace('.formula.toml', ''));
      return candidate && (await analyse(candidate, new OpenHost(host, new Map()), options)).good;
    };
    const states = new Map<string, Good | undefined>();
    for (const file of Object.keys(LIBRARY)) states.set(file, await goodOf(file));
    fc.assert(
      fc.property(edited, ({ file, text, cursor }) => {
        const tree = scanToml(text);
        const good = states.get(file);
        const places = good
          ? [
              ...inlayHints(tree, good).map(({ offset }) => offset),
              ...codeLenses(tree, good).map((lens) => lens.at.start),
            ]
          : [];
        for (const place of places) expect(place >= 0 && place <= text.length).toBe(true);
        let last = 0;
        const tokens = semanticTokens(tree, { start: 0, end: text.length });
        for (const { start, end } of tokens) {
          expect(last <= start && start <= end && end <= text.length).toBe(true);
          expect(text.slice(start, end)).not.toContain('\n');
          last = end;
        }
        for (const part of semanticTokens(tree, { start: cursor, end: text.length }))
          expect(tokens).toContainEqual(part);
      }),
      { numRuns: 300 },
    );
  });

  it('keep the last state that was good', async () => {
    const good = 'formula = "x"\n[[steps]]\nid = "a"\n';
    const of = (text: string) => memoryHost({ 'x.formula.toml': text });
    const first = of(good);
    const [candidate] = first.all();
    if (!candidate) throw new Error('no candidate');
    const before = await analyse(candidate, new OpenHost(first, new Map()), options);
    const opened = new OpenHost(first, new Map([['x.formula.toml', `${good}needs = ["`]]));
    const after = await analyse(candidate, opened, options, before);
    expect([before.isGood, after.isGood]).toEqual([true, false]);
    expect(after.good?.protomolecule.steps.map(({ id }) => id)).toEqual(['a']);
    expect(after.good).toBe(before.good);
    expect(after.diagnostics.map(({ code }) => code)).toEqual(['GT1004']);
  });

  it('take time in proportion to their length', () => {
    const time = (text: string): number => {
      const start = performance.now();
      const tree = scanToml(text);
      at(tree, text.length);
      return performance.now() - start;
    };
    for (const piece of ['[', '[[', '{a=', 'a.', '"', "'''", '[ \n', '[a\n', 'x = [\n', '\\'])
      expect(time(piece.repeat(50_000))).toBeLessThan(5_000);
  });
});
