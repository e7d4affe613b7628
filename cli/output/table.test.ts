import { describe, expect, it } from 'vitest';
import { firstParagraph, table } from './table.js';

const rows = (...cells: readonly (readonly string[])[]) => cells.map((each) => ({ cells: each }));

describe('a table', () => {
  it('has columns as wide as their widest cell, and no blanks at line ends', () => {
    expect(table(rows(['a', 'bb', 'c'], ['aaa', '', 'ccc'], ['a', 'b', '']), 80)).toBe(
      'a    bb  c\naaa      ccc\na    b\n',
    );
  });

  it('cuts the last column to the width, but leaves it some room', () => {
    const text = 'abcdefghij'.repeat(5);
    expect(table(rows(['a', text]), 30)).toBe(`a  ${text.slice(0, 26)}…\n`);
    expect(table(rows(['a'.repeat(40), text]), 30)).toBe(`${'a'.repeat(40)}  ${text.slice(0, 19)}…\n`);
    expect(table(rows(['a', text]), Number.POSITIVE_INFINITY)).toBe(`a  ${text}\n`);
  });

  it('counts columns of the terminal, not code units', () => {
    expect(table(rows(['日本', 'x'], ['abcde', 'y']), 80)).toBe('日本   x\nabcde  y\n');
  });

  it('shows what a terminal would obey, and colours only what is whole', () => {
    expect(table([{ cells: ['\x1b[31m', 'ab\x07'], color: (text) => `<${text}>` }], 80)).toBe(
      '␛[31m  <ab␇>\n',
    );
  });

  it('of nothing is nothing', () => {
    expect(table([], 80)).toBe('');
  });
});

it.each([
  [undefined, ''],
  ['', ''],
  ['\n one \n two\n\nthree', 'one two'],
  ['one\n   \nthree', 'one'],
])('the first paragraph of %j', (text, shown) => {
  expect(firstParagraph(text)).toBe(shown);
});
