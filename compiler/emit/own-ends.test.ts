import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

/** The code, the place and what is underlined, of each finding. */
async function findings(files: string | Record<string, string>): Promise<string[]> {
  const cooked = await cookText(files);
  return cooked.findings
    .split('\n\n')
    .filter((finding) => /^(?:error|warning)\[/.test(finding))
    .map((finding) => {
      const [head = '', , , line = '', marks = ''] = finding.split('\n');
      return `${head.slice(6, 12)} ${line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)}`;
    });
}

const gated = (condition: string, type = 'condition'): string => `
  [[steps]]
  id = "first"
  [[steps]]
  id = "box"
  [[steps.children]]
  id = "a"
  needs = ["first"]
  gate = { type = "${type}", condition = '''${condition}''' }
  [[steps.children]]
  id = "peer"
  [[steps]]
  id = "b"
  needs = ["a"]
  [[steps]]
  id = "c"
  needs = ["b"]
  [[steps]]
  id = "far"
  needs = ["box"]
  [[steps]]
  id = "out"
  condition = "false"
  needs = ["a"]`;

describe('a gate', () => {
  it.each([
    ['b.status == pass', ['GT6005 b']],
    ['c.output.x', ['GT6005 c']],
    ['step(c).status != fail', ['GT6005 c']],
    ['!c.output.x', ['GT6005 c']],
    ['far.status in [closed, pass]', ['GT6005 far']],
    // The container that it is in ends after it.
    ['box.status == closed', ['GT6005 box']],
    ['flag && b.status == pass', ['GT6005 b']],
    ['b.status == pass || c.output.x == 2', ['GT6005 b']],
    ['(flag || b.status == pass) && c.status == pass', ['GT6005 c']],
    // What can be told without them.
    ['flag || b.status == pass', []],
    ['!(flag && b.status == pass)', []],
    ['b.status == open', []],
    ['b.status in [ready, pass]', []],
    // What does not wait for it.
    ['first.status == pass && peer.output.x', []],
    // What is not there waits for nothing.
    ['out.status == skipped', []],
    ['out.output.x', []],
    // A question about several steps may be settled by some of them.
    ['children(box).any(status == pass)', []],
    ['children(box).all(status == pass)', []],
    ['steps.closed >= 3', []],
  ])('%s', async (text, found) => {
    expect(await findings(gated(text))).toEqual(found);
  });

  it('of the type conditional is also decided by what is false', async () => {
    expect(await findings(gated('flag && b.status == pass', 'conditional'))).toEqual([]);
    expect(await findings(gated('flag || b.status == pass', 'conditional'))).toEqual([]);
    expect(await findings(gated('b.status == pass', 'conditional'))).toEqual(['GT6005 b']);
  });

  it('is told with the needs by which the step that it asks waits for it', async () => {
    expect((await cookText(gated('c.status == pass'))).findings).toBe(`\
error[GT6005]: the gate of step "a" can never open: it asks how "c" ends, which waits for "a"
 --> main.formula.toml:9:45
  |
9 | gate = { type = "condition", condition = '''c.status == pass''' }
  |                                             ^
  = note: "c" needs "b"
    --> main.formula.toml:17:10
  = note: "b" needs "a"
    --> main.formula.toml:14:10
  = help: ask a step that does not wait for "a", or move the gate to a step that comes later

1 error
`);
  });

  it('may be laid by compose.gate, and on a step that was replaced', async () => {
    const main = `
      [[steps]]
      id = "t"
      expand = "f"
      [[steps]]
      id = "b"
      needs = ["t"]
      [[compose.gate]]
      before = "t"
      condition = "{{go}} == yes && t.2.status == pass"
      [vars.go]
      default = "no"`;
    const f = `
      [[template]]
      id = "{target}.1"
      [[template]]
      id = "{target}.2"`;
    expect(await findings({ main, f })).toEqual(['GT6005 t.2']);
    expect(await findings({ main: main.replace('t.2.status', 'b.status'), f })).toEqual(['GT6005 b']);
  });

  it('may ask what stands before it by advice, and not what stands behind it', async () => {
    const text = (asked: string): string => `
      [[steps]]
      id = "a"
      gate = { type = "condition", condition = "${asked}.status == pass" }
      [[advice]]
      target = "a"
      before = { id = "{step.id}-before" }
      after = { id = "{step.id}-after" }`;
    expect(await findings(text('a-before'))).toEqual([]);
    expect(await findings(text('a-after'))).toEqual(['GT6005 a-after']);
  });

  it('is told once of all iterations of a loop', async () => {
    const text = `
      [[steps]]
      id = "l"
      [steps.loop]
      count = 3
      [[steps.loop.body]]
      id = "x"
      gate = { type = "condition", condition = "y.status == pass" }
      [[steps.loop.body]]
      id = "y"
      needs = ["x"]`;
    expect(await findings(text)).toEqual(['GT6005 y']);
  });

  it('says nothing where steps wait for each other anyway', async () => {
    const text = gated('b.status == pass').replace('needs = ["first"]', 'needs = ["b"]');
    expect(await findings(text)).toEqual([expect.stringMatching(/^GT6002/)]);
  });
});

describe('a loop', () => {
  const loop = (until: string): string => `
    [[steps]]
    id = "before"
    [[steps]]
    id = "box"
    [[steps.children]]
    id = "l"
    [steps.children.loop]
    until = '''${until}'''
    max = 3
    [[steps.children.loop.body]]
    id = "x"
    [[steps.children.loop.body]]
    id = "y"
    needs = ["x"]
    [[steps]]
    id = "after"
    needs = ["l"]`;

  it.each([
    ['y.status == pass', []],
    ['output.done', []],
    ['step.status == pass && l.output.done', []],
    ['before.status == pass', []],
    ['after.status == pass', ['GT6005 after']],
    ['box.status == pass', ['GT6005 box']],
    ['y.status == pass && after.output.x', ['GT6005 after']],
    ['y.status == pass || after.output.x', []],
    ['after.status == open', []],
  ])('until %s', async (until, found) => {
    expect(await findings(loop(until))).toEqual(found);
  });

  it('cannot be asked for its end by a gate in it', async () => {
    const text = loop('y.status == pass').replace(
      'needs = ["x"]',
      'gate = { type = "condition", condition = "l.status == pass" }',
    );
    expect(await findings(text)).toEqual(['GT6005 l']);
  });
});
