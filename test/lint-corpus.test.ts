import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lintFormulas } from '../runtime/formulas/lint-files.js';
import { CORPUS, hasCorpus, SYSTEMS } from './formula-files.js';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const surroundings = { cwd: root, home: undefined, town: undefined, builtin: `${root}/formulas` };

/** How many findings of each rule each formula has, as `GT7014 x 2`. */
async function counts(paths: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const { diagnostics } = await lintFormulas(paths, surroundings, {
    searchPaths: [],
    stepTypes: [],
    levels: new Map(),
    commands: { gt: [], bd: [] },
    fix: 'no',
  });
  const found: Record<string, Record<string, number>> = {};
  for (const { code, span } of diagnostics) {
    const formula = span?.source.id.replace(/^\w+:/, '') ?? '';
    found[formula] ??= {};
    const codes = found[formula];
    codes[code] = (codes[code] ?? 0) + 1;
  }
  return Object.fromEntries(
    Object.entries(found).map(([formula, codes]) => [
      formula,
      Object.entries(codes).map(([code, count]) => `${code} x ${count}`),
    ]),
  );
}

/** Variables that no text names, commands that do not exist, and `{name}` of variables in texts for the worker. */
const REAL = {
  'gh-issue-to-pr': ['GT7001 x 1'],
  'mol-digest-generate': ['GT7014 x 1', 'GT3005 x 1'],
  'mol-pr-feedback-patrol': ['GT7014 x 2'],
  'mol-polecat-lease': ['GT7014 x 1'],
  'mol-refinery-patrol': ['GT7001 x 1'],
  'mol-shutdown-dance': ['GT7015 x 21', 'GT3005 x 1'],
  'mol-town-shutdown': ['GT7014 x 2'],
  'mol-witness-patrol': ['GT7001 x 1'],
  'towers-of-hanoi': ['GT7001 x 3'],
};

describe('lint', () => {
  it('finds nothing in the built-in library', async () => {
    expect(await counts([`${root}/formulas`])).toEqual({});
  });

  it('finds in real formulas what was looked at one by one, and is so', async () => {
    const folders = SYSTEMS.map((system) => `${CORPUS}/${system}`);
    expect(await counts(hasCorpus ? folders : [])).toEqual(hasCorpus ? REAL : {});
  });
});
