import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGrammar } from '../cli/explain/grammar.js';
import { typeText } from '../cli/explain/key-text.js';
import { allProperties } from './formula-schema.js';
import { EDITORS_KEY } from './key-rows.js';
import { type KeyOnPage, keysOnPage } from './keys-page.js';

const root = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const page = keysOnPage();
const rows: readonly (readonly [string, KeyOnPage])[] = [...page].flatMap(([table, keys]) =>
  keys.map((row) => [`${table}.${row.key}`, row] as const),
);

/** Tables that others have the keys of, and no formula has by themselves. */
const SHARED = ['work', 'placed'];

describe('spec/keys.md', () => {
  it('has each key of the schema, with the type and the meaning that the schema gives', () => {
    const wanted = [...readGrammar().values()].map(({ name, keys }) => [
      name,
      keys.map((key) => [key.name, key.isNeeded, typeText(key), key.description]).sort(),
    ]);
    const found = [...page]
      .filter(([name]) => !SHARED.includes(name))
      .map(([name, keys]) => [
        name,
        keys
          .map(({ key, type, fallback, meaning }) => [key, fallback === '**needed**', type, meaning])
          .sort(),
      ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
  });

  it('has a table for each of the schema, where those in a patch are those of a step', () => {
    const written = new Set(rows.map(([property]) => property));
    const properties = allProperties().map((property) => property.replace(/(?<=.)Patch(?=\.)/, ''));
    expect(properties.filter((property) => !written.has(property))).toEqual([]);
  });

  it('names rules that there are, one for every key', () => {
    const rules = new Set(
      ['spec/language.md', 'spec/meow.md'].flatMap((path) =>
        [...read(path).matchAll(/^- \*\*([A-Z]+-\d+)/gm)].map(([, rule]) => rule),
      ),
    );
    const wrong = rows.filter(([, { rules: named }]) => !named.every((rule) => rules.has(rule)));
    expect(wrong).toEqual([]);
    const without = rows.filter(([, { rules: named }]) => named.length === 0);
    expect(without.map(([property]) => property)).toEqual([EDITORS_KEY]);
  });

  it('names files that there are, in which the key stands', () => {
    const wrong = rows.filter(([property, { file, word }]) => {
      if (file === undefined) return property !== EDITORS_KEY;
      // Nothing is carried out by a comment.
      return !existsSync(new URL(file, root)) || !new RegExp(`\\b${word}\\b`).test(codeOf(read(file)));
    });
    expect(wrong).toEqual([]);
  });
});

/** TypeScript without its comments and imports. */
const codeOf = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|^import [\s\S]*? from .*$/gm, '');
