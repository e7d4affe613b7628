import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import { applyFixes } from '../diagnostics/fixes.js';
import type { Candidate } from '../host.js';
import { memoryHost } from '../host-memory.js';

/** What is found in a formula `main`: code, place, and the first suggestion. */
async function check(text: string, file = 'main.formula.toml') {
  const host = memoryHost({ [file]: text });
  const { diagnostics } = await compile(host.all()[0] as Candidate, host);
  const found = diagnostics.map(({ code, span, help }) => {
    const { line, column } = span?.source.position(span.start) ?? { line: 0, column: 0 };
    return `${code} ${line}:${column} ${/did you mean "(\w+)"/.exec(help ?? '')?.[1] ?? '-'}`;
  });
  const fixes = diagnostics.flatMap(({ fix }) => fix ?? []);
  return { found, fixed: applyFixes(text, fixes).text };
}

const toml = (...lines: string[]): string => ['formula = "main"', ...lines].join('\n');
const gate = ['[steps.gate]', 'type = "human"'];

describe('a misspelt key', () => {
  it('of one header among several gets back what belongs under it', async () => {
    const { found } = await check(
      toml('[[stpes]]', 'id = "a"', ...gate, '[[steps]]', 'id = "b"', 'needs = ["a"]'),
    );
    expect(found).toEqual(['GT2001 2:3 steps']);
  });

  it('explains a table that is then defined twice', async () => {
    const text = toml('[[steps]]', 'id = "a"', ...gate, '[[stpes]]', 'id = "b"', ...gate);
    const { found, fixed } = await check(text);
    expect(found).toEqual(['GT2001 6:3 steps']);
    expect(await check(fixed)).toEqual({ found: [], fixed });
  });

  it('does not explain what is wrong without it too', async () => {
    const twice = ['[[steps]]', 'id = "a"', ...gate, ...gate];
    expect((await check(toml(...twice))).found).toEqual(['GT1004 6:8 -']);
    expect((await check(toml('desc = "x"', ...twice))).found).toEqual(['GT1004 7:8 -']);
  });

  it('of a header inside another one', async () => {
    const box = [
      '[[steps]]',
      'id = "box"',
      '[[steps.chidlren]]',
      'id = "x"',
      '[[steps.children]]',
      'id = "y"',
    ];
    const { found } = await check(toml(...box, '[[steps]]', 'id = "z"', 'needs = ["x", "y"]'));
    expect(found).toEqual(['GT2001 4:9 children']);
  });

  it('hides no other mistake, and shifts none', async () => {
    const { found } = await check(
      toml('[[stps]]', 'id = "a"', '[[steps]]', 'id = "b"', 'needs = ["a", "c", "dd"]', 'prioritty = 9'),
    );
    expect(found).toEqual([
      'GT2001 2:3 steps',
      'GT3001 6:15 a',
      'GT3001 6:20 -',
      'GT2001 7:1 priority',
      'GT2005 7:13 -',
    ]);
  });

  it('is found in every header that has it', async () => {
    const headers = Array.from({ length: 15 }, (_, index) => ['[[step]]', `id = "s${index}"`]).flat();
    const all = (await check(toml(...headers, 'needs = ["gone"]'))).found;
    expect(all).toEqual(['GT2001 2:3 steps', 'GT3001 32:10 -']);
    const { found } = await check(toml('[[steps]]', 'id = "first"', ...headers, 'needs = ["gone"]'));
    expect(found.slice(0, 2)).toEqual(['GT2001 4:3 steps', 'GT2001 6:3 steps']);
    expect(found.at(-1)).toBe('GT3001 34:10 -');
    expect(found).toHaveLength(16);
  });

  it('beside the right one is left out, where there can be only one', async () => {
    const text = toml('[[steps]]', 'id = "a"', 'title = "x"', 'titel = "y"', 'needs = []', 'nneeds = 1');
    const { found, fixed } = await check(text);
    expect(found).toEqual(['GT2001 5:1 title', 'GT2001 7:1 needs']);
    expect(fixed).toBe(text);
  });

  it('is mended in the quotes that it has', async () => {
    const json = '{ "formula": "main", "steps": [{ "id": "a", "tilte": "x" }] }';
    const { found, fixed } = await check(json, 'main.formula.json');
    expect(found).toEqual(['GT2001 1:45 title']);
    expect(fixed).toBe(json.replace('tilte', 'title'));
    const quoted = toml('[[steps]]', 'id = "a"', "'tilte' = 'x'", '"nedes" = []');
    expect((await check(quoted)).fixed).toBe(quoted.replace('tilte', 'title').replace('nedes', 'needs'));
  });
});
