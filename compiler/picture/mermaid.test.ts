import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mermaid } from './mermaid.js';
import { BARRIERS, CONTAINERS, DIAMOND, NASTY, samplePicture } from './sample-picture.js';
import { visible } from './visible.js';

/** The label of the only node of a picture of one step. */
function label(id: string, title: string): string {
  const lines = mermaid(samplePicture([[id, [], { title }]])).split('\n');
  expect(lines.length).toBe(6);
  const [, text] = /^ {2}n0\["([^"]*)"\]$/.exec(lines[4] ?? '') ?? [];
  expect(text).toBeDefined();
  return text ?? '';
}

describe('mermaid', () => {
  it('draws a diamond', () => {
    expect(mermaid(DIAMOND)).toBe(
      [
        '---',
        'title: "diamond"',
        '---',
        'flowchart TD',
        '  n0["split<br/>Do split"]',
        '  n1["left<br/>Do left"]',
        '  n2["right<br/>Do right"]',
        '  n3["join<br/>Do join"]',
        '  n4["also<br/>Do also"]',
        '  n0 --> n1',
        '  n0 --> n2',
        '  n1 --> n3',
        '  n2 --> n3',
        '  n0 --> n4',
        '',
      ].join('\n'),
    );
  });

  it('draws containers', () => {
    expect(mermaid(CONTAINERS)).toBe(
      [
        '---',
        'title: "containers"',
        '---',
        'flowchart TD',
        '  n0[/"plan<br/>Do plan<br/>human"/]:::human',
        '  subgraph n1["work<br/>Do work"]',
        '    subgraph n2["work.api<br/>Do work.api"]',
        '      n3["work.api.schema<br/>Do work.api.schema"]',
        '      n4["work.api.code<br/>Do work.api.code"]',
        '    end',
        '    subgraph n5["work.ui<br/>Do work.ui"]',
        '      n6[/"work.ui.draft<br/>Do work.ui.draft<br/>human"/]:::human',
        '      n7["work.ui.code<br/>Do work.ui.code"]',
        '    end',
        '  end',
        '  n8{{"ship<br/>Do ship<br/>gate gh:run, gate timer"}}:::gate',
        '  n9{{"approve<br/>Do approve<br/>gate"}}:::gate',
        '  n0 --> n1',
        '  n3 --> n4',
        '  n6 --> n7',
        '  n3 --> n7',
        '  n1 --> n8',
        '  n8 --> n9',
        '  classDef human stroke:#b45309,stroke-width:2px',
        '  classDef gate stroke:#7c3aed,stroke-width:2px',
        '',
      ].join('\n'),
    );
  });

  it('draws barriers', () => {
    expect(mermaid(BARRIERS)).toBe(
      [
        '---',
        'title: "barriers"',
        '---',
        'flowchart TD',
        '  n0["one.1<br/>Do one.1"]',
        '  n1["one.2<br/>Do one.2"]',
        '  n2["one.3<br/>Do one.3"]',
        '  n3["one.4<br/>Do one.4"]',
        '  n4["one.5<br/>Do one.5"]',
        '  n5((" ")):::barrier',
        '  n6["two.1<br/>Do two.1"]',
        '  n7["two.2<br/>Do two.2"]',
        '  n8["two.3<br/>Do two.3"]',
        '  n9["two.4<br/>Do two.4"]',
        '  n10["two.5<br/>Do two.5"]',
        '  n11((" ")):::barrier',
        '  n12["report<br/>Do report"]',
        '  n0 --> n5',
        '  n1 --> n5',
        '  n2 --> n5',
        '  n3 --> n5',
        '  n4 --> n5',
        '  n5 --> n6',
        '  n5 --> n7',
        '  n5 --> n8',
        '  n5 --> n9',
        '  n5 --> n10',
        '  n6 --> n11',
        '  n7 --> n11',
        '  n8 --> n11',
        '  n9 --> n11',
        '  n10 --> n11',
        '  n11 --> n12',
        '  classDef barrier fill:#64748b,stroke:#64748b',
        '',
      ].join('\n'),
    );
  });

  it('draws hostile ids and titles', () => {
    expect(mermaid(NASTY)).toBe(
      [
        '---',
        'title: "evil \\"name\\" <b>&amp;␛]0;x␇"',
        '---',
        'flowchart TD',
        '  n0["constructor<br/>a␛#91;2Jb␍␊new #34;line#34; #60;script#62;alert(\'1\')#60;#47;script#62; #38; #93;#93; #35;quot#59; #96;x#96;#92;N"]',
        '  n1["#95;#95;proto#95;#95;<br/>1#46; 日本語 #42;#42;not bold#42;#42; #92;u#123;202e#125;gnp.exe"]',
        '  n2["end<br/>#45; www#46;example.org #92;u#123;d800#125; \uffff #93;--#62; --#62; #37;#37;#123;init#125;#37;#37;"]',
        '  n3["subgraph"]',
        '  n0 --> n1',
        '  n0 --> n2',
        '  n1 --> n2',
        '  n2 --> n3',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['1. a list', '1#46; a list'],
    ['12) a list', '12#41; a list'],
    ['- a list', '#45; a list'],
    ['+ a list', '#43; a list'],
    ['  # a heading', '#35; a heading'],
    ['`code` *em* _em_ ~~no~~', '#96;code#96; #42;em#42; #95;em#95; #126;#126;no#126;#126;'],
    ['see WWW.example.org', 'see WWW#46;example.org'],
    ['http://x.org', 'http:#47;#47;x.org'],
    ['fa:fa-ban', 'fa#58;fa-ban'],
    ['$$x$$', '#36;#36;x#36;#36;'],
    ["v1.2 - fine (really), isn't it?", "v1.2 - fine (really), isn't it?"],
  ])('makes %j inert', (title, expected) => {
    expect(label('id', title)).toBe(`id<br/>${expected}`);
  });

  it('writes any label so that decoding it gives the text back, in one line without markup', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, text, (id, title) => {
        const decoded = label(id, title)
          .split('<br/>')
          .map((line) => {
            expect(line).toMatch(/^(?:[^"#&<>`*_[\]{}|\\\n]|#\d+;)*$/);
            return line.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
          });
        const expected = title === '' || title === id ? [id] : [id, title];
        expect(decoded).toEqual(expected.map((line) => visible(line).trim()));
      }),
    );
  });
});
