import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
import { STYLE } from './svg/style.js';
import { svg } from './svg.js';
import { visible } from './visible.js';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decode(text: string): string {
  return text.replace(/&(?:(\w+)|#(\d+));/g, (all, named?: string, number?: string) => {
    const character = named === undefined ? String.fromCodePoint(Number(number)) : NAMED[named];
    if (character === undefined) throw new Error(`unknown entity ${all}`);
    return character;
  });
}

/** Every element in order of their ends, with the text that stands directly in it. Throws for what is not well-formed XML. */
function parse(document: string): Element[] {
  const open: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const closed: Element[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them, which is what is checked
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/u.test(document))
    throw new Error('a character that XML forbids');
  let rest = document.trimEnd();
  while (rest !== '') {
    const tag = /^<(\/?)([A-Za-z]+)((?: [A-Za-z-]+="[^"<]*")*)(\/?)>/.exec(rest);
    if (tag) {
      const [all, end, name = '', list = '', empty] = tag;
      if (end === '') {
        const attributes: Record<string, string> = {};
        for (const [, key = '', value = ''] of list.matchAll(/ ([A-Za-z-]+)="([^"]*)"/g)) {
          if (key in attributes) throw new Error(`${key} twice`);
          attributes[key] = decode(value);
        }
        open.push({ name, attributes, text: '' });
      }
      if (end !== '' || empty !== '') {
        const last = open.pop();
        if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name}>`);
        closed.push(last);
      }
      rest = rest.slice(all.length);
      if (open.length === 0 && rest !== '') throw new Error('text behind the root');
      continue;
    }
    const [text = ''] = /^[^<]+/.exec(rest) ?? [];
    if (text === '') throw new Error(`not a tag: ${rest.slice(0, 40)}`);
    if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(text)) throw new Error(`a bare & in ${text}`);
    const parent = open.at(-1);
    if (!parent) throw new Error('text outside of the root');
    parent.text += decode(text);
    rest = rest.slice(text.length);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return closed;
}

/** What the drawing says, in order: texts by class. */
function texts(picture: Picture): string[] {
  return parse(svg(picture))
    .filter(({ name }) => name === 'text')
    .map(({ text }) => text);
}

function count(picture: Picture, className: string): number {
  return parse(svg(picture)).filter(({ attributes }) => attributes.class === className).length;
}

describe('svg', () => {
  it('draws a chain', () => {
    expect(svg(CHAIN).replace(STYLE, '@@')).toBe(
      [
        '<svg xmlns="http://www.w3.org/2000/svg" class="gt-picture" width="274" height="312" viewBox="0 0 274 312" role="img" aria-label="chain">',
        '<style>@@</style>',
        '<defs><marker id="gt-arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="gt-arrow" d="M0 0.5L8 4L0 7.5Z"/></marker></defs>',
        '<rect class="gt-paper" width="274" height="312" rx="6"/>',
        '<text class="gt-name" x="28" y="32">chain</text>',
        '<text class="gt-note" x="28" y="51">workflow · 3 steps in 3 waves</text>',
        '<path class="gt-edge" d="M137 116V154" marker-end="url(#gt-arrow)"/>',
        '<path class="gt-edge" d="M137 200V238" marker-end="url(#gt-arrow)"/>',
        '<g><title>design: Do design',
        'wave 1</title>',
        '<rect class="gt-step" x="77" y="70" width="120" height="46" rx="8"/>',
        '<text class="gt-title" x="137" y="90">Do design</text>',
        '<text class="gt-id gt-middle" x="137" y="106">design</text>',
        '</g>',
        '<g><title>build: Do build',
        'wave 2',
        'needs design</title>',
        '<rect class="gt-step" x="77" y="154" width="120" height="46" rx="8"/>',
        '<text class="gt-title" x="137" y="174">Do build</text>',
        '<text class="gt-id gt-middle" x="137" y="190">build</text>',
        '</g>',
        '<g><title>test: Do test',
        'wave 3',
        'needs build</title>',
        '<rect class="gt-step" x="77" y="238" width="120" height="46" rx="8"/>',
        '<text class="gt-title" x="137" y="258">Do test</text>',
        '<text class="gt-id gt-middle" x="137" y="274">test</text>',
        '</g>',
        '</svg>',
        '',
      ].join('\n'),
    );
  });

  it('writes the title, or the id alone where the title says no more, and the marks', () => {
    expect(texts(CONTAINERS)).toEqual([
      'containers',
      'workflow · 10 steps in 4 waves',
      'Do work',
      'work',
      'Do work.api',
      'work.api',
      'Do work.ui',
      'work.ui',
      'Do plan',
      'plan',
      'human',
      'Do ship',
      'ship',
      '2 gates',
      'Do approve',
      'approve',
      'gate',
      'Do work.api.schema',
      'work.api.schema',
      'Do work.api.code',
      'work.api.code',
      'Do work.ui.draft',
      'work.ui.draft',
      'human',
      'Do work.ui.code',
      'work.ui.code',
    ]);
    expect(texts(samplePicture([['only', [], { title: 'only' }]])).slice(2)).toEqual(['only']);
  });

  it('draws each kind of member in its own class', () => {
    const classes = ['gt-box', 'gt-step', 'gt-human', 'gt-gate', 'gt-barrier', 'gt-grid'];
    expect(classes.map((name) => count(CONTAINERS, name))).toEqual([3, 3, 2, 2, 0, 0]);
    expect(classes.map((name) => count(BARRIERS, name))).toEqual([0, 11, 0, 0, 2, 0]);
  });

  it('gathers more than eight steps with the same needs into a grid with one line in and one out', () => {
    const fan = (parts: number): Picture => {
      const names = Array.from({ length: parts }, (_, part) => `part${part}`);
      return samplePicture([
        ['split'],
        ...names.map((name): SampleStep => [name, ['split']]),
        ['join', names],
      ]);
    };
    expect([count(fan(8), 'gt-grid'), count(fan(8), 'gt-edge')]).toEqual([0, 16]);
    expect([count(fan(9), 'gt-grid'), count(fan(9), 'gt-edge'), count(fan(9), 'gt-step')]).toEqual([
      1, 2, 11,
    ]);
    // Eight of a kind stay as they are in a row of nine, too.
    const { steps } = fan(8);
    const mixed = samplePicture([
      ...steps.map(({ id, needs }): SampleStep => [id, needs]),
      ['other', ['split']],
    ]);
    expect(count(mixed, 'gt-grid')).toBe(0);
  });

  it('tells in tooltips what has no room', () => {
    const tooltips = parse(svg(CONTAINERS))
      .filter(({ name }) => name === 'title')
      .map(({ text }) => text);
    expect(tooltips).toContain('work: Do work\nwaves 2 to 3\nneeds plan');
    expect(tooltips).toContain('ship: Do ship\ngate gh:run\ngate timer\nwave 3\nneeds work');
    const [, barrier] = parse(svg(BARRIERS)).filter(({ text }) => text.includes('(barrier)'));
    expect(barrier?.text).toBe('two.end (barrier)\nneeds two.1, two.2, two.3, two.4, two.5');
  });

  it('is well-formed and finite for every sample', () => {
    for (const picture of [CHAIN, DIAMOND, CONTAINERS, BARRIERS, NASTY, samplePicture([])]) {
      const drawn = svg(picture);
      expect(() => parse(drawn)).not.toThrow();
      expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('says every text of the author, escaped, and nothing of it is markup', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    const names = new Set(['svg', 'style', 'defs', 'marker', 'path', 'rect', 'text', 'g', 'title']);
    fc.assert(
      fc.property(text, text, text, text, (name, id, title, gate) => {
        const drawn = svg(samplePicture([[id, [], { title, gates: [{ type: gate }] }]], [], name));
        const elements = parse(drawn);
        for (const element of elements) expect(names).toContain(element.name);
        const [tooltip = '', root] = [elements.find((each) => each.name === 'title')?.text, elements.at(-1)];
        const shown = (each: string): string => visible(each).replace(/[\ufffe\uffff]/g, '\ufffd');
        expect(tooltip).toBe(`${shown(id)}: ${shown(title)}\ngate ${shown(gate)}\nwave 1`);
        expect(root?.attributes['aria-label']).toBe(shown(name));
      }),
    );
  });

  it('cuts what is too long', () => {
    const drawn = texts(
      samplePicture([['i'.repeat(200), [], { title: 'W'.repeat(200) }]], [], 'n'.repeat(500)),
    );
    expect(drawn.map((text) => text.endsWith('…'))).toEqual([true, false, true, true]);
  });

  it('draws 2,000 steps in any shape', () => {
    const shapes: Record<string, (at: number) => SampleStep> = {
      chain: (at) => [`s${at}`, at > 0 ? [`s${at - 1}`, `s${Math.max(0, at - 60)}`] : []],
      wide: (at) => [`s${at}`, at < 1000 ? [] : [`s${at - 1000}`, `s${(at * 7) % 1000}`]],
      nested: (at) => [`s${at}`, [], { container: at > 0 ? `s${at - 1}` : undefined }],
    };
    for (const shape of Object.values(shapes)) {
      const elements = parse(svg(samplePicture(Array.from({ length: 2000 }, (_, at) => shape(at)))));
      expect(elements.filter(({ name }) => name === 'title').length).toBe(2000);
    }
  });
});
