import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot } from './dot.js';
import { BARRIERS, CONTAINERS, DIAMOND, NASTY, samplePicture } from './sample-picture.js';
import { visible } from './visible.js';

describe('dot', () => {
  it('draws a diamond', () => {
    expect(dot(DIAMOND)).toBe(
      [
        'digraph "diamond" {',
        '  graph [label="diamond", labelloc=t, compound=true, rankdir=TB, fontname="Helvetica"];',
        '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
        '  edge [color="#64748b", arrowsize=0.7];',
        '  n0 [label="split\\nDo split"];',
        '  n1 [label="left\\nDo left"];',
        '  n2 [label="right\\nDo right"];',
        '  n3 [label="join\\nDo join"];',
        '  n4 [label="also\\nDo also"];',
        '  n0 -> n1;',
        '  n0 -> n2;',
        '  n1 -> n3;',
        '  n2 -> n3;',
        '  n0 -> n4;',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('draws containers', () => {
    expect(dot(CONTAINERS)).toBe(
      [
        'digraph "containers" {',
        '  graph [label="containers", labelloc=t, compound=true, rankdir=TB, fontname="Helvetica"];',
        '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
        '  edge [color="#64748b", arrowsize=0.7];',
        '  n0 [label="plan\\nDo plan\\nhuman", shape=note, style=solid, color="#b45309"];',
        '  subgraph cluster_n1 {',
        '    label="work\\nDo work";',
        '    style=rounded; color="#94a3b8";',
        '    subgraph cluster_n2 {',
        '      label="work.api\\nDo work.api";',
        '      style=rounded; color="#94a3b8";',
        '      n3 [label="work.api.schema\\nDo work.api.schema"];',
        '      n4 [label="work.api.code\\nDo work.api.code"];',
        '    }',
        '    subgraph cluster_n5 {',
        '      label="work.ui\\nDo work.ui";',
        '      style=rounded; color="#94a3b8";',
        '      n6 [label="work.ui.draft\\nDo work.ui.draft\\nhuman", shape=note, style=solid, color="#b45309"];',
        '      n7 [label="work.ui.code\\nDo work.ui.code"];',
        '    }',
        '  }',
        '  n8 [label="ship\\nDo ship\\ngate gh:run, gate timer", shape=octagon, style=solid, color="#7c3aed"];',
        '  n9 [label="approve\\nDo approve\\ngate", shape=octagon, style=solid, color="#7c3aed"];',
        '  n0 -> n3 [lhead=cluster_n1];',
        '  n3 -> n4;',
        '  n6 -> n7;',
        '  n3 -> n7;',
        '  n7 -> n8 [ltail=cluster_n1];',
        '  n8 -> n9;',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('draws barriers', () => {
    expect(dot(BARRIERS)).toBe(
      [
        'digraph "barriers" {',
        '  graph [label="barriers", labelloc=t, compound=true, rankdir=TB, fontname="Helvetica"];',
        '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
        '  edge [color="#64748b", arrowsize=0.7];',
        '  n0 [label="one.1\\nDo one.1"];',
        '  n1 [label="one.2\\nDo one.2"];',
        '  n2 [label="one.3\\nDo one.3"];',
        '  n3 [label="one.4\\nDo one.4"];',
        '  n4 [label="one.5\\nDo one.5"];',
        '  n5 [label="", shape=point, width=0.12];',
        '  n6 [label="two.1\\nDo two.1"];',
        '  n7 [label="two.2\\nDo two.2"];',
        '  n8 [label="two.3\\nDo two.3"];',
        '  n9 [label="two.4\\nDo two.4"];',
        '  n10 [label="two.5\\nDo two.5"];',
        '  n11 [label="", shape=point, width=0.12];',
        '  n12 [label="report\\nDo report"];',
        '  n0 -> n5;',
        '  n1 -> n5;',
        '  n2 -> n5;',
        '  n3 -> n5;',
        '  n4 -> n5;',
        '  n5 -> n6;',
        '  n5 -> n7;',
        '  n5 -> n8;',
        '  n5 -> n9;',
        '  n5 -> n10;',
        '  n6 -> n11;',
        '  n7 -> n11;',
        '  n8 -> n11;',
        '  n9 -> n11;',
        '  n10 -> n11;',
        '  n11 -> n12;',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('draws hostile ids and titles', () => {
    expect(dot(NASTY)).toBe(
      [
        'digraph "evil \\"name\\" <b>&amp;amp;␛]0;x␇" {',
        '  graph [label="evil \\"name\\" <b>&amp;amp;␛]0;x␇", labelloc=t, compound=true, rankdir=TB, fontname="Helvetica"];',
        '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
        '  edge [color="#64748b", arrowsize=0.7];',
        '  n0 [label="constructor\\na␛[2Jb␍␊new \\"line\\" <script>alert(\'1\')</script> &amp; ]] #quot; `x`\\\\N"];',
        '  n1 [label="__proto__\\n1. 日本語 **not bold** \\\\u{202e}gnp.exe"];',
        '  n2 [label="end\\n- www.example.org \\\\u{d800} \uffff ]--> --> %%{init}%%"];',
        '  n3 [label="subgraph"];',
        '  n0 -> n1;',
        '  n0 -> n2;',
        '  n1 -> n2;',
        '  n2 -> n3;',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('writes any text as one string that reads back as it was', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, text, text, (name, id, title) => {
        const lines = dot(samplePicture([[id, [], { title }]], [], name)).split('\n');
        expect(lines.length).toBe(7);
        const string = '"((?:[^"\\\\]|\\\\.)*)"';
        const [, header] = new RegExp(`^digraph ${string} \\{$`, 'u').exec(lines[0] ?? '') ?? [];
        const [, label] = new RegExp(`^  n0 \\[label=${string}\\];$`, 'u').exec(lines[4] ?? '') ?? [];
        const expected = title === '' || title === id ? [id] : [id, title];
        expect(read(header ?? '')).toBe(visible(name));
        expect(read(label ?? '')).toBe(expected.map(visible).join('\n'));
      }),
    );
  });
});

/** What Graphviz makes of the inside of a label's string. */
function read(escaped: string): string {
  const text = escaped.replace(/\\(.)/gu, (_, character: string) => (character === 'n' ? '\n' : character));
  expect(text).not.toMatch(/&(?!amp;)/);
  return text.replaceAll('&amp;', '&');
}
