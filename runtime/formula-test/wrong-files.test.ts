import { expect, it } from 'vitest';
import { renderHuman } from '../../compiler/diagnostics/human.js';
import { runTests } from '../testing/tested.js';

const FORMULA = '[[steps]]\nid = "design"\n[[steps]]\nid = "build"\nneeds = ["design"]\n';

/** What is printed of a file in which something is wrong. */
async function printed(tests: string | Uint8Array, formulas: string = FORMULA): Promise<string> {
  const { diagnostics } = await runTests(formulas, tests);
  return renderHuman(diagnostics);
}

it('tells of every key and word that means nothing, where it stands', async () => {
  const tests = `formulla = "main"

[[test]]
name = "first"
presets = "quick"
vars = { n = [1] }
phase = "solid"

[test.steps.design]
outcome = "pas"
attempts = ["fail", "cresh"]
takes = "soon"
ouptut = 1

[test.steps.build]
outcome = "crash"

[test.gates]
build = "ajar"

[test.expect]
outcome = "passed"
order = ["design", "a < < b"]
outcomes = { design = "skip" }
attempts = { design = -1 }
not_ran = ["build"]
digest = { step = 3 }
refused = "GT0000"

[[test]]
name = "first"

[test.expect]

[[test]]
expect = 3
`;
  expect(await printed(tests)).toMatchInlineSnapshot(`
    "error[GT2001]: unknown key "formulla" in a file of formula tests
     --> main.formula-test.toml:1:1
      |
    1 | formulla = "main"
      | ^^^^^^^^
      = help: did you mean "formula"?
      = fix: rename to "formula"

    error[GT2001]: unknown key "presets" in [[test]]
     --> main.formula-test.toml:5:1
      |
    5 | presets = "quick"
      | ^^^^^^^
      = help: did you mean "preset"?
      = fix: rename to "preset"

    error[GT2002]: "n" must be a text, a number, true or false, not a list
     --> main.formula-test.toml:6:14
      |
    6 | vars = { n = [1] }
      |              ^^^

    error[GT2004]: "solid" is not a value of "phase"
     --> main.formula-test.toml:7:9
      |
    7 | phase = "solid"
      |         ^^^^^^^
      = help: it is one of "liquid" or "vapor"

    error[GT2004]: "pas" is not a value of "outcome"
      --> main.formula-test.toml:10:11
       |
    10 | outcome = "pas"
       |           ^^^^^
       = help: did you mean "pass"? it is one of "pass", "fail", "skip", "crash", "hang" or "late"

    error[GT2004]: "cresh" is not a value of "attempts"
      --> main.formula-test.toml:11:21
       |
    11 | attempts = ["fail", "cresh"]
       |                     ^^^^^^^
       = help: did you mean "crash"? it is one of "pass", "fail", "skip", "crash", "hang" or "late"

    error[GT2013]: "takes" is "soon", which is not a duration
      --> main.formula-test.toml:12:9
       |
    12 | takes = "soon"
       |         ^^^^^^
       = help: a duration is a number and a unit (s, m, h, d, w), such as "90s", "30m" or "1h30m"

    error[GT2001]: unknown key "ouptut" in [test.steps.design]
      --> main.formula-test.toml:13:1
       |
    13 | ouptut = 1
       | ^^^^^^
       = help: did you mean "output"?
       = fix: rename to "output"

    error[GT2005]: "outcome" is "crash" for every attempt, which never ends; write attempts = ["crash"]
      --> main.formula-test.toml:16:11
       |
    16 | outcome = "crash"
       |           ^^^^^^^

    error[GT2005]: "build" is "ajar"; a gate can "open", "close" (it stays closed), or open after a duration such as "2h"
      --> main.formula-test.toml:19:9
       |
    19 | build = "ajar"
       |         ^^^^^^

    error[GT2010]: [test.expect] has both "refused" and "outcome"
      --> main.formula-test.toml:22:1
       |
    22 | outcome = "passed"
       | ^^^^^^^
       = help: a formula that is refused has no molecule of which anything could hold

    error[GT2004]: "passed" is not a value of "outcome"
      --> main.formula-test.toml:22:11
       |
    22 | outcome = "passed"
       |           ^^^^^^^^
       = help: did you mean "pass"? it is one of "pass", "fail", "skipped", "cancelled", "open" or "stalled"

    error[GT2005]: "order" has "design", which is not of the form "first < second"
      --> main.formula-test.toml:23:10
       |
    23 | order = ["design", "a < < b"]
       |          ^^^^^^^^

    error[GT2005]: "order" has "a < < b", which is not of the form "first < second"
      --> main.formula-test.toml:23:20
       |
    23 | order = ["design", "a < < b"]
       |                    ^^^^^^^^^

    error[GT2004]: "skip" is not a value of "design"
      --> main.formula-test.toml:24:23
       |
    24 | outcomes = { design = "skip" }
       |                       ^^^^^^
       = help: it is one of "pass", "fail", "skipped", "cancelled" or "open"

    error[GT2002]: "design" must be a whole number, not the number -1
      --> main.formula-test.toml:25:23
       |
    25 | attempts = { design = -1 }
       |                       ^^

    error[GT2001]: unknown key "not_ran" in [test.expect]
      --> main.formula-test.toml:26:1
       |
    26 | not_ran = ["build"]
       | ^^^^^^^
       = help: did you mean "not_run"?
       = fix: rename to "not_run"

    error[GT2001]: unknown key "step" in [test.expect.digest]
      --> main.formula-test.toml:27:12
       |
    27 | digest = { step = 3 }
       |            ^^^^
       = help: did you mean "steps"?
       = fix: rename to "steps"

    error[GT2005]: "refused" is "GT0000", and there is no such code; such are GT3009 and GT8203
      --> main.formula-test.toml:28:11
       |
    28 | refused = "GT0000"
       |           ^^^^^^^^

    error[GT2005]: "name" is "first", as that of a test above
      --> main.formula-test.toml:31:8
       |
    31 | name = "first"
       |        ^^^^^^^

    error[GT2005]: "expect" is empty: a test that expects nothing always passes
      --> main.formula-test.toml:33:1
       |
    33 | [test.expect]
       | ^^^^^^^^^^^^^

    error[GT2003]: [[test]] has no "name"
      --> main.formula-test.toml:35:1
       |
    35 | [[test]]
       | ^^^^^^^^

    error[GT2002]: "expect" must be a table, not the number 3
      --> main.formula-test.toml:36:10
       |
    36 | expect = 3
       |          ^

    23 errors
    "
  `);
});

it('tells of steps that there are not, with those that may have been meant', async () => {
  const tests = `[[test]]
name = "first"

[test.steps.desing]
outcome = "fail"

[test.gates]
build = "open"

[test.expect]
order = ["design < biuld"]
outcomes = { "x.*" = "pass" }
not_run = ["build.item1"]
`;
  expect(await printed(tests)).toMatchInlineSnapshot(`
    "error[GT3001]: the test "first" has "desing" in "steps", but no step has that id
     --> main.formula-test.toml:4:13
      |
    4 | [test.steps.desing]
      |             ^^^^^^
      = help: did you mean "design"?

    error[GT2005]: "build" stands in "gates", and has no gate
     --> main.formula-test.toml:8:1
      |
    8 | build = "open"
      | ^^^^^

    error[GT3001]: the test "first" has "biuld" in "order", but no step has that id
      --> main.formula-test.toml:11:10
       |
    11 | order = ["design < biuld"]
       |          ^^^^^^^^^^^^^^^^
       = help: did you mean "build"?

    error[GT3001]: the test "first" has "x.*" in "outcomes", but no step has that id
      --> main.formula-test.toml:12:14
       |
    12 | outcomes = { "x.*" = "pass" }
       |              ^^^^^

    error[GT3001]: the test "first" has "build.item1" in "not_run", but no step has that id
      --> main.formula-test.toml:13:12
       |
    13 | not_run = ["build.item1"]
       |            ^^^^^^^^^^^^^

    5 errors
    "
  `);
});

it('tells of scripts that would have no effect', async () => {
  const formula = '[[steps]]\nid = "a"\n[[steps.children]]\nid = "b"\n';
  const tests = `[[test]]
name = "first"
steps.a.outcome = "fail"
expect.outcome = "pass"
`;
  expect(await printed(tests, formula)).toMatchInlineSnapshot(`
    "error[GT2005]: "a" stands in "steps", and nobody works on it: it ends by itself
     --> main.formula-test.toml:3:7
      |
    3 | steps.a.outcome = "fail"
      |       ^

    1 error
    "
  `);
  const refused = `[[test]]
name = ""
steps.a.outcome = "fail"
expect.refused = "GT8203"
`;
  expect(await printed(refused)).toMatchInlineSnapshot(`
    "error[GT2005]: "name" is empty
     --> main.formula-test.toml:2:8
      |
    2 | name = ""
      |        ^^

    error[GT2010]: [[test]] has both "refused" and "steps"
     --> main.formula-test.toml:3:1
      |
    3 | steps.a.outcome = "fail"
      | ^^^^^
      = help: nothing of a formula that is refused is ever done

    2 errors
    "
  `);
});

it('tells of a refusal that would leave nothing to expect, and of a formula that is not there', async () => {
  const tests = '[[test]]\nname = "first"\nexpect = { refused = "GT8203", outcome = "pass" }\n';
  expect(await printed(tests)).toMatchInlineSnapshot(`
    "error[GT2010]: [test.expect] has both "refused" and "outcome"
     --> main.formula-test.toml:3:32
      |
    3 | expect = { refused = "GT8203", outcome = "pass" }
      |                                ^^^^^^^
      = help: a formula that is refused has no molecule of which anything could hold

    1 error
    "
  `);
  const other = 'formula = "mian"\n[[test]]\nname = "first"\nexpect = { outcome = "pass" }\n';
  expect(await printed(other)).toMatchInlineSnapshot(`
    "error[GT1001]: no formula is named "mian"
     --> main.formula-test.toml:1:11
      |
    1 | formula = "mian"
      |           ^^^^^^
      = help: did you mean "main"?

    1 error
    "
  `);
});

it('tells of what is no file of tests at all', async () => {
  expect(await printed('[[test]\n')).toMatchInlineSnapshot(`
    "error[GT1004]: not valid TOML: the header is not closed
     --> main.formula-test.toml:2:1
      |
    2 |
      | ^
      = help: write it as [name] or, for one of a list, [[name]]

    1 error
    "
  `);
  expect(await printed('')).toMatchInlineSnapshot(`
    "error[GT2003]: a file of formula tests has no "test"
     --> main.formula-test.toml:1:1
      |
    1 |
      | ^

    1 error
    "
  `);
  expect(await printed('test = []')).toMatchInlineSnapshot(`
    "error[GT2005]: "test" is empty
     --> main.formula-test.toml:1:8
      |
    1 | test = []
      |        ^^

    1 error
    "
  `);
  expect(await printed('test = ["a"]')).toMatchInlineSnapshot(`
    "error[GT2002]: "test" must be a list of tables, not "a"
     --> main.formula-test.toml:1:9
      |
    1 | test = ["a"]
      |         ^^^

    1 error
    "
  `);
  expect(await printed(new Uint8Array([0x61, 0xff]))).toMatchInlineSnapshot(`
    "error[GT1003]: the file is not valid UTF-8: byte 2 of the file (0xff) never occurs in UTF-8; the file may be UTF-16
     --> main.formula-test.toml:1:2
      |
    1 | a�
      |  ^
      = help: a formula is a text file; save it as UTF-8

    1 error
    "
  `);
});

it('tells of a value for what the formula does not declare where it is given, but for who expects to be refused', async () => {
  const formula = '[vars.who]\ndefault = "me"\n[[steps]]\nid = "a"\ntitle = "{{who}}"\n';
  const test = (vars: string, expectation: string): string =>
    `[[test]]\nname = "x"\nvars = { ${vars} }\nexpect = { ${expectation} }\n`;
  expect(await printed(test('who = "x", whom = "y"', 'outcome = "pass"'), formula)).toMatchInlineSnapshot(`
    "error[GT3013]: a value is given for "whom", which "main" does not declare, and the cooking is strict
     --> main.formula-test.toml:3:21
      |
    3 | vars = { who = "x", whom = "y" }
      |                     ^^^^
      = help: did you mean "who"?

    1 error
    "
  `);
  const { tests, diagnostics } = await runTests(formula, test('whom = "y"', 'refused = "GT3013"'));
  expect([diagnostics, tests.map(({ unmet }) => unmet)]).toEqual([[], [[]]]);
});
