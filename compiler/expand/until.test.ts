import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('a loop with until', () => {
  it('leaves a container with the first iteration inside, and the loop for the runtime', async () => {
    const { order, step, findings } = await cookText(`
      [[steps]]
      id = "plan"
      [[steps]]
      id = "polish"
      title = "Polish until it shines"
      needs = ["plan"]
      labels = ["loop"]
      [steps.loop]
      until = "review.output.verdict == 'good'"
      max = 4
      on_exhausted = "pass"
      [[steps.loop.body]]
      id = "edit"
      [[steps.loop.body]]
      id = "review"
      needs = ["edit"]
      [[steps]]
      id = "publish"
      needs = ["polish"]
    `);
    expect(findings).toBe('');
    expect(order).toEqual([
      'plan',
      'polish <- plan',
      'polish.iter1.edit in polish',
      'polish.iter1.review <- polish.iter1.edit in polish',
      'publish <- polish',
    ]);
    expect(step('polish')).toMatchObject({
      title: 'Polish until it shines',
      labels: ['loop'],
      loop: { until: "polish.iter1.review.output.verdict == 'good'", max: 4, on_exhausted: 'pass' },
    });
    expect(step('polish.iter1.edit')).toMatchObject({
      labels: ['loop'],
      origin: { via: [{ kind: 'iteration', by: 'polish', iteration: 1 }] },
    });
  });

  it('may stand in a template, which can be cooked by itself', async () => {
    const small =
      'template = [{ id = "{target}.a", loop = { until = "one", max = 2, body = [{ id = "b" }] } }]';
    expect((await cookText({ small })).order).toEqual(['main.a', 'main.a.iter1.b in main.a']);
    const expanded = await cookText({ main: 'steps = [{ id = "s", expand = "small" }]', small });
    expect(expanded.order).toEqual(['s.a', 's.a.iter1.b in s.a']);
  });

  it('can hold loops, and be the body of one', async () => {
    const { order, step, findings } = await cookText(`
      vars.rounds = 2
      [[steps]]
      id = "outer"
      [steps.loop]
      count = 2
      [[steps.loop.body]]
      id = "try"
      loop = { until = "x.status == 'closed'", max = "{{rounds}} + 1", body = [
        { id = "x", loop = { count = 2, body = [{ id = "y" }] } },
      ] }
    `);
    expect(findings).toBe('');
    expect(order).toEqual([
      'outer.iter1.try',
      'outer.iter1.try.iter1.x.iter1.y in outer.iter1.try',
      'outer.iter1.try.iter1.x.iter2.y <- outer.iter1.try.iter1.x.iter1.y in outer.iter1.try',
      'outer.iter2.try <- outer.iter1.try',
      'outer.iter2.try.iter1.x.iter1.y in outer.iter2.try',
      'outer.iter2.try.iter1.x.iter2.y <- outer.iter2.try.iter1.x.iter1.y in outer.iter2.try',
    ]);
    expect(step('outer.iter2.try').loop).toEqual({
      until: "outer.iter2.try.iter1.x.status == 'closed'",
      max: 3,
      on_exhausted: 'fail',
    });
  });

  it('must be stopped, and says so in one way', async () => {
    const findingsOf = async (loop: string): Promise<(string | undefined)[]> =>
      (await cookText(`steps = [{ id = "a", loop = { ${loop}, body = [{ id = "x" }] } }]`)).findings
        .split('\n')
        .filter((line) => line.startsWith('error'));
    expect(await findingsOf('until = "x.status == \'closed\'"')).toEqual([
      'error[GT2011]: the loop of step "a" needs "max": without it a condition that never comes true would repeat the body for ever',
    ]);
    expect(await findingsOf('until = "x.status == \'closed\'", max = 2, count = 2')).toEqual([
      'error[GT2010]: the loop of step "a" has both "count" and "until"',
    ]);
    expect(await findingsOf('until = "x.status == \'closed\'", max = 2, var = "i"')).toEqual([
      'error[GT2012]: "var" of the loop of step "a" would have no effect: how often a loop with "until" runs is known only while it does',
    ]);
    expect(await findingsOf('count = 2, max = 2, on_exhausted = "pass"')).toEqual([
      'error[GT2012]: "max" of the loop of step "a" would have no effect: only a loop with "until" has to be stopped',
      'error[GT2012]: "on_exhausted" of the loop of step "a" would have no effect: only a loop with "until" can run out of iterations',
    ]);
    expect(await findingsOf('until = "y.status == \'closed\'", max = 2')).toEqual([
      'error[GT3001]: a condition has "y" in "until", but no step has that id',
    ]);
    expect(await findingsOf('until = "x.status == \'closed\'", max = "1 - 1"')).toEqual([
      'error[GT5011]: the loop "a" may run 0 times at the most',
    ]);
  });

  it('needs ids of its own for each iteration, of what is inserted too', async () => {
    const { findings } = await cookText({
      main: `
        compose.aspects = ["scans"]
        [[steps]]
        id = "try"
        loop = { until = "x.status == 'closed'", max = 2, body = [{ id = "x" }] }
      `,
      scans:
        'type = "aspect"\nadvice = [{ target = "*.x", before = { id = "scan" }, after = { id = "{step.id}-scan" } }]',
    });
    expect(findings).toBe(`error[GT5009]: the id "scan" would stand for several steps
 --> scans.formula.toml:3:45
  |
3 | advice = [{ target = "*.x", before = { id = "scan" }, after = { id = "{step.id}-scan" } }]
  |                                             ^^^^^^
  = note: woven in by "scans"
    --> main.formula.toml:2:20
  = help: what is inserted more than once needs an id of its own each time: begin the id with {step.id}

1 error
`);
  });

  it('cannot be replaced, but what is in it can', async () => {
    const files = (target: string): Record<string, string> => ({
      main: `
        compose.expand = [{ target = "${target}", with = "two" }]
        [[steps]]
        id = "try"
        loop = { until = "x.status == 'closed'", max = 2, body = [{ id = "x" }] }
      `,
      two: 'type = "expansion"\ntemplate = [{ id = "{target}.a" }, { id = "{target}.b" }]',
    });
    const { order, findings } = await cookText(files('try.iter1.x'));
    expect(findings).toBe('');
    expect(order).toEqual(['try', 'try.iter1.x.a in try', 'try.iter1.x.b in try']);
    expect((await cookText(files('try'))).findings).toBe(`error[GT2010]: step "try" has both "loop" and "with"
 --> main.formula.toml:2:44
  |
2 | compose.expand = [{ target = "try", with = "two" }]
  |                                            ^^^^^
  = help: an expansion takes the place of the whole step; expand one of the steps of its body instead

1 error
`);
  });
});
