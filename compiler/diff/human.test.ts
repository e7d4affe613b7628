import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';
import { diff } from './diff.js';
import { type DiffColors, renderDiff } from './human.js';

type Files = Parameters<typeof cookText>[0];

async function told(before: Files, after: Files, colors?: DiffColors): Promise<string> {
  const [a, b] = [await cookText(before), await cookText(after)];
  expect([a.findings, b.findings]).toEqual(['', '']);
  const side = (label: string) => ({ label, pathOf: (id: string) => id.replace('project:', `${label}/`) });
  return renderDiff(diff(a.protomolecule, b.protomolecule), side('A'), side('B'), colors);
}

const loop = (body: string, count = 127): string =>
  `[[steps]]\nid = "moves"\n[steps.loop]\nrange = "1..${count}"\nvar = "n"\n${body}`;
const BODY =
  '[[steps.loop.body]]\nid = "move"\ntitle = "Move {n}"\n[[steps.loop.body]]\nid = "look"\nneeds = ["move"]\n';

describe('the iterations of a loop', () => {
  it('are one line where the same has changed', async () => {
    expect(
      await told(loop(BODY), loop(BODY.replace('"Move', '"Shift').replace('"look"', '"look"\npriority = 1'))),
    ).toBe(`--- A  254 steps in 254 waves
+++ B  254 steps in 254 waves

steps
~ moves.iter1..iter127.move  (127 steps)
    at     - A/main:7:1
           + B/main:7:1
    title  - "Move 1"
           + "Shift 1"
             (in moves.iter1.move, and likewise in the others)
~ moves.iter1..iter127.look  (127 steps)
    at        - A/main:10:1
              + B/main:10:1
    priority  + 1

254 steps changed
`);
  });

  it('are one line where they came, and where their order changed', async () => {
    const text = await told(loop(BODY, 4), loop(BODY.replace('needs = ["move"]', ''), 6));
    expect(text).toContain('\n+ moves.iter5..iter6.move  (2 steps)\n');
    expect(text).toContain('\norder\n- moves.iter1..iter4.look waits for moves.iter1..iter4.move\n\n');
  });

  it('show the needs of all', async () => {
    const aspect =
      'type = "aspect"\nadvice = [{ target = "moves.*.look", before = { id = "{step.id}-scan" } }]';
    const text = await told(
      { main: loop(BODY, 3), watch: aspect },
      { main: `compose.aspects = ["watch"]\n${loop(BODY, 3)}`, watch: aspect },
    );
    expect(text).toContain(`
~ moves.iter1..iter3.look  (3 steps)
    at     - A/main:10:1
           + B/main:11:1
    needs  - moves.iter1..iter3.move
           + moves.iter1..iter3.look-scan
`);
    expect(text).toContain(`
+ moves.iter1..iter3.look-scan  (3 steps)
    at    B/watch:3:47
            woven in by "watch" B/main:2:20
`);
    expect(text).toContain(
      'the order of the steps that both have is the same, though 3 of them have other needs\n',
    );
  });
});

describe('a value that differs', () => {
  const step = (fields: string): string => `[[steps]]\nid = "a"\n${fields}`;

  it('is told by its lines, its items and its keys', async () => {
    const text = await told(
      step(`description = """
same
old 1
old 2
end"""
labels = ["x", "y"]
[steps.metadata]
owner = "Ada"
list = [1, 2]
[steps.gate]
type = "timer"
timeout = "1h"
`),
      step(`description = """
same
new
end"""
labels = ["y", "z"]
[steps.metadata]
owner = "Bob"
list = [2, 3]
more = { deep = true }
[steps.gate]
type = "timer"
timeout = "2h"
`),
    );
    expect(text).toBe(`--- A  1 step in 1 wave
+++ B  1 step in 1 wave

steps
~ a
    at                - A/main:2:1
                      + B/main:2:1
    gates[0].timeout  - "1h"
                      + "2h"
    description       - old 1
                      - old 2
                      + new
    labels            - x
                      + z
    metadata.list     - 1
                      + 3
    metadata.more     + {"deep":true}
    metadata.owner    - "Ada"
                      + "Bob"

1 step changed
`);
  });

  it('hides nothing that a terminal would obey', async () => {
    const text = await told(step('title = "plain"'), step('title = "\\u001b[31mred\\u202e"'));
    expect(text).toContain('+ "\\u001b[31mred\\u{202e}"\n');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
  });
});

it('tells what else differs, each under its heading', async () => {
  const formula = (mode: string, more: string): string =>
    `description = "${mode}"\nvars.mode = "${mode}"\n${more}\n[[steps]]\nid = "a"\ncondition = "{{mode}}"\n[[steps]]\nid = "b"\n`;
  expect(
    await told(formula('on', 'vars.old = 1'), formula('off', 'phase = "vapor"')),
  ).toBe(`--- A  2 steps in 1 wave
+++ B  1 step in 1 wave

formula
    description  - "on"
                 + "off"
    phase        + "vapor"

shape
~ mode
    value  - "on"
           + "off"

variables
- old
~ mode
    default  - "on"
             + "off"

steps
- a
    at    A/main:5:1

the formula itself changed; 1 shape value changed; 1 variable removed, 1 changed; 1 step removed
`);
});

it('tells a rename as one', async () => {
  const text = await told('steps = [{ id = "a", notes = "x" }]', 'steps = [{ id = "b", notes = "x" }]');
  expect(text).toContain('\n~ a -> b, probably renamed\n');
});

it('says what is the same, and what else is not', async () => {
  const text = 'steps = [{ id = "a" }]';
  expect(await told(text, text)).toBe('A and B say the same\n');
  expect(await told({ one: text }, { two: `\n# moved\n${text}` })).toBe(`A and B say the same
  their names differ: one, two
  1 step is written in another place
  their sources differ: project:two, project:one
`);
});

it('says when only the list is in another order', async () => {
  const text = await told('steps = [{ id = "a" }, { id = "b" }]', 'steps = [{ id = "b" }, { id = "a" }]');
  expect(text).toContain('\norder\n  what both have is listed in another order\n\nnothing else differs\n');
});

it('marks its lines with colours', async () => {
  const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
  const colors = { bold: mark('b'), red: mark('r'), green: mark('g'), cyan: mark('c'), dim: mark('d') };
  const text = await told(
    'steps = [{ id = "a" }, { id = "b", notes = "x" }]',
    'steps = [{ id = "a", notes = "y" }, { id = "c" }]',
    colors,
  );
  expect(text).toContain('<b>--- A  2 steps in 1 wave</b>\n');
  expect(text).toContain('<c>steps</c>\n<r>- b</r>\n');
  expect(text).toContain('    notes  <g>+ "y"</g>\n');
});
