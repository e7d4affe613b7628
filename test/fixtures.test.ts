import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.js';
import { DiskHost } from '../runtime/formulas/disk-host.js';
import { FIXTURES, formulaTexts, open } from './formula-files.js';
import { allProperties } from './formula-schema.js';
import { grammarKeys } from './grammar-keys.js';

const texts = formulaTexts(FIXTURES);

describe('the fixtures', () => {
  it('use every key of the schema', () => {
    const used = new Set(
      Object.entries(texts).flatMap(([file, text]) =>
        grammarKeys(file, text).map(({ property }) => property),
      ),
    );
    expect(allProperties().filter((property) => !used.has(property))).toEqual([]);
    expect(used.size).toBe(allProperties().length);
  });

  it.each(
    Object.keys(texts).flatMap((file) => [
      { file, check: false },
      { file, check: true },
    ]),
  )('cook without a finding: $file (check: $check)', async ({ file, check }) => {
    const { host, candidate } = open(texts, file);
    const { protomolecule, diagnostics } = await compile(candidate, host, { check });
    expect(diagnostics).toEqual([]);
    expect(protomolecule?.name).toBe(candidate.name);
  });

  it('are found by a short file name in a folder called formulas', async () => {
    const tier = { name: 'search-path', label: 'formulas', path: `${FIXTURES}/formulas` };
    const host = new DiskHost([tier], FIXTURES);
    const [candidate, ...others] = host.candidates('tidy');
    expect(others).toEqual([]);
    if (!candidate) throw new Error('tidy was not found');
    const { protomolecule } = await compile(candidate, host);
    expect(protomolecule?.steps.map(({ id, needs }) => [id, needs])).toEqual([
      ['sweep', []],
      ['mop', ['sweep']],
    ]);
  });
});
