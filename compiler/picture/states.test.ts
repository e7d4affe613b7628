import { describe, expect, it } from 'vitest';
import { dot } from './dot.js';
import { mermaid } from './mermaid.js';
import { CHAIN, samplePicture, UNDER_WAY } from './sample-picture.js';
import { statesIn } from './states.js';
import { svg } from './svg.js';
import { type Colors, tree } from './tree.js';

const tagged = (tag: string) => (text: string) => `<${tag}>${text}</${tag}>`;
const same = (text: string): string => text;
const OFF: Colors = { bold: same, dim: same, cyan: same, yellow: same, green: same, red: same };

describe('a picture of a molecule', () => {
  it('marks states in the tree', () => {
    expect(tree(UNDER_WAY, { colors: OFF, width: 80 })).toBe(
      `gt-mol-7x2  workflow, 8 steps in 3 waves

1  ✓ plan          Do plan
2  ↷ lint          Do lint
2  ◐ build         Do build  ← plan
2  ├─ ⊘ build.old  Do build.old
2  ├─ ✗ build.api  Do build.api  [attempt 2]
2  └─ ◐ build.ui   Do build.ui  [human]  [ada]
2  ○ docs          Do docs  ← plan
3  ● ship          Do ship  [gate gh:run]  ← build, docs
`,
    );
  });

  it('colours the marks of the tree', () => {
    const colors: Colors = {
      bold: tagged('b'),
      dim: tagged('d'),
      cyan: tagged('c'),
      yellow: tagged('y'),
      green: tagged('g'),
      red: tagged('r'),
    };
    const lines = tree(UNDER_WAY, { colors, width: 60 }).split('\n').slice(2, -1);
    expect(lines.map((line) => /<(.)>[●○◐✓✗↷⊘] /.exec(line)?.[1])).toEqual([
      ...['g', 'd', 'y', 'd', 'r', 'y', 'c', 'd'],
    ]);
    const bare = lines.map((line) => line.replace(/<\/?[bdcygr]>/g, ''));
    expect(bare).toEqual(tree(UNDER_WAY, { colors: OFF, width: 60 }).split('\n').slice(2, -1));
  });

  it('gives states classes in Mermaid', () => {
    const lines = mermaid(UNDER_WAY).split('\n').slice(4);
    expect(lines.slice(0, 10)).toEqual([
      '  n0["✓ plan<br/>Do plan"]',
      '  n1["↷ lint<br/>Do lint"]',
      '  subgraph n2["◐ build<br/>Do build"]',
      '    n3["⊘ build.old<br/>Do build.old"]',
      '    n4["✗ build.api<br/>Do build.api<br/>attempt 2"]',
      '    n5[/"◐ build.ui<br/>Do build.ui<br/>human, ada"/]:::human',
      '  end',
      '  n6["○ docs<br/>Do docs"]',
      '  n7{{"● ship<br/>Do ship<br/>gate gh:run"}}:::gate',
      '  n0 --> n1',
    ]);
    expect(lines.slice(-17)).toEqual([
      '  classDef human stroke:#b45309,stroke-width:2px',
      '  classDef gate stroke:#7c3aed,stroke-width:2px',
      '  classDef is-open fill:#f8fafc,stroke:#94a3b8,color:#0f172a',
      '  class n7 is-open',
      '  classDef is-ready fill:#ecfeff,stroke:#0891b2,color:#0f172a',
      '  class n6 is-ready',
      '  classDef is-active fill:#fef3c7,stroke:#d97706,color:#0f172a',
      '  class n2,n5 is-active',
      '  classDef is-pass fill:#dcfce7,stroke:#16a34a,color:#0f172a',
      '  class n0 is-pass',
      '  classDef is-fail fill:#fee2e2,stroke:#dc2626,color:#0f172a',
      '  class n4 is-fail',
      '  classDef is-skipped fill:#f1f5f9,stroke:#64748b,color:#0f172a,stroke-dasharray:3 3',
      '  class n1 is-skipped',
      '  classDef is-cancelled fill:#f1f5f9,stroke:#64748b,color:#0f172a,stroke-dasharray:3 3',
      '  class n3 is-cancelled',
      '',
    ]);
  });

  it('fills nodes and frames clusters in Graphviz', () => {
    expect(dot(UNDER_WAY).split('\n').slice(4, 14)).toEqual([
      '  n0 [label="✓ plan\\nDo plan", style="rounded,filled", fillcolor="#dcfce7", color="#16a34a"];',
      '  n1 [label="↷ lint\\nDo lint", style="rounded,filled,dashed", fillcolor="#f1f5f9", color="#64748b"];',
      '  subgraph cluster_n2 {',
      '    label="◐ build\\nDo build";',
      '    style=rounded; color="#d97706";',
      '    n3 [label="⊘ build.old\\nDo build.old", style="rounded,filled,dashed", fillcolor="#f1f5f9", color="#64748b"];',
      '    n4 [label="✗ build.api\\nDo build.api\\nattempt 2", style="rounded,filled", fillcolor="#fee2e2", color="#dc2626"];',
      '    n5 [label="◐ build.ui\\nDo build.ui\\nhuman, ada", shape=note, style=solid, color="#b45309", style="filled", fillcolor="#fef3c7", color="#d97706"];',
      '  }',
      '  n6 [label="○ docs\\nDo docs", style="rounded,filled", fillcolor="#ecfeff", color="#0891b2"];',
    ]);
  });

  it('draws states over kinds in SVG, says them in tooltips, and has rules for those that are there', () => {
    const drawn = svg(UNDER_WAY);
    expect(drawn.match(/class="gt-\w+ gt-is-\w+"/g)).toEqual([
      'class="gt-box gt-is-active"',
      'class="gt-step gt-is-pass"',
      'class="gt-step gt-is-skipped"',
      'class="gt-step gt-is-ready"',
      'class="gt-gate gt-is-open"',
      'class="gt-step gt-is-cancelled"',
      'class="gt-step gt-is-fail"',
      'class="gt-human gt-is-active"',
    ]);
    expect(drawn).toContain('<title>build.api: Do build.api\nfailed\nattempt 2\nwave 2</title>');
    expect(drawn).toContain('>✗ build.api</text>');
    const { steps } = UNDER_WAY;
    const passed = svg({ ...samplePicture([]), steps: steps.slice(0, 1) });
    expect(passed.slice(passed.indexOf('}\n}\n.gt-is') + 4, passed.indexOf('</style>'))).toBe(
      [
        '.gt-is-pass { fill: #dcfce7; stroke: #16a34a; }',
        '@media (prefers-color-scheme: dark) {',
        '.gt-is-pass { fill: #12331f; }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('has nothing of this where nothing runs', () => {
    expect(statesIn(CHAIN)).toEqual([]);
    for (const text of [mermaid(CHAIN), dot(CHAIN), svg(CHAIN)]) expect(text).not.toMatch(/is-|filled/);
  });
});
