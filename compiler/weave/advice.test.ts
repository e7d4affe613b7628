import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const PAIR = `
  type = "expansion"
  template = [{ id = "{target}.a" }, { id = "{target}.b", needs = ["{target}.a"] }]
`;

describe('advice', () => {
  it('before takes over the needs, after holds the dependents, around does both; lists run in order', async () => {
    const { order, findings } = await cookText(`
      [[steps]]
      id = "start"
      [[steps]]
      id = "work"
      needs = ["start"]
      [[steps]]
      id = "end"
      needs = ["work"]
      [[advice]]
      target = "work"
      before = [{ id = "b1" }, { id = "b2" }]
      after = { id = "a1" }
      [advice.around]
      before = { id = "b3" }
      after = [{ id = "a2" }, { id = "a3", needs = ["start"] }]
    `);
    expect(findings).toBe('');
    expect(order).toEqual([
      'start',
      'b1 <- start',
      'b2 <- b1',
      'b3 <- b2',
      'work <- b3',
      'a1 <- work',
      'a2 <- a1',
      'a3 <- start, a2',
      'end <- a3',
    ]);
  });

  it('of an earlier rule is outside that of a later one, and rules do not match what others insert', async () => {
    const { order } = await cookText(`
      [[steps]]
      id = "work"
      [[steps]]
      id = "end"
      needs = ["work"]
      [[advice]]
      target = "*"
      before = { id = "{step.id}-outer-before" }
      [[advice]]
      target = "work*"
      around = { before = { id = "inner-before" }, after = { id = "inner-after" } }
      [[advice]]
      target = "work"
      after = { id = "innermost-after" }
    `);
    expect(order).toEqual([
      'work-outer-before',
      'inner-before <- work-outer-before',
      'work <- inner-before',
      'innermost-after <- work',
      'inner-after <- innermost-after',
      'end-outer-before <- inner-after',
      'end <- end-outer-before',
    ]);
  });

  it('goes around what replaces the step: ahead of all entries, after all exits', async () => {
    const { order, findings } = await cookText({
      main: `
        [[steps]]
        id = "start"
        [[steps]]
        id = "loop"
        needs = ["start"]
        loop = { count = 2, body = [{ id = "x" }, { id = "y" }] }
        [[steps]]
        id = "grown"
        needs = ["loop"]
        expand = "pair"
        [[steps]]
        id = "end"
        needs = ["grown"]
        [[advice]]
        target = "loop"
        around = { before = { id = "{step.id}-before" }, after = { id = "{step.id}-after" } }
        [[advice]]
        target = "grown"
        around = { before = { id = "{step.id}-before" }, after = { id = "{step.id}-after" } }
      `,
      pair: PAIR,
    });
    expect(findings).toBe('');
    expect(order).toEqual([
      'start',
      'loop-before <- start',
      'loop.iter1.x <- loop-before',
      'loop.iter1.y <- loop-before',
      'loop.iter2.x <- loop.iter1.x, loop.iter1.y',
      'loop.iter2.y <- loop.iter1.x, loop.iter1.y',
      'loop-after <- loop.iter2.x, loop.iter2.y',
      'grown-before <- loop-after',
      'grown.a <- grown-before',
      'grown.b <- grown.a',
      'grown-after <- grown.b',
      'end <- grown-after',
    ]);
  });

  it('goes around containers, and stays inside containers and loops with the steps in them', async () => {
    const { order, findings } = await cookText(`
      [[steps]]
      id = "box"
      children = [{ id = "child" }, { id = "sibling", needs = ["child"] }]
      [[steps]]
      id = "loop"
      needs = ["box"]
      loop = { count = 2, body = [{ id = "x" }] }
      [[advice]]
      target = "box"
      before = { id = "before-box" }
      after = { id = "after-box" }
      [[advice]]
      target = "child"
      after = { id = "after-child" }
      [[advice]]
      target = "loop.iter2.x"
      before = { id = "before-x2" }
    `);
    expect(findings).toBe('');
    expect(order).toEqual([
      'before-box',
      'box <- before-box',
      'child in box',
      'after-child <- child in box',
      'sibling <- after-child in box',
      'after-box <- box',
      'loop.iter1.x <- after-box',
      'before-x2 <- loop.iter1.x',
      'loop.iter2.x <- before-x2',
    ]);
  });

  it('can insert loops, containers and steps that expand', async () => {
    const { order, findings } = await cookText({
      main: `
        [[steps]]
        id = "work"
        [[advice]]
        target = "work"
        before = [{ id = "box", children = [{ id = "x" }] }, { id = "l", loop = { count = 2, var = "i", body = [{ id = "{step.id}-{i}" }] } }]
        after = { id = "tidy", expand = "pair" }
      `,
      pair: PAIR,
    });
    expect(findings).toBe('');
    expect(order).toEqual([
      'box',
      'x in box',
      'l.iter1.work-1 <- box',
      'l.iter2.work-2 <- l.iter1.work-1',
      'work <- l.iter2.work-2',
      'tidy.a <- work',
      'tidy.b <- tidy.a',
    ]);
  });

  it('is itself what names of inserted steps mean; a step may need the one it was inserted for', async () => {
    const { order, findings } = await cookText(`
      [[steps]]
      id = "other"
      needs = ["scan"]
      [[steps]]
      id = "work"
      [[advice]]
      target = "work"
      after = [{ id = "scan", needs = ["work"] }, { id = "report" }]
    `);
    expect(findings).toBe('');
    expect(order).toEqual(['work', 'scan <- work', 'other <- scan', 'report <- scan']);
  });

  it('may be named by the step that it is for, in every layer', async () => {
    const { order, findings } = await cookText(`
      [[steps]]
      id = "start"
      [[steps]]
      id = "work"
      needs = ["start", "scan", "look"]
      [[advice]]
      target = "work"
      before = { id = "scan" }
      [[advice]]
      target = "work"
      before = { id = "look", needs = ["scan"] }
    `);
    expect(findings).toBe('');
    expect(order).toEqual(['start', 'scan <- start', 'look <- scan', 'work <- look']);
  });

  it('that comes after a step cannot be what the step needs, nor the step what comes before it', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "a"
      needs = ["after-a"]
      [[steps]]
      id = "b"
      [[advice]]
      target = "a"
      after = { id = "after-a" }
      [[advice]]
      target = "b"
      before = { id = "before-b", needs = ["b"] }
    `);
    expect(findings.match(/^error.*$/gm)).toEqual([
      'error[GT6002]: these steps wait for each other: a -> after-a -> a',
      'error[GT6002]: these steps wait for each other: before-b -> b -> before-b',
    ]);
  });

  it('knows {step.id}, {step.title} and {step.description}, with what is bound in them', async () => {
    const { protomolecule } = await cookText(`
      [vars]
      feature = "f"
      [[steps]]
      id = "loop"
      [steps.loop]
      count = 1
      var = "i"
      body = [{ id = "run-tests", description = "Round {i} of {{feature}}" }]
      [[advice]]
      target = "loop.*"
      before = { id = "{step.id}-pre", title = "Before {step.title}", description = "{step.description} ({i}, {step.focus})" }
    `);
    const [inserted] = protomolecule.steps;
    expect(inserted).toMatchObject({
      id: 'loop.iter1.run-tests-pre',
      title: 'Before Run tests',
      description: 'Round 1 of {{feature}} ({i}, {step.focus})',
    });
  });

  it('with an id that several targets would share is refused', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "a"
      [[steps]]
      id = "b"
      [[advice]]
      target = "*"
      before = { id = "scan" }
    `);
    expect(findings).toBe(`error[GT5009]: the id "scan" would stand for several steps
 --> main.formula.toml:8:17
  |
8 | before = { id = "scan" }
  |                 ^^^^^^
  = help: what is inserted more than once needs an id of its own each time: put {step.id} into the id

1 error
`);
  });

  it('with the id of a step is refused', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "a"
      [[advice]]
      target = "a"
      before = { id = "{step.id}" }
    `);
    expect(findings).toBe(`error[GT6001]: two steps have the id "a"
 --> main.formula.toml:6:17
  |
6 | before = { id = "{step.id}" }
  |                 ^^^^^^^^^^^
  = note: the first is here
    --> main.formula.toml:3:6
  = help: ids are unique in the whole formula, children included; rename one of them

1 error
`);
  });

  it('that names no target in a formula without pointcuts, or an unknown one, is refused', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "a"
      [[advice]]
      before = { id = "x" }
      [[advice]]
      target = "aa"
      before = { id = "y" }
      [[advice]]
      target = "aa*"
      before = { id = "z" }
    `);
    expect(
      findings,
    ).toBe(`error[GT5010]: the advice does not say which steps it is for: it has no "target", and the formula no "pointcuts"
 --> main.formula.toml:4:1
  |
4 | [[advice]]
  | ^^^^^^^^^^
  = help: a target of "*" means every step

error[GT3001]: the advice has "aa" in "target", but no step has that id
 --> main.formula.toml:7:10
  |
7 | target = "aa"
  |          ^^^^
  = help: did you mean "a"?

2 errors
`);
  });

  it('is put around a step 256 times at the most', async () => {
    const rules = (count: number): string =>
      `steps = [{ id = "a" }]\n${Array.from({ length: count }, (_, n) => `[[advice]]\ntarget = "a"\nbefore = { id = "b${n}" }\n`).join('')}`;
    const most = await cookText(rules(256));
    expect(most.findings).toBe('');
    expect(most.order.slice(-2)).toEqual(['b255 <- b254', 'a <- b255']);
    const { findings } = await cookText(rules(258));
    expect(findings).toBe(`error[GT5016]: more than 256 pieces of advice are put around "a" (MAX_ADVICE_DEPTH)
   --> main.formula.toml:771:1
    |
771 | [[advice]]
    | ^^^^^^^^^^
    = help: one rule can insert several steps: "before" and "after" take lists

1 error
`);
  });
});
