import { describe, expect, it } from 'vitest';
import { runOne, unmetOf } from '../testing/tested.js';

const MINUTE = 60_000;

describe('a formula under test', () => {
  it('has time pass for its gates, and people who open them at once unless it is said', async () => {
    const formula =
      '[[steps]]\nid = "wait"\ngate = { type = "timer", timeout = "2h" }\n[[steps]]\nid = "ask"\ngate = { type = "human" }\n';
    const at = async (gates: string, more = ''): Promise<unknown[]> => {
      const outcome = await runOne(formula, `${gates}\n[test.expect]\noutcome = "pass"\n${more}`);
      return [outcome.took / MINUTE, ...unmetOf(outcome)];
    };
    expect(await at('')).toEqual([121]);
    expect(await at('[test.gates]\nask = "1d"')).toEqual([1441]);
    expect(await at('[test.gates]\n"*" = "open"')).toEqual([1]);
    expect(await at('[test.gates]\nask = "close"', 'not_run = ["ask"]')).toEqual([
      121,
      'the molecule ends pass: it is open',
    ]);
  });

  it('attaches a formula for each item of an output', async () => {
    const outcome = await runOne(
      {
        main: `[[steps]]
id = "survey"
[steps.output]
type = "object"
required = ["rooms"]
[steps.output.properties.rooms]
type = "array"
items = { type = "string" }
[steps.on_complete]
for_each = "output.rooms"
bond = "room"
vars = { room = "{item}" }
[[steps]]
id = "leave"
needs = ["survey"]
waits_for = "all-children"
`,
        room: 'vars.room = "?"\n[[steps]]\nid = "clean"\ntitle = "Clean {{room}}"\n',
      },
      `[test.steps.survey]
output = { rooms = ["hall", "attic"] }
[test.steps."survey.item2.*"]
takes = "1h"
[test.expect]
outcome = "pass"
order = ["survey.item1.clean < leave", "survey.item*.clean < leave"]
attempts = { "survey.item*.clean" = 1 }
not_run = ["survey.item3.clean"]
`,
    );
    expect([unmetOf(outcome), outcome.took]).toEqual([[], 62 * MINUTE]);
  });

  it('fails an attempt whose output does not fit', async () => {
    const outcome = await runOne(
      '[[steps]]\nid = "a"\n[steps.output]\ntype = "object"\nrequired = ["n"]\n',
      '[test.steps.a]\noutput = { m = 1 }\n[test.expect]\noutcomes = { a = "pass" }',
    );
    expect(unmetOf(outcome)).toEqual(['"a" is pass: it is fail']);
    expect(outcome.trace.join('\n')).toContain('does not fit its schema');
  });

  it('sees the flags, the environment and the files that the test says', async () => {
    const formula = ['ready == "yes"', 'env.CI == "yes"', 'file.exists("go.txt")']
      .map(
        (condition, at) =>
          `[[steps]]\nid = "s${at}"\ngate = { type = "condition", condition = '${condition}' }\n`,
      )
      .join('');
    const none = await runOne(formula, '[test.expect]\noutcome = "pass"');
    expect(unmetOf(none)).toEqual(['the molecule ends pass: it is open']);
    const all = await runOne(
      formula,
      'flags = { ready = true }\nenv = { CI = "yes" }\nfiles = ["go.txt"]\n[test.expect]\noutcome = "pass"',
    );
    expect(unmetOf(all)).toEqual([]);
  });

  it('has its digest looked at, also where it would squash itself', async () => {
    const outcome = await runOne(
      'phase = "vapor"\n[vars.who]\ndefault = "ann"\n[squash]\ntrigger = "on_complete"\ntemplate_type = "operational"\n[[steps]]\nid = "a"\n',
      '[test.expect]\noutcomes = { a = "pass" }\ndigest = { kind = "operational", phase = "vapor", steps = 2, formula = "other", values = { who = "bob" } }',
    );
    expect(unmetOf(outcome)).toEqual([
      'the digest has steps = 2: it has 1',
      'the digest has formula = "other": it has "main"',
      'the digest has "bob" for the variable "who": it has "ann"',
    ]);
  });

  it('is refused, or is not', async () => {
    const aspect = '[[advice]]\ntarget = "a"\nbefore = { id = "w" }\n';
    const run = async (formula: string, test: string): Promise<string[]> =>
      unmetOf(await runOne(formula, test));
    const step = '[[steps]]\nid = "a"\n';
    expect(await run(aspect, '[test.expect]\nrefused = "GT8203"')).toEqual([]);
    expect(await run(step, '[test.expect]\nrefused = "GT8203"')).toEqual([
      'it is refused with GT8203: it is cooked and poured',
    ]);
    const asking = `${step}title = "{{x}}"\n[vars.x]\nrequired = true\n`;
    expect(await run(asking, '[test.expect]\noutcome = "pass"')).toEqual([
      expect.stringMatching(/^it is cooked and poured: GT3009 .*"x"/),
    ]);
    expect(await run(`${step}needs = ["b"]\n`, '[test.expect]\nrefused = "GT3009"')).toEqual([
      'it is refused with GT3009: GT3001 step "a" has "b" in "needs", but no step has that id (main.formula.toml:4:10)',
    ]);
  });

  it('knows what order means', async () => {
    const formula = '[[steps]]\nid = "a"\n[[steps]]\nid = "b"\n[[steps]]\nid = "c"\nneeds = ["a", "b"]\n';
    const run = async (order: string, script = ''): Promise<string[]> =>
      unmetOf(await runOne(formula, `${script}\n[test.expect]\norder = ["${order}"]`));
    expect(await run('a < c')).toEqual([]);
    expect(await run('[ab] < c')).toEqual([]);
    expect(await run('a < b')).toEqual([
      '"a" ends before "b" begins: "b" begins, and "a" has not ended by then',
    ]);
    expect(await run('c < a')).toEqual([
      '"c" ends before "a" begins: "a" begins, and "c" has not ended by then',
    ]);
    expect(await run('a < c', '[test.steps.b]\noutcome = "fail"')).toEqual([
      '"a" ends before "c" begins: "c" never begins',
    ]);
  });
});
