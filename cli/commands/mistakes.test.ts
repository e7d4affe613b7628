import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneStep, SHINY } from '../testing/formulas.js';
import { Sandbox } from '../testing/sandbox.js';

// What somebody meets who is new to this: each mistake gives one message, held here as it is read.

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

describe('a mistake in a formula', () => {
  const cases: readonly [string, string, string][] = [
    [
      'bad TOML',
      'formula = "it"\n[[steps]\nid = "build"\n',
      `error[GT1004]: not valid TOML: the header is not closed
 --> .beads/formulas/it.formula.toml:2:1
  |
2 | [[steps]
  | ^^^^^^^^
  = help: write it as [name] or, for one of a list, [[name]]

1 error
`,
    ],
    [
      'a need that no step has',
      'formula = "it"\n[[steps]]\nid = "build"\n[[steps]]\nid = "test"\nneeds = ["biuld"]\n',
      `error[GT3001]: step "test" has "biuld" in "needs", but no step has that id
 --> .beads/formulas/it.formula.toml:6:10
  |
6 | needs = ["biuld"]
  |          ^^^^^^^
  = help: did you mean "build"?

1 error
`,
    ],
    [
      'a cycle',
      'formula = "it"\n[[steps]]\nid = "a"\nneeds = ["c"]\n[[steps]]\nid = "b"\nneeds = ["a"]\n[[steps]]\nid = "c"\nneeds = ["b"]\n',
      `error[GT6002]: these steps wait for each other: a -> c -> b -> a
 --> .beads/formulas/it.formula.toml:4:10
  |
4 | needs = ["c"]
  |          ^^^
  = note: "c" needs "b"
    --> .beads/formulas/it.formula.toml:10:10
  = note: "b" needs "a"
    --> .beads/formulas/it.formula.toml:7:10
  = help: no step of a cycle can ever start; drop one of the needs

1 error
`,
    ],
    [
      'a variable that is not declared',
      'formula = "it"\n[vars.version]\n[[steps]]\nid = "a"\ntitle = "Release {{verison}}"\n',
      `error[GT3002]: no variable "verison" is declared
 --> .beads/formulas/it.formula.toml:5:18
  |
5 | title = "Release {{verison}}"
  |                  ^^^^^^^^^^^
  = help: did you mean "version"?

1 error
`,
    ],
    [
      'a value of the wrong type',
      'formula = "it"\n[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = "a"\n',
      `error[GT2002]: "needs" must be a list, not "a"
 --> .beads/formulas/it.formula.toml:6:9
  |
6 | needs = "a"
  |         ^^^
  = help: a list stands in brackets, also one of a single value: ["build"]

1 error
`,
    ],
    [
      'a key that is not known',
      'formula = "it"\n[[steps]]\nid = "a"\ndesciption = "Do it"\n',
      `error[GT2001]: unknown key "desciption" in step "a"
 --> .beads/formulas/it.formula.toml:4:1
  |
4 | desciption = "Do it"
  | ^^^^^^^^^^
  = help: did you mean "description" or "condition"?
  = fix: rename to "description"

1 error
`,
    ],
    [
      'a name that is not that of the file',
      oneStep('other'),
      `error[GT2006]: the formula is named "other", but its file is named for "it"
 --> .beads/formulas/it.formula.toml:1:11
  |
1 | formula = "other"
  |           ^^^^^^^
  = help: formulas are found by their file name, so the two must agree
  = fix: name it "it"

1 error
`,
    ],
  ];

  it.each(cases)('%s', (_, text, stderr) => {
    sandbox.formulas({ it: text });
    expect(sandbox.gt('cook', 'it')).toEqual({ stdout: '', stderr, code: 1 });
  });

  it('a binary file', () => {
    sandbox.formulas({ it: Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0x00, 0x01, 0xff, 0x02) });
    expect(sandbox.gt('cook', 'it')).toEqual({
      stdout: '',
      stderr: `error[GT1003]: the file is not valid UTF-8: byte 7 of the file (0xff) never occurs in UTF-8; the file may be UTF-16
 --> .beads/formulas/it.formula.toml:1:7
  |
1 | ␡ELF␀␁�␂
  |       ^
  = help: a formula is a text file; save it as UTF-8

1 error
`,
      code: 1,
    });
  });
});

describe('a formula that is not there', () => {
  const cases: readonly [string, string, number, string][] = [
    [
      'a name that is misspelt',
      'shinny',
      1,
      `error[GT1001]: no formula is named "shinny"
  = help: did you mean "shiny"?
`,
    ],
    [
      'a name like no other',
      'quux-frobnicate',
      1,
      `error[GT1001]: no formula is named "quux-frobnicate"
  = help: searched .beads/formulas, ~/.beads/formulas, the built-in library; "gt formula list" shows what is there
`,
    ],
    [
      'an empty name',
      '',
      1,
      `error[GT1009]: "" cannot be a formula's name
  = help: names are letters, digits, "-", "_" and ".", and never contain a path
`,
    ],
    [
      'a file',
      'nothing.formula.toml',
      3,
      'error[GT1002]: cannot read "nothing.formula.toml": there is no such file\n',
    ],
    [
      'a file that is misspelt',
      '.beads/formulas/shinny.formula.toml',
      3,
      `error[GT1002]: cannot read ".beads/formulas/shinny.formula.toml": there is no such file
  = help: did you mean ".beads/formulas/shiny.formula.toml"?
`,
    ],
    [
      'a file without its ending',
      '.beads/formulas/shiny',
      3,
      `error[GT1002]: cannot read ".beads/formulas/shiny": there is no such file
  = help: did you mean ".beads/formulas/shiny.formula.toml"?
`,
    ],
    [
      'a file where the name would do',
      'shiny.formula.toml',
      3,
      `error[GT1002]: cannot read "shiny.formula.toml": there is no such file
  = help: did you mean "shiny"?
`,
    ],
    [
      'a folder of a file',
      'nowhere/shiny.formula.toml',
      3,
      'error[GT1002]: cannot read "nowhere/shiny.formula.toml": there is no folder "nowhere"\n',
    ],
    [
      'a folder in place of a formula',
      '.beads/formulas',
      1,
      `error[GT1016]: ".beads/formulas" is a folder, not a formula
  = help: name one of the files in it; "gt cook --check .beads/formulas" checks them all
`,
    ],
    [
      'a file that is no formula',
      './notes.toml',
      1,
      `error[GT1011]: "./notes.toml" is not a formula file
  = help: formula files are named NAME.formula.toml or NAME.formula.json, or NAME.toml in a folder "formulas"; elsewhere NAME.toml has to say formula = "NAME"
`,
    ],
    [
      'a file that cannot be read: its links lead in a circle',
      'circle',
      3,
      'error[GT1002]: cannot read ".beads/formulas/circle.formula.toml": its links lead in a circle\n',
    ],
    [
      'a file that is a folder',
      'nest',
      3,
      'error[GT1002]: cannot read ".beads/formulas/nest.formula.toml": it is a folder\n',
    ],
  ];

  it.each(cases)('%s', (_, argument, code, message) => {
    sandbox
      .formulas({ shiny: SHINY })
      .write({ 'notes.toml': 'a = 1\n' })
      .folder('.beads/formulas/nest.formula.toml')
      .link('.beads/formulas/circle.formula.toml', 'circle.formula.toml');
    expect(sandbox.gt('cook', argument)).toEqual({ stdout: '', stderr: `${message}\n1 error\n`, code });
  });
});

describe('a mistake with variables', () => {
  const WITH_VERSION = oneStep('it', '[vars.version]', 'description = "What to release"', 'required = true');

  it('a --var that is misspelt', () => {
    sandbox.formulas({ it: WITH_VERSION });
    expect(sandbox.gt('cook', 'it', '--var', 'verson=1.2.0')).toEqual({
      stdout: '',
      stderr: `error[GT3007]: a value is given for "verson", which the formula does not declare
  = help: did you mean "version"?

1 error
`,
      code: 1,
    });
  });

  it('a --var that the formula does not declare is only a warning, and recorded', () => {
    sandbox.formulas({ it: oneStep('it') });
    const { stdout, stderr, code } = sandbox.gt('cook', 'it', '--var', 'feature=auth');
    expect(stderr).toBe(`warning[GT3008]: a value is given for "feature", which "it" does not declare
  = help: it is recorded, and used nowhere; declare it in a table [vars.feature] to use it as {{feature}}

1 warning
`);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'it', values: { feature: 'auth' } });
    expect(code).toBe(0);
  });

  it('a value that is missing in runtime mode', () => {
    sandbox.formulas({ it: WITH_VERSION });
    expect(sandbox.gt('cook', 'it', '--mode', 'runtime')).toEqual({
      stdout: '',
      stderr: `error[GT3009]: no value is given for "version" (What to release)
 --> .beads/formulas/it.formula.toml:2:7
  |
2 | [vars.version]
  |       ^^^^^^^
  = help: give one with --var version=...

1 error
`,
      code: 1,
    });
  });

  it.each([
    ['version', 'error: --var "version" has no value; write --var version=VALUE\n'],
    ['=1', 'error: --var "=1" has no name; write --var NAME=1\n'],
  ])('--var %s', (pair, stderr) => {
    sandbox.formulas({ it: WITH_VERSION });
    expect(sandbox.gt('cook', 'it', '--var', pair)).toEqual({ stdout: '', stderr, code: 2 });
  });

  it('two values for one variable', () => {
    sandbox.formulas({ it: WITH_VERSION });
    expect(sandbox.gt('cook', 'it', '--var', 'version=1', '--var', 'version=2')).toEqual({
      stdout: '',
      stderr: 'error: --var gives "version" two values; give it one\n',
      code: 2,
    });
  });
});

it('several formulas with mistakes: all are told at once, what they share once', () => {
  sandbox.formulas({
    parent: 'formula = "parent"\n[[steps]]\nid = "a"\nneeds = ["nothing"]\n',
    one: 'formula = "one"\nextends = "parent"\n[[steps]]\nid = "b"\n',
    two: 'formula = "two"\nextends = "parent"\n[[steps]]\nid = "b"\ncolour = "red"\n',
  });
  expect(sandbox.gt('cook', 'one', 'two', 'shiny')).toEqual({
    stdout: '',
    stderr: `error[GT3001]: step "a" has "nothing" in "needs", but no step has that id
 --> .beads/formulas/parent.formula.toml:4:10
  |
4 | needs = ["nothing"]
  |          ^^^^^^^^^
  = note: inherited by "one"
    --> .beads/formulas/one.formula.toml:2:11

error[GT2001]: unknown key "colour" in step "b"
 --> .beads/formulas/two.formula.toml:5:1
  |
5 | colour = "red"
  | ^^^^^^

2 errors
`,
    code: 1,
  });
});
