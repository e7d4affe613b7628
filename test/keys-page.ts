import { readFileSync } from 'node:fs';

/** A row of spec/keys.md, its cells without the marks of code. */
export interface KeyOnPage {
  readonly key: string;
  readonly type: string;
  readonly fallback: string;
  readonly meaning: string;
  readonly rules: readonly string[];
  /** Where it is carried out. */
  readonly file: string | undefined;
  /** What stands in that file for the key: itself, or the table that is handed on with it in it. */
  readonly word: string;
}

/** The tables of spec/keys.md by name, each with the rows of the tables whose keys it has too. */
export function keysOnPage(): Map<string, KeyOnPage[]> {
  const page = readFileSync(new URL('../spec/keys.md', import.meta.url), 'utf8');
  const tables = new Map<string, KeyOnPage[]>();
  for (const section of page.split(/^## /m).slice(1)) {
    const [name = '', ...lines] = section.split('\n');
    const text = lines.filter((line) => !line.startsWith('|')).join('\n');
    const others = [...text.matchAll(/\[([\w.]+)\]\(#\1\)/g)].flatMap(([, other = '']) => {
      const known = tables.get(other);
      if (!known) throw new Error(`${name} has the keys of ${other}, which stands further down`);
      return known;
    });
    tables.set(name, [...others, ...lines.filter((line) => line.startsWith('| `')).map(rowOf)]);
  }
  return tables;
}

function rowOf(line: string): KeyOnPage {
  const [, name = '', type = '', fallback = '', meaning = '', rules = '', place = ''] = line.split(/ ?\| ?/);
  const [, key = ''] = /^`(.+)`$/.exec(name) ?? [];
  const [, file, within] = /^`([^`]+)`(?: with `([^`]+)`)?$/.exec(place) ?? [];
  const named = rules === '–' ? [] : rules.split(', ');
  return { key, type, fallback, meaning, rules: named, file, word: within ?? key };
}
