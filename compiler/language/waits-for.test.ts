import { describe, expect, it } from 'vitest';
import { parseWaitsFor } from './waits-for.js';

describe('waits_for', () => {
  it.each([
    ['all-children', { mode: 'all', of: undefined }],
    ['any-children', { mode: 'any', of: undefined }],
    ['  all-children\n', { mode: 'all', of: undefined }],
    ['children-of(a.b-c)', { mode: 'all', of: 'a.b-c' }],
    [' children-of(  a  ) ', { mode: 'all', of: 'a' }],
    ['children-of({target})', { mode: 'all', of: '{target}' }],
  ])('%j is understood', (text, expected) => {
    expect(parseWaitsFor(text)).toEqual(expected);
  });

  it.each([
    '',
    'children',
    'some-children',
    'all-children of a',
    'not all-children',
    'children-of()',
    'children-of( )',
    'children-of(a b)',
    'children-of(a, b)',
    'children-of((a))',
    'children-of(a) and more',
    'the children-of(a)',
  ])('%j is none', (text) => {
    expect(parseWaitsFor(text)).toBeUndefined();
  });
});
