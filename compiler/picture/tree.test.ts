import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns } from './columns.js';
import type { Picture } from './picture.js';
import {
  BARRIERS,
  CHAIN,
  CONTAINERS,
  DIAMOND,
  NASTY,
  type SampleStep,
  samplePicture,
} from './sample-picture.js';
import { type Colors, tree } from './tree.js';
import { visible } from './visible.js';

const same = (text: string): string => text;
const OFF: Colors = { bold: same, dim: same, cyan: same, yellow: same, green: same, red: same };

function plain(picture: Picture, width: number): string {
  return tree(picture, { colors: OFF, width });
}

/** The lines of the members. */
function rows(picture: Picture, width = 80): string[] {
  return plain(picture, width).split('\n').slice(2, -1);
}

describe('tree', () => {
  it('draws a chain', () => {
    expect(plain(CHAIN, 80)).toBe(
      [
        'chain  workflow, 3 steps in 3 waves',
        '',
        '1  design  Do design',
        '2  build   Do build',
        '3  test    Do test',
        '',
      ].join('\n'),
    );
  });

  it('draws a diamond', () => {
    expect(plain(DIAMOND, 80)).toBe(
      [
        'diamond  workflow, 5 steps in 3 waves',
        '',
        '1  split  Do split',
        '2  left   Do left',
        '2  right  Do right  ← split',
        '3  join   Do join  ← left, right',
        '2  also   Do also  ← split',
        '',
      ].join('\n'),
    );
  });

  it('draws containers', () => {
    expect(plain(CONTAINERS, 80)).toBe(
      [
        'containers  workflow, 10 steps in 4 waves',
        '',
        '  1  plan                   Do plan  [human]',
        '2-3  work                   Do work',
        '2-3  ├─ work.api            Do work.api',
        '  2  │  ├─ work.api.schema  Do work.api.schema',
        '  3  │  └─ work.api.code    Do work.api.code',
        '2-3  └─ work.ui             Do work.ui',
        '  2     ├─ work.ui.draft    Do work.ui.draft  [human]',
        '  3     └─ work.ui.code     Do work.ui.code  ← work.ui.draft, work.api.schema',
        '  3  ship                   Do ship  [gate gh:run]  [gate timer]  ← work',
        '  4  approve                Do approve  [gate]',
        '',
      ].join('\n'),
    );
  });

  it('draws barriers', () => {
    expect(plain(BARRIERS, 80)).toBe(
      [
        'barriers  workflow, 11 steps in 3 waves',
        '',
        '1  one.1    Do one.1',
        '1  one.2    Do one.2',
        '1  one.3    Do one.3',
        '1  one.4    Do one.4',
        '1  one.5    Do one.5',
        '   one.end  [barrier]  ← one.1, one.2, one.3 +2',
        '2  two.1    Do two.1',
        '2  two.2    Do two.2  ← one.end',
        '2  two.3    Do two.3  ← one.end',
        '2  two.4    Do two.4  ← one.end',
        '2  two.5    Do two.5  ← one.end',
        '   two.end  [barrier]  ← two.1, two.2, two.3 +2',
        '3  report   Do report',
        '',
      ].join('\n'),
    );
  });

  it('draws hostile ids and titles', () => {
    expect(plain(NASTY, 80)).toBe(
      [
        'evil "name" <b>&amp;␛]0;x␇  workflow, 4 steps in 4 waves',
        '',
        '1  constructor  a␛[2Jb␍␊new "line" <script>alert(\'1\')</script> & ]] #quot; `x`\\N',
        '2  __proto__    1. 日本語 **not bold** \\u{202e}gnp.exe',
        '3  end          - www.example.org \\u{d800} \uffff ]--> -->…  ← constructor, __proto__',
        '4  subgraph',
        '',
      ].join('\n'),
    );
  });

  it('names three needs, and fewer where the title needs the room', () => {
    const many = samplePicture([
      ['first-part'],
      ['second-part'],
      ['third-part'],
      ['fourth-part'],
      [
        'all',
        ['first-part', 'second-part', 'third-part', 'fourth-part'],
        { title: 'Put it all together again' },
      ],
    ]);
    expect(rows(many, 96)[4]).toBe(
      '2  all          Put it all together again  ← first-part, second-part, third-part +1',
    );
    expect(rows(many, 75)[4]).toBe('2  all          Put it all together again  ← first-part, second-part +2');
    expect(rows(many, 60)[4]).toBe('2  all          Put it all together again  ← first-part +3');
    expect(rows(many, 48)[4]).toBe('2  all          Put it all tog…  ← first-part +3');
    expect(rows(many, 40)[4]).toBe('2  all          ← first-part +3');
  });

  it('does not let one long id push all titles aside', () => {
    const long = samplePicture([['a'], ['b'.repeat(50)], ['c']]);
    expect(rows(long, 60)).toEqual([
      `1  a${' '.repeat(31)}Do a`,
      `1  ${'b'.repeat(50)}`,
      `1  c${' '.repeat(31)}Do c`,
    ]);
  });

  it('counts what it draws', () => {
    expect(plain(samplePicture([]), 80)).toBe('sample  workflow, 0 steps in 0 waves\n');
    expect(plain(samplePicture([['a']]), 80)).toBe('sample  workflow, 1 step in 1 wave\n\n1  a  Do a\n');
  });

  it('colours parts and never counts the colours as width', () => {
    const colors: Colors = {
      bold: (text) => `<b>${text}</b>`,
      dim: (text) => `<d>${text}</d>`,
      cyan: (text) => `<c>${text}</c>`,
      yellow: (text) => `<y>${text}</y>`,
      green: (text) => `<g>${text}</g>`,
      red: (text) => `<r>${text}</r>`,
    };
    const coloured = tree(CONTAINERS, { colors, width: 50 });
    expect(coloured.replace(/<\/?[bdcyg]>/g, '')).toBe(plain(CONTAINERS, 50));
    expect(coloured.split('\n')[10]).toBe(
      '<d>  3</d>  <d></d><c>ship</c>                   <y>[gate gh:run]</y>  <y>[gate timer]</y>  <g>← work</g>',
    );
  });

  it('keeps to the width whenever ids, marks and one need leave room for a title', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.integer({ min: 40, max: 120 }), (titles, width) => {
        const steps = titles.map(
          (title, at): SampleStep => [`s${at}`, at > 1 ? ['s0', 's1'] : [], { title }],
        );
        for (const row of rows(samplePicture(steps), width)) expect(columns(row)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('lets no control character of the author reach the terminal', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text, text), { maxLength: 6 }), text, (list, name) => {
        const steps = list.map(
          ([id, title, type, gate]): SampleStep => [
            id,
            list.map(([other]) => other),
            { title, type, gates: [{ type: gate }] },
          ],
        );
        const drawn = plain({ ...samplePicture([]), name, steps: samplePicture(steps).steps }, 60);
        expect(drawn.split('\n').map(visible).join('\n')).toBe(drawn);
      }),
    );
  });

  it('draws containers nested 20,000 deep in linear size', () => {
    const nested = samplePicture(
      Array.from(
        { length: 20_000 },
        (_, level): SampleStep => [`s${level}`, [], { container: level > 0 ? `s${level - 1}` : undefined }],
      ),
    );
    const lines = rows(nested);
    expect(lines.length).toBe(20_000);
    expect(lines[2]).toBe(`${'1     └─ s2'.padEnd(45)}Do s2`);
    expect(lines[19_999]).toBe(`1  …${' '.repeat(35)}└─ s19999  Do s19999`);
  });
});
