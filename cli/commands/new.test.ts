import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ABSENT, dialog, HAS_SCRIPT, type Turn } from '../testing/dialog.js';
import { Sandbox } from '../testing/sandbox.js';

const WRITTEN = `#:schema ../schemas/formula.schema.json
formula = "ship-it"
description = "What ship-it is for"
version = 1

[vars.feature]
description = "What is feature?"
required = true

[vars.where]
description = "What is where?"
default = "prod"

[[steps]]
id = "design"
title = "Design"
description = """
What is to be done in "Design"?

feature: {{feature}}

where: {{where}}"""

[[steps]]
id = "build-it"
title = "Build it"
description = 'What is to be done in "Build it"?'
needs = ["design"]
`;
const PATH = '.beads/formulas/ship-it.formula.toml';
const ARGS = [
  'ship-it',
  '--step',
  'design:Design',
  '--step',
  ':Build it',
  '--var',
  'feature',
  '--var',
  'where=prod',
];

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());
const read = (path: string): string => readFileSync(sandbox.path(path), 'utf8');

/** What comes of all checks that there are. */
const checked = (): unknown[] => [
  sandbox.gt('cook', '--check', '.').stderr,
  sandbox.gt('lint').stderr,
  sandbox.gt('fmt', '--check').stderr,
];

describe('gt new', () => {
  it('writes a formula that cooks without findings, laid out, with the line for editors', () => {
    expect(sandbox.gt('new', ...ARGS)).toEqual({
      stdout: `${PATH}\n`,
      stderr: 'look at it with "gt cook ship-it --dry-run"\n',
      code: 0,
    });
    expect(read(PATH)).toBe(WRITTEN);
    expect(read('.beads/schemas/formula.schema.json')).toBe(sandbox.gt('schema', 'formula').stdout);
    expect(checked()).toEqual([
      'checked 1 formula: no errors\n',
      'checked 1 formula: no errors\n',
      'checked 1 formula: nothing to format\n',
    ]);
  });

  it.each(['workflow', 'expansion', 'aspect', 'convoy'])(
    'of every type, with steps and variables or without: %s',
    (type) => {
      expect(sandbox.gt('new', 'bare', '--type', type, '--description', 'Bare').code).toBe(0);
      expect(
        sandbox.gt('new', 'full', '--type', type, '--step', 'one', '--step', 'two:Do "two"', '--var', 'what')
          .code,
      ).toBe(0);
      expect(read('.beads/formulas/bare.formula.toml')).toContain('description = "Bare"');
      expect(checked()).toEqual([
        'checked 2 formulas: no errors\n',
        'checked 2 formulas: no errors\n',
        'checked 2 formulas: nothing to format\n',
      ]);
    },
  );

  it('never writes over a formula', () => {
    sandbox.formulas({ 'ship-it': 'mine' });
    expect(sandbox.gt('new', 'ship-it')).toEqual({
      stdout: '',
      stderr: `error: cannot write "${PATH}": there is such a file; give the formula another name\n`,
      code: 3,
    });
    expect(read(PATH)).toBe('mine');
  });

  it('with --dry-run prints it and writes nothing', () => {
    expect(sandbox.gt('new', ...ARGS, '--dry-run')).toEqual({ stdout: WRITTEN, stderr: '', code: 0 });
    expect(existsSync(sandbox.path('.beads'))).toBe(false);
  });

  it('as JSON', () => {
    const { stdout, code } = sandbox.gt('new', ...ARGS, '--json');
    expect({ told: JSON.parse(stdout), code }).toEqual({
      told: { name: 'ship-it', type: 'workflow', path: PATH },
      code: 0,
    });
  });

  it('tells what is wrong with what it is to write, and writes nothing', () => {
    const { stdout, stderr, code } = sandbox.gt('new', 'x', '--step', 'a:Build {{nothing}}');
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
    expect(stderr).toContain('nothing');
    expect(sandbox.gt('new', '../x')).toEqual({
      stdout: '',
      stderr: 'error: "../x" cannot be the name of a formula; write letters, digits, "-", "_" and "."\n',
      code: 2,
    });
    expect(sandbox.gt('new').stderr).toBe('error: name the formula, such as "gt new ship-it"\n');
    expect(existsSync(sandbox.path('.beads'))).toBe(false);
  });

  it('stands among the formulas of the project that one is in, and names the schema from there', () => {
    sandbox.formulas({}).folder('.beads/formulas').folder('deep/down');
    const { stdout } = sandbox.shell('cd deep/down && $GT new near');
    expect(stdout).toBe('<root>/project/.beads/formulas/near.formula.toml\n');
    expect(read('.beads/formulas/near.formula.toml')).toMatch(
      /^#:schema \.\.\/schemas\/formula\.schema\.json\n/,
    );
  });
});

describe.runIf(HAS_SCRIPT)(`gt new on a terminal${ABSENT}`, () => {
  const typed = (keys: string) => {
    sandbox.write({ keys });
    return sandbox.shell("script -qec '$GT new' /dev/null < keys", { TERM: 'xterm', SHELL: '/bin/sh' });
  };

  it('asks for all it needs', () => {
    const answers = [
      'ship-it',
      'recipe',
      '1',
      '',
      'Design',
      '',
      'Build it',
      '',
      '',
      'feature',
      '',
      'where',
      'prod',
      '',
      '',
    ];
    const { stdout, code } = typed(answers.join('\n'));
    expect(code).toBe(0);
    expect(stdout).toContain('1 workflow: steps that are worked through');
    expect(stdout).toContain('"recipe" is none of them. Type [workflow]:');
    expect(stdout).toContain('its id [build-it]:');
    expect(read(PATH)).toBe(WRITTEN);
  });

  it('writes nothing when input ends before all is answered', () => {
    for (const keys of ['ship-it\n', 'ship-it\n1\nwhat for\nDesign\n']) {
      const { stdout, code } = typed(keys);
      expect(code).toBe(2);
      expect(stdout).toContain('error: the answers have ended; nothing was written');
      expect(existsSync(sandbox.path('.beads'))).toBe(false);
    }
  });

  const BEGUN = [
    { shown: 'Name of the formula: ', keys: 'ship-it\n' },
    { shown: 'Type [workflow]: ', keys: '\n' },
  ];
  /** The last words that are shown; the terminal is as it was before, and nothing was written. */
  const broken = async (
    keys: Turn['keys'],
    line = '$GT new',
  ): Promise<{ last: string[]; code: number | null }> => {
    const { shown, code } = await dialog(
      sandbox,
      `stty -a > before; ${line}; code=$?; stty -a > after; exit $code`,
      [...BEGUN, { shown: 'What is it for? ', keys }],
    );
    expect(read('after')).toBe(read('before'));
    expect(existsSync(sandbox.path('.beads'))).toBe(false);
    return { last: shown.trimEnd().split('\n').slice(-1), code };
  };

  it('control-C in the midst of the questions ends them, writes nothing and leaves the terminal as it was', async () => {
    for (const keys of ['\x03', 'half an answ\x03', 'the answer\nDesign\n\n\n\n\x03'])
      expect(await broken(keys)).toEqual({ last: ['error: interrupted; nothing was written'], code: 130 });
  });

  it('so does SIGINT from elsewhere', async () => {
    const kill = (): void => void process.kill(Number(read('pid')), 'SIGINT');
    expect(await broken(kill, "sh -c 'echo $$ > pid; exec $GT new'")).toEqual({
      last: ['error: interrupted; nothing was written'],
      code: 130,
    });
  });

  it('the end of input is told on a line of its own', async () => {
    expect(await broken('\x04')).toEqual({
      last: ['error: the answers have ended; nothing was written'],
      code: 2,
    });
  });
});
