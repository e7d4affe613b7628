import { describe, expect, it } from 'vitest';
import { differences, textDifferences } from './differences.js';
import { toText } from './json.js';
import { promised } from './promised.js';

describe('what is promised of a protomolecule', () => {
  it('leaves out its form and what follows from the rest, sorts sets, and numbers barriers', () => {
    const made = promised({
      format: 1,
      name: 'x',
      fingerprint: 'sha256:0',
      vars: {},
      steps: [
        { id: 'b', needs: ['b~start', 'a'], metadata: { needs: ['z', 'y'] }, labels: ['z', 'y'] },
        { id: 'a', needs: [] },
      ],
      barriers: [{ id: 'b~start', needs: ['d', 'c'] }],
      regions: [],
      bond_points: [{ id: 'p', after: ['b', 'a'] }],
      waves: [['a']],
      critical_path: ['a'],
      sources: [{ id: 'x', sha256: '0' }],
      description: '',
    });
    expect(made).toEqual({
      name: 'x',
      steps: [
        { id: 'b', needs: ['a', 'barrier-1'], metadata: { needs: ['z', 'y'] }, labels: ['z', 'y'] },
        { id: 'a', needs: [] },
      ],
      barriers: [{ id: 'barrier-1', needs: ['c', 'd'] }],
      bond_points: [{ id: 'p', after: ['a', 'b'] }],
      description: '',
    });
  });
});

describe('differences', () => {
  it('are told by their path, missing and surplus members too', () => {
    const expected = { steps: [{ id: 'a', title: 'A' }, { id: 'b' }], gone: true };
    const actual = { steps: [{ title: 'a', id: 'a', more: null }], gone: true };
    expect(differences(expected, actual, 'it')).toEqual([
      'it.steps[0](a).title: expected "A", got "a"',
      'it.steps[0](a).more: expected nothing, got null',
      'it.steps[1](b): expected {"id":"b"}, got nothing',
    ]);
    expect(differences({ a: 1, b: [2] }, { b: [2], a: 1 }, 'it')).toEqual([]);
    expect(differences([], {}, 'it')).toEqual(['it: expected [], got {}']);
  });

  it('are counted beyond the first few', () => {
    const numbers = Array.from({ length: 12 }, (_, index) => index);
    const found = differences(numbers, [], 'it');
    expect(found).toHaveLength(11);
    expect(found.at(-1)).toBe('… and 2 more differences');
  });

  it('of texts are told by their first line', () => {
    expect(textDifferences('a\nb\n', 'a\nb\n', 'it')).toEqual([]);
    expect(textDifferences('a\nb\n', 'a\nc\n', 'it')).toEqual(['it, line 2: expected "b", got "c"']);
    expect(textDifferences('a', 'a\nb', 'it')).toEqual(['it, line 2: expected nothing, got "b"']);
  });
});

describe('the text of expected files', () => {
  it('has on one line what fits there', () => {
    const long = 'x'.repeat(100);
    expect(toText({ a: [], b: {}, c: [1, 'two', null], d: { long, e: true } })).toBe(`{
  "a": [],
  "b": {},
  "c": [1, "two", null],
  "d": {
    "long": "${long}",
    "e": true
  }
}
`);
  });

  it('is JSON that says the same', () => {
    const value = { a: [{ b: ['x'.repeat(200), { c: 'ü\n"' }] }], d: -1.5 };
    expect(JSON.parse(toText(value))).toEqual(value);
  });
});
