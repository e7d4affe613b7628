import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';
import { diff } from './diff.js';
import type { Change, ProtomoleculeDiff } from './model.js';

async function diffOf(before: string, after: string): Promise<ProtomoleculeDiff> {
  const [a, b] = [await cookText(before), await cookText(after)];
  expect([a.findings, b.findings]).toEqual(['', '']);
  return diff(a.protomolecule, b.protomolecule);
}

/** `kind part id: field, field`. */
const brief = ({ changes }: ProtomoleculeDiff): string[] =>
  changes.map(({ kind, part, id, was, fields }: Change) => {
    const names = fields.map(({ field }) => field).join(', ');
    return `${kind} ${part} ${was === undefined ? '' : `${was} -> `}${id}${names === '' ? '' : `: ${names}`}`;
  });

const STEPS = `
  [[steps]]
  id = "design"
  description = "Think"
  [[steps]]
  id = "build"
  description = "Do"
  needs = ["design"]
  [[steps]]
  id = "ship"
  needs = ["build"]
`;

describe('the changes of steps', () => {
  it('are told field by field, with the place on both sides', async () => {
    const found = await diffOf(
      STEPS,
      STEPS.replace('"Think"', '"Think twice"').replace('id = "ship"', 'id = "ship"\n  priority = 1'),
    );
    const [design, ship] = found.changes;
    expect(design).toEqual({
      part: 'step',
      kind: 'changed',
      id: 'design',
      fields: [{ field: 'description', before: 'Think', after: 'Think twice' }],
      before: { file: 'project:main', line: 2, column: 1 },
      after: { file: 'project:main', line: 2, column: 1 },
    });
    expect(ship).toMatchObject({ id: 'ship', fields: [{ field: 'priority', after: 1 }] });
    expect(found.order).toEqual({ effective: 'same', lost: [], gained: [], rewritten: 0, relisted: false });
  });

  it('tell what came to a list and what went from it', async () => {
    const found = await diffOf(
      `${STEPS}labels = ["a", "b"]`,
      `${STEPS.replace('needs = ["build"]', 'needs = ["build", "design"]')}labels = ["b", "c"]`,
    );
    expect(found.changes.map(({ fields }) => fields)).toEqual([
      [
        { field: 'needs', before: ['build'], after: ['build', 'design'], added: ['design'], removed: [] },
        { field: 'labels', before: ['a', 'b'], after: ['b', 'c'], added: ['c'], removed: ['a'] },
      ],
    ]);
  });

  it('tell an order of labels that is another as neither', async () => {
    const found = await diffOf(`${STEPS}labels = ["a", "b"]`, `${STEPS}labels = ["b", "a"]`);
    expect(found.changes[0]?.fields).toEqual([
      { field: 'labels', before: ['a', 'b'], after: ['b', 'a'], added: [], removed: [] },
    ]);
  });

  it('hold all fields of what came and went', async () => {
    const found = await diffOf(STEPS, STEPS.replaceAll('"ship"', '"land"\n  priority = 2'));
    expect(found.changes).toEqual([
      {
        part: 'step',
        kind: 'removed',
        id: 'ship',
        fields: [
          { field: 'title', before: 'Ship' },
          { field: 'type', before: 'task' },
          { field: 'needs', before: ['build'] },
        ],
        before: { file: 'project:main', line: 9, column: 1 },
      },
      {
        part: 'step',
        kind: 'added',
        id: 'land',
        fields: [
          { field: 'title', after: 'Land' },
          { field: 'type', after: 'task' },
          { field: 'needs', after: ['build'] },
          { field: 'priority', after: 2 },
        ],
        after: { file: 'project:main', line: 9, column: 1 },
      },
    ]);
  });

  it('of a step that moved into a container', async () => {
    const found = await diffOf(
      'steps = [{ id = "box", children = [{ id = "x" }] }, { id = "y" }]',
      'steps = [{ id = "box", children = [{ id = "x" }, { id = "y" }] }]',
    );
    expect(brief(found)).toEqual(['changed step y: container']);
  });
});

describe('a rename', () => {
  it('is told where the rest is the same, and does not count for those that name the step', async () => {
    const found = await diffOf(STEPS, STEPS.replaceAll('"build"', '"make"'));
    expect(brief(found)).toEqual(['renamed step build -> make']);
    expect(found.order.rewritten).toBe(0);
  });

  it('is found by what the step says where its line has moved', async () => {
    const found = await diffOf(
      STEPS,
      `[[steps]]\n  id = "first"\n${STEPS.replaceAll('"build"', '"make"')}`.replace(
        '["make"]',
        '["make", "first"]',
      ),
    );
    expect(brief(found)).toEqual([
      'added step first: title, type, needs',
      'renamed step build -> make',
      'changed step ship: needs',
    ]);
  });

  it('is not told where two steps could be meant', async () => {
    const twins = (a: string, b: string): string =>
      [a, b].map((id) => `[[steps]]\nid = "${id}"\ndescription = "The same"\n`).join('');
    const found = await diffOf(twins('a', 'b'), `# moved\n${twins('c', 'd')}`);
    expect(found.changes.map(({ kind }) => kind)).toEqual(['removed', 'removed', 'added', 'added']);
  });

  it('of a loop renames the steps of all its iterations', async () => {
    const loop = (id: string): string =>
      `[[steps]]\nid = "${id}"\nloop = { count = 3, body = [{ id = "x" }, { id = "y", needs = ["x"] }] }\n`;
    expect(brief(await diffOf(loop('old'), loop('new')))).toEqual([
      'renamed step old.iter1.x -> new.iter1.x',
      'renamed step old.iter1.y -> new.iter1.y',
      'renamed step old.iter2.x -> new.iter2.x',
      'renamed step old.iter2.y -> new.iter2.y',
      'renamed step old.iter3.x -> new.iter3.x',
      'renamed step old.iter3.y -> new.iter3.y',
      'renamed region old -> new',
    ]);
  });

  it('of a container renames what its children are in', async () => {
    const box = (id: string): string => `steps = [{ id = "${id}", children = [{ id = "x" }, { id = "y" }] }]`;
    expect(brief(await diffOf(box('box'), box('crate')))).toEqual(['renamed step box -> crate']);
  });
});

describe('what is no step', () => {
  it('is told part by part', async () => {
    const formula = (more: string, vars: string): string => `
      ${more}
      [vars]
      ${vars}
      [[steps]]
      id = "a"
      condition = "{{mode}} == fast"
      [[steps]]
      id = "b"
      [[compose.bond_points]]
      id = "end"
      after_step = "b"
    `;
    const found = await diffOf(
      formula('description = "One"', 'mode = "fast"\nwho = "Ada"'),
      formula('description = "Two"', 'mode = "slow"\nwhat = "Tea"').replace('after_step', 'before_step'),
    );
    expect(brief(found)).toEqual([
      'changed formula main: description',
      'changed shape mode: value',
      'removed variable who: type, default',
      'changed variable mode: default',
      'added variable what: type, default',
      'removed step a: title, type, needs',
      'changed bond_point end: after, before',
    ]);
  });

  it('is told of values that were given', async () => {
    const text = 'vars.who = "Ada"\nsteps = [{ id = "a" }]';
    const [a, b] = [await cookText(text, { values: { who: 'Bob' } }), await cookText(text)];
    expect(diff(a.protomolecule, b.protomolecule).changes).toEqual([
      { part: 'value', kind: 'removed', id: 'who', fields: [{ field: 'value', before: 'Bob' }] },
    ]);
  });
});

describe('what is the same', () => {
  it('has the same fingerprint, wherever it is written and whatever it is called', async () => {
    const [a, b] = [await cookText({ one: STEPS }), await cookText({ two: `# a comment\n${STEPS}` })];
    const found = diff(a.protomolecule, b.protomolecule);
    expect(found).toMatchObject({ same: true, changes: [] });
    expect(found.aside).toEqual({
      name: { before: 'one', after: 'two' },
      moved: 3,
      sources: { added: ['project:two'], removed: ['project:one'], changed: [] },
    });
  });

  it('is not believed of fingerprints that may be stale', async () => {
    const { protomolecule } = await cookText(STEPS);
    const [first, ...rest] = protomolecule.steps;
    const edited = {
      ...protomolecule,
      steps: [{ ...(first as typeof first & object), title: 'Dream' }, ...rest],
    };
    expect(diff(protomolecule, edited).same).toBe(true);
    expect(brief(diff(protomolecule, edited, { trustFingerprints: false }))).toEqual([
      'changed step design: title',
    ]);
  });

  it('is not what lists its steps in another order', async () => {
    const found = await diffOf(
      'steps = [{ id = "a" }, { id = "b" }]',
      'steps = [{ id = "b" }, { id = "a" }]',
    );
    expect(found).toMatchObject({ same: false, changes: [], order: { effective: 'same', relisted: true } });
  });
});

describe('the order', () => {
  it('is the same when a step is put between two others', async () => {
    const found = await diffOf(
      STEPS,
      `${STEPS.replace('needs = ["build"]', 'needs = ["test"]')}[[steps]]\nid = "test"\nneeds = ["build"]\n`,
    );
    expect(found.order).toMatchObject({ effective: 'same', lost: [], gained: [], rewritten: 1 });
  });

  it('is the same when a need is spelt out that held anyway', async () => {
    const found = await diffOf(STEPS, STEPS.replace('needs = ["build"]', 'needs = ["design", "build"]'));
    expect(brief(found)).toEqual(['changed step ship: needs']);
    expect(found.order).toMatchObject({ effective: 'same', rewritten: 1 });
  });

  it('is lost and gained between the nearest steps', async () => {
    const found = await diffOf(STEPS, STEPS.replace('needs = ["build"]', 'needs = ["design"]'));
    expect(found.order).toEqual({
      effective: 'changed',
      lost: [{ step: 'ship', waitsFor: 'build' }],
      gained: [],
      rewritten: 1,
      relisted: false,
    });
  });

  it('of what is in a container follows the container', async () => {
    const box = (needs: string): string =>
      `steps = [{ id = "a" }, { id = "box"${needs}, children = [{ id = "x" }, { id = "y" }] }, { id = "b", needs = ["box"] }]`;
    const found = await diffOf(box(''), box(', needs = ["a"]'));
    expect(found.order).toMatchObject({ lost: [], gained: [{ step: 'box', waitsFor: 'a' }] });
  });

  it('is not lost with the container when the step itself waits', async () => {
    const found = await diffOf(
      'steps = [{ id = "a" }, { id = "box", needs = ["a"], children = [{ id = "x" }, { id = "y" }] }]',
      'steps = [{ id = "a" }, { id = "box", needs = ["a"], children = [{ id = "x" }] }, { id = "y", needs = ["a"] }]',
    );
    expect(brief(found)).toEqual(['changed step y: needs, container']);
    expect(found.order).toMatchObject({ effective: 'same', rewritten: 1 });
  });
});
