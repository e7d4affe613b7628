import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const around = (mark: string, target: string): string => `
  type = "aspect"
  [[advice]]
  target = "${target}"
  around = { before = { id = "{step.id}-${mark}-in" }, after = { id = "{step.id}-${mark}-out" } }
`;

describe('aspects', () => {
  it('are woven in order: the first is the outermost, and later ones match what earlier ones inserted', async () => {
    const { order, findings } = await cookText({
      main: `
        [[steps]]
        id = "work"
        [[steps]]
        id = "end"
        needs = ["work"]
        [compose]
        aspects = ["one", "two"]
      `,
      one: around('1', 'work'),
      two: around('2', 'work*'),
    });
    expect(findings).toBe('');
    expect(order).toEqual([
      'work-1-in-2-in',
      'work-1-in <- work-1-in-2-in',
      'work-1-in-2-out <- work-1-in',
      'work-2-in <- work-1-in-2-out',
      'work <- work-2-in',
      'work-2-out <- work',
      'work-1-out-2-in <- work-2-out',
      'work-1-out <- work-1-out-2-in',
      'work-1-out-2-out <- work-1-out',
      'end <- work-1-out-2-out',
    ]);
  });

  it('match own advice, templates and bodies, and an expanded step by its old id', async () => {
    const { order, findings } = await cookText({
      main: `
        [[steps]]
        id = "grown"
        expand = "pair"
        [[steps]]
        id = "loop"
        loop = { count = 1, body = [{ id = "x" }] }
        [[advice]]
        target = "loop"
        before = { id = "own" }
        [compose]
        aspects = ["whole", "parts", "more"]
      `,
      pair: `
        type = "expansion"
        template = [{ id = "{target}.a" }, { id = "{target}.b", needs = ["{target}.a"] }]
      `,
      whole: around('whole', 'grown'),
      parts: around('part', 'grown.?'),
      more: around('more', '[ol]*n*'),
    });
    expect(findings).toBe('');
    expect(order).toEqual([
      'grown-whole-in',
      'grown.a-part-in <- grown-whole-in',
      'grown.a <- grown.a-part-in',
      'grown.a-part-out <- grown.a',
      'grown.b-part-in <- grown.a-part-out',
      'grown.b <- grown.b-part-in',
      'grown.b-part-out <- grown.b',
      'grown-whole-out <- grown.b-part-out',
      'own-more-in',
      'own <- own-more-in',
      'own-more-out <- own',
      'loop.iter1.x <- own-more-out',
    ]);
  });

  it('without a match change nothing, and say nothing', async () => {
    const { order, findings } = await cookText({
      main: `
        steps = [{ id = "a" }]
        compose.aspects = ["watch"]
      `,
      watch: around('w', 'implement'),
    });
    expect(findings).toBe('');
    expect(order).toEqual(['a']);
  });

  it('are refused when they are none, and told of once when they cannot be found', async () => {
    const { findings } = await cookText({
      main: `
        [[steps]]
        id = "a"
        needs = ["scan"]
        [compose]
        aspects = ["other", "wacht"]
      `,
      other: 'steps = [{ id = "x" }]',
      watch: around('w', '*'),
    });
    expect(
      findings,
    ).toBe(`error[GT5001]: "aspects" needs a formula of type "aspect", and "other" is of type "workflow"
 --> main.formula.toml:6:12
  |
6 | aspects = ["other", "wacht"]
  |            ^^^^^^^
  = help: the steps of a workflow are inherited by "extends"

error[GT1001]: no formula is named "wacht"
 --> main.formula.toml:6:21
  |
6 | aspects = ["other", "wacht"]
  |                     ^^^^^^^
  = help: did you mean "watch"?

2 errors
`);
  });

  it('bring expansions of their own', async () => {
    const { order } = await cookText({
      main: `
        steps = [{ id = "a" }]
        compose.aspects = ["watch"]
      `,
      watch: `
        type = "aspect"
        [vars]
        how = "well"
        [[advice]]
        target = "a"
        before = { id = "{step.id}-w", expand = "pair", expand_vars = { p = "{how}" } }
      `,
      pair: `
        type = "expansion"
        [vars.p]
        [[template]]
        id = "{target}.{p}"
      `,
    });
    expect(order).toEqual(['a-w.well', 'a <- a-w.well']);
  });
});

describe('an aspect that is cooked by itself', () => {
  it('has its advice checked, and no steps', async () => {
    const { order, findings, protomolecule } = await cookText({ watch: around('w', '*') });
    expect(findings).toBe('');
    expect(order).toEqual([]);
    expect(protomolecule.advice).toHaveLength(1);
  });

  it('is told what is wrong with its advice', async () => {
    const { findings } = await cookText({
      watch: `
        type = "aspect"
        [[advice]]
        target = "*"
        before = { id = "{step.id}-a", title = "{{feat}}", needs = ["{step.id}-b"] }
        [[advice]]
        after = { id = "{step.id}-c" }
      `,
    });
    expect(findings).toBe(`error[GT3002]: no variable "feat" is declared
 --> watch.formula.toml:5:41
  |
5 | before = { id = "{step.id}-a", title = "{{feat}}", needs = ["{step.id}-b"] }
  |                                         ^^^^^^^^
  = help: declare it in a table [vars.feat]

error[GT3001]: step "{step.id}-a" has "target-1-b" in "needs", but no step has that id
 --> watch.formula.toml:5:61
  |
5 | before = { id = "{step.id}-a", title = "{{feat}}", needs = ["{step.id}-b"] }
  |                                                             ^^^^^^^^^^^^^
  = help: did you mean "target-1-a" or "target-1"?

error[GT5010]: the advice does not say which steps it is for: it has no "target", and the formula no "pointcuts"
 --> watch.formula.toml:6:1
  |
6 | [[advice]]
  | ^^^^^^^^^^
  = help: a target of "*" means every step

3 errors
`);
  });
});
