import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Definition } from './define.js';
import { type Code, registry } from './registry.js';

/** The first digit of the codes of each file. */
const RANGES: Record<string, string> = {
  reading: '1',
  shape: '2',
  names: '3',
  inheritance: '4',
  weaving: '5',
  graph: '6',
  lint: '7',
  internal: '9',
};

const definitions = Object.entries(registry) as [Code, Definition<never>][];

/** A fact that serves as whatever a text takes it for: a string, a number or a list of strings. */
function fact(words: readonly string[]): unknown {
  const text = 'alpha';
  const list = Object.assign([...words], {
    toString: () => text,
    toJSON: () => text,
    [Symbol.toPrimitive]: (hint: string) => (hint === 'number' ? words.length : text),
  });
  return new Proxy(list, {
    get(target, key) {
      if (key in target) return Reflect.get(target, key);
      const own: unknown = Reflect.get(Object(text), key);
      return typeof own === 'function' ? own.bind(text) : own;
    },
  });
}

const facts = (words: readonly string[]): never => new Proxy({}, { get: () => fact(words) }) as never;

/** With nothing, one, several and very many known words. */
const SAMPLES = [
  [],
  ['alpha'],
  ['alpha', 'beta', 'gamma'],
  Array.from({ length: 40 }, (_, i) => `word-${i}`),
];

/** Agents obey error texts: none may tell them to destroy something. */
const DESTRUCTIVE =
  /\b(delet\w*|erase\w*|wipe\w*|discard\w*|overwrit\w*|purge\w*|truncate\w*|rmdir|unlink|rm|remove the (file|folder|formula|database|ledger)|reset --hard|git (clean|checkout|stash|reset)|sudo|chmod)\b|--force|--hard|-rf/i;

describe('the registry', () => {
  it.each(definitions)('%s has a code and a name of the right form', (code, { name, severity }) => {
    expect(code).toMatch(/^GT[1-9]\d{3}$/);
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(['error', 'warning']).toContain(severity);
  });

  it('has each name once', () => {
    const names = new Set<string>();
    const again = definitions.filter(([, { name }]) => names.size === names.add(name).size);
    expect(again.map(([code, { name }]) => `${code} ${name}`)).toEqual([]);
  });

  it('has every code of its files, each in the file of its range', async () => {
    const codes: string[] = [];
    for (const file of readdirSync(new URL('./registry/', import.meta.url))) {
      const topic = file.replace(/\.ts$/, '');
      const module: Record<string, object> = await import(`./registry/${topic}.ts`);
      for (const code of Object.keys(module[topic] ?? {})) {
        expect(code.slice(0, 3), `${code} in ${file}`).toBe(`GT${RANGES[topic]}`);
        codes.push(code);
      }
    }
    expect(Object.keys(registry).sort()).toEqual(codes.sort());
  });

  it.each(definitions)(
    '%s has a message of one sentence without a stop, whatever the facts',
    (_, definition) => {
      for (const words of SAMPLES) {
        const message = definition.message(facts(words));
        expect(message).toMatch(/^\S[^\n]*$/);
        expect(message).not.toMatch(/[.!?]\s*$/);
        expect(message).not.toMatch(/undefined|\[object|NaN/);
        const help = definition.help?.(facts(words));
        if (help !== undefined) expect(String(help)).not.toMatch(/^\s*$|undefined|\[object|NaN/);
      }
    },
  );

  // The source of the functions too, for the branches that no sample takes.
  it.each(definitions)('%s tells nobody to destroy anything', (_, { message, help }) => {
    const texts = SAMPLES.flatMap((words) => [message(facts(words)), help?.(facts(words))]);
    for (const text of [...texts, message, help]) expect(String(text)).not.toMatch(DESTRUCTIVE);
  });

  it.each(['delete it', 'use --force', 'rm -rf .', 'remove the file', 'git reset --hard', 'overwrites it'])(
    'would notice %j',
    (text) => {
      expect(text).toMatch(DESTRUCTIVE);
    },
  );
});
