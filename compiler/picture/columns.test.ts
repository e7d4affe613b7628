import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, cut } from './columns.js';
import { visible } from './visible.js';

describe('columns', () => {
  it.each([
    ['', 0],
    ['plain text', 10],
    ['naïve', 5],
    ['nai\u0308ve', 5],
    ['日本', 4],
    ['한국어', 6],
    ['ｆｕｌｌ', 8],
    ['🚀', 2],
    ['→ …', 3],
  ])('of %j are %i', (text, expected) => {
    expect(columns(text)).toBe(expected);
  });
});

describe('cut', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['abc def', 5, 'abc…'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['🚀🚀', 2, '…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('takes of %j what fits into %i columns', (text, room, expected) => {
    expect(cut(text, room)).toBe(expected);
  });

  it('never exceeds the room, and changes nothing that fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 30 }), (text, room) => {
        const taken = cut(text, room);
        expect(columns(taken)).toBeLessThanOrEqual(room);
        if (columns(text) <= room) expect(taken).toBe(text);
      }),
    );
  });
});

describe('visible', () => {
  it.each([
    ['plain – text 日本 👩‍💻', 'plain – text 日本 👩‍💻'],
    ['\u001b[31m', '␛[31m'],
    ['a\tb\r\nc\u007f', 'a␉b␍␊c␡'],
    ['\u009b2J', '\\u{9b}2J'],
    ['\u202egnp', '\\u{202e}gnp'],
    ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
    ['\u2028', '\\u{2028}'],
    ['\ud83d', '\\u{d83d}'],
    ['\u{e0041}', '\\u{e0041}'],
  ])('shows %j as %j', (text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it('shows the same when it is shown again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(visible(text))).toBe(visible(text));
      }),
    );
  });
});
