import { describe, expect, it } from 'vitest';
import { renderHuman } from '../diagnostics/human.js';
import { Reporter } from '../diagnostics/reporter.js';
import type { Protomolecule } from '../emit/protomolecule.js';
import { MAX_VALUE_NESTING } from '../limits.js';
import { cookText } from '../testing/cook-text.js';
import { readProtomolecule } from './protomolecule-text.js';

const cooked = (): Promise<{ readonly protomolecule: Protomolecule }> =>
  cookText({
    main: `
      extends = "base"
      [[steps]]
      id = "box"
      children = [{ id = "x", needs = ["a"] }]
      [[steps]]
      id = "loop"
      loop = { count = 2, body = [{ id = "y" }] }
      [[compose.bond_points]]
      id = "end"
      after_step = "box"
    `,
    base: 'vars.who = "Ada"\nsteps = [{ id = "a", title = "Ask {{who}}" }]',
  });

function read(text: string): { readonly value: Protomolecule | undefined; readonly findings: string } {
  const reporter = new Reporter();
  const value = readProtomolecule(text, 'x.json', reporter);
  return { value, findings: renderHuman(reporter.sorted()) };
}

it('reads what cooking wrote', async () => {
  const { protomolecule } = await cooked();
  expect(read(JSON.stringify(protomolecule))).toEqual({ value: protomolecule, findings: '' });
});

describe('refuses, with a reason, what is', () => {
  const refused = (text: string): string | undefined => {
    const { value, findings } = read(text);
    expect(value).toBeUndefined();
    return /^error\[GT1019\]: "x\.json" is no protomolecule: (.*)\n/.exec(findings)?.[1];
  };

  it.each([
    ['no JSON', '{', /^it is not JSON: /],
    ['a list', '[]', /^it is a list; of several, name a file with one of them$/],
    ['a number', '1', /^it is no object$/],
    ['of none of its keys', '{}', /^"format" is missing$/],
    ['nested too deep', `${'['.repeat(300)}${']'.repeat(300)}`, /^it is a list/],
    [
      'nested too deep inside',
      `{"a":${'['.repeat(300)}${']'.repeat(300)}}`,
      /^more than 256 tables and lists stand/,
    ],
  ])('%s', (_, text, reason) => {
    expect(refused(text)).toMatch(reason);
  });

  type Edit = (p: Record<string, unknown> & { steps: Record<string, unknown>[] }) => void;
  const edits: readonly [string, Edit, string][] = [
    [
      'of another format',
      (p) => void Object.assign(p, { format: 2 }),
      'it is of format 2, and this program reads format 1',
    ],
    ['without steps', (p) => void delete (p as Record<string, unknown>)['steps'], '"steps" is missing'],
    ['with a step of no id', (p) => void delete p.steps[1]?.['id'], '"steps[1].id" is missing'],
    [
      'with needs that are no texts',
      (p) => void Object.assign(p.steps[0] ?? {}, { needs: [1] }),
      '"steps[0].needs[0]" is no string',
    ],
    [
      'with variables that are none',
      (p) => void Object.assign(p, { vars: { who: 'x' } }),
      '"vars.who" is no object',
    ],
    [
      'with a key that it does not have',
      (p) => void Object.assign(p.steps[1] ?? {}, { need: [] }),
      '"steps[1].need" has no meaning in it',
    ],
    [
      'with a value that there is not',
      (p) => void Object.assign(p, { phase: 'solid' }),
      '"phase" has a value that it cannot have',
    ],
    [
      'with an origin that is none',
      (p) => void Object.assign(p.steps[0] ?? {}, { origin: {} }),
      '"steps[0].origin.file" is missing',
    ],
    [
      'with two steps of one id',
      (p) => void p.steps.push(p.steps[0] ?? {}),
      'two of its steps have the id "a"',
    ],
    [
      'with a need of nothing',
      (p) => void Object.assign(p.steps[0] ?? {}, { needs: ['z'] }),
      '"a" needs "z", which is not there',
    ],
    [
      'with a container that is not there',
      (p) => void Object.assign(p.steps[0] ?? {}, { container: 'z' }),
      '"a" is in "z", which is not there',
    ],
    [
      'with a circle',
      (p) => void Object.assign(p.steps[0] ?? {}, { needs: ['a'] }),
      'its steps wait for each other in a circle',
    ],
    [
      'with a circle of containers',
      (p) => void Object.assign(p.steps[0] ?? {}, { container: 'a' }),
      'its steps wait for each other in a circle',
    ],
  ];

  it.each(edits)('%s', async (_, edit, reason) => {
    const { protomolecule } = await cooked();
    const copy = structuredClone(protomolecule) as unknown as Parameters<Edit>[0];
    edit(copy);
    expect(refused(JSON.stringify(copy))).toBe(reason);
  });

  it('deeper than MAX_VALUE_NESTING, and nothing that is less deep', async () => {
    const { protomolecule } = await cooked();
    const nested = (depth: number): string => {
      let value: unknown = 1;
      for (let at = 0; at < depth; at++) value = { deeper: value };
      const [first, ...others] = protomolecule.steps;
      return JSON.stringify({ ...protomolecule, steps: [{ ...first, metadata: value }, ...others] });
    };
    expect(read(nested(MAX_VALUE_NESTING - 3)).findings).toBe('');
    expect(refused(nested(MAX_VALUE_NESTING - 2))).toMatch(/^more than 256/);
  });
});
