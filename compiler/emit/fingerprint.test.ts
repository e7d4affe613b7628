import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import { memoryHost } from '../host-memory.js';
import { cookText } from '../testing/cook-text.js';
import { drawnFormula } from '../testing/random-formula.js';
import { filesOf, writeFormula } from '../testing/written-formula.js';
import { fingerprint } from './fingerprint.js';

const hashed = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

describe('fingerprint', () => {
  it('is the hash of one line of JSON for each part and step', () => {
    const parts = [1, { a: 'ü', b: [1, [], {}], c: undefined }];
    const steps = [{ id: 'x' }, { id: 'y', needs: ['x'] }];
    expect(fingerprint(parts, steps)).toBe(
      hashed('1\n{"a":"ü","b":[1,[],{}]}\n{"id":"x"}\n{"id":"y","needs":["x"]}\n'),
    );
  });

  it('is the same however long the lists are', () => {
    const ids = Array.from({ length: 2_345 }, (_, number) => `step-${number}`);
    const part = {
      waves: [ids, ['one']],
      none: undefined,
      regions: [{ id: 'r', entries: ids }, { id: 's' }],
      ids,
    };
    expect(fingerprint([part], [{ needs: ids }])).toBe(
      hashed(`${JSON.stringify(part)}\n${JSON.stringify({ needs: ids })}\n`),
    );
  });
});

describe('the fingerprint of a formula', () => {
  const TEXT = `
    description = "what it is for"
    [vars]
    a = "1"
    b = { default = "2", description = "second" }
    [[steps]]
    id = "x"
    title = "{{a}} {{b}}"
    metadata = { k = 1, l = { m = 2, n = 3 } }
    gate = { type = "human", timeout = "1h" }
    [[steps]]
    id = "y"
    needs = ["x"]
  `;
  const of = async (files: Record<string, string>, values = {}): Promise<string> =>
    (await cookText(files, { values })).protomolecule.fingerprint;

  it('does not change with its name, its file, its format, an empty child or the order of keys', async () => {
    const expected = await of({ main: TEXT });
    expect(await of({ other: TEXT })).toBe(expected);
    expect(await of({ 'builtin:main': `# a remark\n\n${TEXT}` })).toBe(expected);
    expect(await of({ child: 'extends = "main"', main: TEXT })).toBe(expected);
    expect(
      await of({
        main: `
          steps = [
            { gate = { timeout = "1h", type = "human" }, id = "x", metadata = { l = { n = 3, m = 2 }, k = 1 }, title = "{{a}} {{b}}" },
            { needs = ["x"], id = "y" },
          ]
          description = "what it is for"
          [vars]
          b = { description = "second", default = "2" }
          a = { default = "1" }
        `,
      }),
    ).toBe(expected);
    const json = {
      formula: 'main',
      description: 'what it is for',
      vars: { a: '1', b: { default: '2', description: 'second' } },
      steps: [
        {
          id: 'x',
          title: '{{a}} {{b}}',
          metadata: { k: 1, l: { m: 2, n: 3 } },
          gate: { type: 'human', timeout: '1h' },
        },
        { id: 'y', needs: ['x'] },
      ],
    };
    expect(await of({ 'main.formula.json': JSON.stringify(json) })).toBe(expected);
  });

  it.each([
    ['what it is for', 'what else it is for'],
    ['a = "1"', 'a = "2"'],
    ['title = "{{a}} {{b}}"', 'title = "{{b}} {{a}}"'],
    ['m = 2', 'm = 4'],
    ['"1h"', '"2h"'],
    ['needs = ["x"]', 'needs = []'],
    ['description = "second"', 'description = "third"'],
    ['id = "y"', 'id = "z"'],
  ])('changes when %s becomes %s', async (from, to) => {
    expect(await of({ main: TEXT.replace(from, to) })).not.toBe(await of({ main: TEXT }));
  });

  it('changes with given values, in whatever order they are given', async () => {
    const given = await of({ main: TEXT }, { a: '7', b: '8' });
    expect(await of({ main: TEXT }, { b: '8', a: '7' })).toBe(given);
    expect(given).not.toBe(await of({ main: TEXT }));
  });
});

describe('cooking', () => {
  it('gives the same bytes each time, whatever order the values are given in', async () => {
    const text = 'vars.a = ""\nvars.b = ""\nsteps = [{ id = "x", title = "{{a}} {{b}}" }]';
    const once = await cookText(text, { values: { a: '1', b: '2' } });
    const again = await cookText(text, { values: { b: '2', a: '1' } });
    expect(JSON.stringify(again.protomolecule)).toBe(JSON.stringify(once.protomolecule));
    expect(once.protomolecule.values).toEqual({ a: '1', b: '2' });
  });

  it('gives the same bytes each time for any formula, and the same fingerprint to an empty child', async () => {
    await fc.assert(
      fc.asyncProperty(drawnFormula, async (drawn) => {
        const files = { ...filesOf(writeFormula(drawn)), 'g.formula.json': '{"formula":"g","extends":"f"}' };
        const cook = async (name: string): Promise<string> => {
          const host = memoryHost(files);
          const [candidate] = host.candidates(name);
          const { protomolecule } = await compile(candidate as NonNullable<typeof candidate>, host);
          return name === 'f' ? JSON.stringify(protomolecule) : (protomolecule?.fingerprint as string);
        };
        const bytes = await cook('f');
        expect(await cook('f')).toBe(bytes);
        expect(await cook('g')).toBe(JSON.parse(bytes).fingerprint);
      }),
      { numRuns: 40 },
    );
  });
});
