import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('the origin of a step', () => {
  it('says where it is written and, innermost first, how it came to be there', async () => {
    const { protomolecule, findings } = await cookText({
      child: `
        extends = "parent"
        [[steps]]
        id = "own"
        [compose]
        aspects = ["watch"]
      `,
      parent: `
        extends = "builtin:base"
        [[steps]]
        id = "loop"
        [steps.loop]
        count = 2
        [[steps.loop.body]]
        id = "x"
        expand = "pair"
      `,
      'builtin:base': 'steps = [{ id = "first" }]',
      pair: 'extends = "single"\n[[template]]\nid = "{target}.b"',
      single: 'type = "expansion"\n[[template]]\nid = "{target}.a"',
      watch: 'type = "aspect"\n[[advice]]\ntarget = "own"\nbefore = { id = "watch" }',
    });
    expect(findings).toBe('');
    const expandedIn = (iteration: number): object[] => [
      { kind: 'expanded', by: 'pair', file: 'project:parent', line: 9, column: 10 },
      { kind: 'iteration', by: 'loop', iteration, file: 'project:parent', line: 3, column: 1 },
      { kind: 'inherited', by: 'child', file: 'project:child', line: 2, column: 11 },
    ];
    const inherited = { kind: 'inherited', by: 'pair', file: 'project:pair', line: 2, column: 11 };
    const origins = protomolecule.steps.map(({ id, origin }) => [id, origin]);
    expect(Object.fromEntries(origins)).toEqual({
      first: {
        file: 'builtin:base',
        line: 2,
        column: 10,
        via: [
          { kind: 'inherited', by: 'parent', file: 'project:parent', line: 2, column: 11 },
          { kind: 'inherited', by: 'child', file: 'project:child', line: 2, column: 11 },
        ],
      },
      'loop.iter1.x.a': { file: 'project:single', line: 3, column: 1, via: [inherited, ...expandedIn(1)] },
      'loop.iter1.x.b': { file: 'project:pair', line: 3, column: 1, via: expandedIn(1) },
      'loop.iter2.x.a': { file: 'project:single', line: 3, column: 1, via: [inherited, ...expandedIn(2)] },
      'loop.iter2.x.b': { file: 'project:pair', line: 3, column: 1, via: expandedIn(2) },
      watch: {
        file: 'project:watch',
        line: 5,
        column: 10,
        via: [{ kind: 'woven', by: 'watch', file: 'project:child', line: 6, column: 12 }],
      },
      own: { file: 'project:child', line: 3, column: 1 },
    });
  });

  it('is told with every finding about it', async () => {
    const { findings } = await cookText({
      child: 'extends = "parent"\n[[advice]]\ntarget = "a"\nbefore = { id = "b", needs = ["d"] }',
      parent: 'steps = [{ id = "a", needs = ["c"] }]',
    });
    expect(findings).toBe(`error[GT3001]: step "a" has "c" in "needs", but no step has that id
 --> parent.formula.toml:2:31
  |
2 | steps = [{ id = "a", needs = ["c"] }]
  |                               ^^^
  = note: inherited by "child"
    --> child.formula.toml:2:11
  = help: did you mean "a" or "b"?

error[GT3001]: step "b" has "d" in "needs", but no step has that id
 --> child.formula.toml:5:31
  |
5 | before = { id = "b", needs = ["d"] }
  |                               ^^^
  = help: did you mean "a" or "b"?

2 errors
`);
  });
});
