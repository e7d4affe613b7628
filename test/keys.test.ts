import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.js';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.js';
import { open } from './formula-files.js';
import { allProperties } from './formula-schema.js';
import { grammarKeys } from './grammar-keys.js';
import { BESIDE, EDITORS_KEY, KEY_ROWS, type KeyRow, STEP_ROWS } from './key-rows.js';

interface Outcome {
  /** The protomolecule, without what says where things were written. */
  readonly made: unknown;
  /** Code and message of each finding. */
  readonly findings: readonly string[];
}

async function outcome(text: string, { values }: Pick<KeyRow, 'values'>): Promise<Outcome> {
  const { host, candidate } = open({ ...BESIDE, 'main.formula.toml': text }, 'main.formula.toml');
  const options = { values: new Map(Object.entries(values)) };
  const { protomolecule, diagnostics } = await compile(candidate, host, options);
  const { sources: _, fingerprint: __, ...made } = protomolecule ?? {};
  const bare = JSON.stringify(made, (key, value) => (key === 'origin' ? undefined : value));
  return { made: JSON.parse(bare), findings: diagnostics.map(said) };
}

const said = ({ code, message }: Diagnostic): string => `${code} ${message}`;

/** The formulas of a row, each a file whose name is right unless its name is the matter. */
function texts({ property, base, one, other }: KeyRow): readonly [string, string] {
  const header = property === 'formula.formula' ? '' : 'formula = "main"\n';
  const more = property === 'formula.formula' ? '\nsteps = [{ id = "a" }]' : '';
  return [`${header}${base}${one}${more}`, `${header}${base}${other}${more}`];
}

/** What is wrong with a row; undefined when its key does something. */
async function inert(row: KeyRow): Promise<string | undefined> {
  const [without, withKey] = texts(row);
  const [before, after] = [await outcome(without, row), await outcome(withKey, row)];
  const told = [...before.findings, '|', ...after.findings].join(' ');
  if (row.finding !== undefined) {
    const finds = ({ findings }: Outcome): boolean =>
      findings.some((each) => each.startsWith(row.finding ?? ''));
    return finds(after) && !finds(before)
      ? undefined
      : `${row.property} does not give ${row.finding}: ${told}`;
  }
  if (told !== '|') return `${row.property} has findings: ${told}`;
  const [same, changed] = [JSON.stringify(before.made), JSON.stringify(after.made)];
  return same === changed ? `${row.property} changes nothing: ${changed}` : undefined;
}

/** The keys that a row writes behind its base, where it has the key, and where it has another value of it. */
function keysWritten(row: KeyRow): Set<string>[] {
  return texts(row).map((text) => {
    const start = text.indexOf(row.base) + row.base.length;
    const keys = grammarKeys('main.formula.toml', text).filter(({ token }) => token.start >= start);
    return new Set(keys.map(({ property }) => property));
  });
}

describe('every key of the schema', () => {
  it('has a row, and every row a key', () => {
    const rows = KEY_ROWS.map(({ property }) => property);
    expect([...new Set([...rows, EDITORS_KEY])].sort()).toEqual(allProperties().sort());
    expect(rows.length).toBe(new Set(rows).size);
  });

  it('is what its row writes', () => {
    const wrong = KEY_ROWS.filter((row) => {
      const [before, after] = keysWritten(row);
      return !after?.has(row.property) || before?.has(row.property) !== (row.one !== '');
    });
    expect(wrong).toEqual([]);
  });

  it('changes what is cooked, or gives the finding that it is for', async () => {
    const failures = [];
    for (const row of KEY_ROWS) failures.push(await inert(row));
    expect(failures.filter((each) => each !== undefined)).toEqual([]);
  });
});

describe('the one key that is for editors', () => {
  it('may be there and changes nothing', async () => {
    const header = '"$schema" = "https://example.org/formula.schema.json"\n';
    const text = 'formula = "main"\nsteps = [{ id = "a" }]';
    const [without, withKey] = [
      await outcome(text, { values: {} }),
      await outcome(header + text, { values: {} }),
    ];
    expect(withKey).toEqual(without);
    expect(withKey.findings).toEqual([]);
  });
});

describe('a key of a step', () => {
  it.each([
    ['child', (base: string) => inside(base, '[[steps]]\nid = "box"\n[[steps.children]]')],
    [
      'body of a loop',
      (base: string) => inside(base, '[[steps]]\nid = "l"\nloop.count = 2\n[[steps.loop.body]]'),
    ],
    [
      'piece of advice',
      (base: string) => inside(base, '[[steps]]\nid = "x"\n[[advice]]\ntarget = "x"\n[[advice.before]]'),
    ],
    ['template', (base: string) => base.replaceAll('[[steps]]', '[[template]]')],
  ])('changes what is cooked in a %s too', async (_, move) => {
    const failures = [];
    for (const row of STEP_ROWS) failures.push(await inert({ ...row, base: move(row.base) }));
    expect(failures.filter((each) => each !== undefined)).toEqual([]);
  });
});

/** `base` with its last step, the one that the key is for, in another place. */
function inside(base: string, header: string): string {
  const at = base.lastIndexOf('[[steps]]');
  return base.slice(0, at) + header + base.slice(at + '[[steps]]'.length);
}
