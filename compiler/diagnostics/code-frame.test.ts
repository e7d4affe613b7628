import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Source, type Span } from '../read/source.js';
import { codeFrame, gutterWidth, location, MAX_FRAME_COLUMNS } from './code-frame.js';
import { columns, visible } from './terminal-text.js';

const span = (text: string, start: number, end: number): Span => ({
  source: new Source('project:shiny', 'shiny.formula.toml', text),
  start,
  end,
});

/** The span of `word` in `text`. */
function of(text: string, word: string): Span {
  const start = text.indexOf(word);
  return span(text, start, start + word.length);
}

const frame = (where: Span, label?: string): string[] => codeFrame(where, label).split('\n');

describe('codeFrame', () => {
  it('shows the line, the place and the label', () => {
    const text = `${'\n'.repeat(13)}needs = ["tset"]\n`;
    expect(frame(of(text, '"tset"'), 'no such step')).toEqual([
      '  --> shiny.formula.toml:14:10',
      '   |',
      '14 | needs = ["tset"]',
      '   |          ^^^^^^ no such step',
    ]);
  });

  it('widens the gutter with the line number', () => {
    const where = of(`${'\n'.repeat(999)}x = 1`, 'x');
    expect(gutterWidth(where)).toBe(4);
    expect(frame(where)).toEqual(['    --> shiny.formula.toml:1000:1', '     |', '1000 | x = 1', '     | ^']);
  });

  it('shows the first line of a span of several', () => {
    expect(frame(of('a = [\r\n  1,\r\n]\r\n', '[\r\n  1,\r\n]'))).toEqual([
      ' --> shiny.formula.toml:1:5',
      '  |',
      '1 | a = [',
      '  |     ^',
    ]);
  });

  it('gives an empty span one caret: before a character, at a line end, at the end of the text', () => {
    expect(frame(span('ab\r\n', 1, 1)).slice(2)).toEqual(['1 | ab', '  |  ^']);
    expect(frame(span('ab\r\n', 2, 4)).slice(2)).toEqual(['1 | ab', '  |   ^']);
    expect(frame(span('ab\r\n', 3, 3)).slice(2)).toEqual(['1 | ab', '  |   ^']);
    expect(frame(span('ab\n', 3, 3))).toEqual([' --> shiny.formula.toml:2:1', '  |', '2 |', '  | ^']);
    expect(frame(span('a\nbcd', 3, 0)).slice(2)).toEqual(['2 | bcd', '  |  ^']);
    expect(frame(span('', 0, 0)).slice(2)).toEqual(['1 |', '  | ^']);
  });

  it('keeps carets in place behind tabs, wide and combined characters', () => {
    expect(frame(of('\tid = "x"', '"x"')).slice(2)).toEqual(['1 |     id = "x"', '  |          ^^^']);
    expect(frame(of('title = "日本👍" # why', '# why')).slice(2)).toEqual([
      '1 | title = "日本👍" # why',
      '  |                  ^^^^^',
    ]);
    expect(frame(of('"日本" = 1', '日本')).slice(2)).toEqual(['1 | "日本" = 1', '  |  ^^^^']);
    expect(frame(of('"👍👍 ok" = 1', '👍')).slice(2)).toEqual(['1 | "👍👍 ok" = 1', '  |  ^^']);
    expect(frame(of('"e\u0301" = x', 'x')).slice(2)).toEqual(['1 | "e\u0301" = x', '  |       ^']);
  });

  it('makes visible what a terminal would obey or hide', () => {
    const text = 'x = "\u001b[2J\u202e"';
    const where = { ...of(text, '\u202e'), source: new Source('x', 'a\u001bb.toml', text) };
    expect(codeFrame(where, 'a\u0007').split('\n')).toEqual([
      ' --> a␛b.toml:1:10',
      '  |',
      '1 | x = "␛[2J\ufffd"',
      '  |          ^ a␇',
    ]);
  });

  it('cuts a long line around the span', () => {
    const [many, few] = ['a'.repeat(500), 'b'.repeat(20)];
    const half = MAX_FRAME_COLUMNS / 2;
    expect(frame(of(`${many}X${many}`, 'X'))).toEqual([
      ' --> shiny.formula.toml:1:501',
      '  |',
      `1 | …${'a'.repeat(half)}X${'a'.repeat(half - 1)}…`,
      `  | ${' '.repeat(half + 1)}^`,
    ]);
    expect(frame(of(`${few}X${many}`, 'X')).slice(2)).toEqual([
      `1 | ${few}X${'a'.repeat(MAX_FRAME_COLUMNS - 21)}…`,
      `  | ${' '.repeat(20)}^`,
    ]);
    expect(frame(of(`${many}X${few}`, 'X')).slice(2)).toEqual([
      `1 | …${'a'.repeat(MAX_FRAME_COLUMNS - 21)}X${few}`,
      `  | ${' '.repeat(MAX_FRAME_COLUMNS - 20)}^`,
    ]);
    expect(frame(of(`-${many}-`, many)).slice(2)).toEqual([
      `1 | -${'a'.repeat(MAX_FRAME_COLUMNS - 1)}…`,
      `  |  ${'^'.repeat(MAX_FRAME_COLUMNS - 1)}`,
    ]);
  });

  it('cuts between characters, and marks every cut', () => {
    const [many, shown] = ['👍'.repeat(100), '👍'.repeat(59)];
    expect(frame(span(`${many}y`, 201, 201))[2]).toBe(`1 | …${shown}y`);
    expect(frame(span(`y${many}`, 0, 1))[2]).toBe(`1 | y${shown}…`);
    const line = 'a'.repeat(500);
    expect(frame(span(line, 500, 500))[2]).toBe(`1 | …${line.slice(0, MAX_FRAME_COLUMNS)}`);
    const [hundred, half] = ['a'.repeat(100), 'a'.repeat(MAX_FRAME_COLUMNS / 2)];
    expect(frame(of(`${hundred}X${hundred}`, 'X'))[2]).toBe(`1 | …${half}X${half.slice(1)}…`);
  });

  it('shows a line that just fits whole', () => {
    const fits = `${'a'.repeat(MAX_FRAME_COLUMNS - 1)}X`;
    expect(frame(of(fits, 'X'))[2]).toBe(`1 | ${fits}`);
    expect(frame(of(`${fits}b`, 'X'))[2]).toBe(`1 | …${fits.slice(1)}b`);
  });

  it('colours the gutter and the carets, nothing else', () => {
    const style = { gutter: (text: string) => `<${text}>`, carets: (text: string) => `(${text})` };
    expect(codeFrame(of('a = 1', '1'), 'odd', style).split('\n')).toEqual([
      ' <-->> shiny.formula.toml:1:5',
      '<  |>',
      '<1 |> a = 1',
      '<  |>     (^ odd)',
    ]);
  });

  it('never throws, and its carets begin under the span, whatever the text', () => {
    const unit = fc.constantFrom(
      ...'ab"\t\n',
      '\r\n',
      '\r',
      '\u001b',
      '\u202e',
      '日',
      '👍',
      '\ud83d',
      'e\u0301',
    );
    const text = fc
      .tuple(fc.string({ unit, maxLength: 60 }), fc.integer({ min: 1, max: 8 }))
      .map(([part, times]) => part.repeat(times));
    const anywhere = fc.integer({ min: -3, max: 500 });
    fc.assert(
      fc.property(text, anywhere, anywhere, (text, start, end) => {
        const where = span(text, start, end);
        const lines = frame(where, 'label');
        expect(lines).toHaveLength(4);
        expect(lines[0]).toContain(location(where));
        const set = gutterWidth(where) + 3;
        const shown = (lines[2] as string).slice(set);
        const carets = /^( *)(\^+) label$/.exec((lines[3] as string).slice(set));
        expect(columns(shown)).toBeLessThanOrEqual(MAX_FRAME_COLUMNS + 2);

        const indent = carets?.[1]?.length ?? Number.NaN;
        expect(tails(shown, indent).some((tail) => beginsWithSpan(tail, where))).toBe(true);
        const width = carets?.[2]?.length ?? Number.NaN;
        expect(indent + width).toBeLessThanOrEqual(Math.max(columns(shown), indent + 1));
      }),
      { numRuns: 3_000 },
    );
  });
});

/** What is left of `text` from `column` on; marks without width make it several. */
function tails(text: string, column: number): string[] {
  const characters = [...text];
  return characters
    .map((_, index) => index)
    .concat(characters.length)
    .filter((index) => columns(characters.slice(0, index).join('')) === column)
    .map((index) => characters.slice(index).join(''));
}

function beginsWithSpan(tail: string, { source, start }: Span): boolean {
  const at = Math.max(0, Math.min(start, source.text.length));
  const low =
    /[\udc00-\udfff]/.test(source.text.charAt(at)) && /[\ud800-\udbff]/.test(source.text.charAt(at - 1));
  const character = String.fromCodePoint(source.text.codePointAt(low ? at - 1 : at) ?? 10);
  const atLineEnd =
    character === '\n' || source.text.startsWith('\r\n', at) || source.text.slice(at) === '\r';
  return atLineEnd ? tail === '' : tail.startsWith(visible(character));
}
