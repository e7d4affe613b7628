import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ABSENT, HAS_SCRIPT } from './testing/dialog.js';
import { oneStep, SHINY, SHINY_TREE } from './testing/formulas.js';
import { type Outcome, Sandbox } from './testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox().formulas({ shiny: SHINY });
});
afterEach(() => sandbox.remove());

/** What a line of shell shows on a terminal of `width` columns; stdout and stderr are one there. */
function onTerminal(line: string, env: Readonly<Record<string, string>> = {}, width = 80): Outcome {
  const shown = sandbox.shell(`script -qec 'stty cols ${width}; ${line}' /dev/null`, {
    TERM: 'xterm',
    SHELL: '/bin/sh',
    ...env,
  });
  return { ...shown, stdout: shown.stdout.replaceAll('\r\n', '\n') };
}

const bold = (text: string): string => `\x1b[1m${text}\x1b[22m`;
const dim = (text: string): string => `\x1b[2m${text}\x1b[22m`;
const cyan = (text: string): string => `\x1b[36m${text}\x1b[39m`;
const yellow = (text: string): string => `\x1b[33m${text}\x1b[39m`;

const row = (wave: string, id: string, title: string): string =>
  `${dim(wave)}  ${dim('')}${cyan(id)}${' '.repeat(9 - id.length)}  ${dim(title)}\n`;

const COLORED_TREE = [
  `${bold('shiny')}  workflow, 4 steps in 4 waves\n\n`,
  row('1', 'design', 'Design'),
  row('2', 'implement', 'Implement'),
  row('3', 'test', 'Test'),
  row('4', 'submit', 'Submit'),
].join('');

describe.runIf(HAS_SCRIPT)(`on a terminal${ABSENT}`, () => {
  it('cook shows the graph as a tree in colours', () => {
    expect(onTerminal('$GT cook shiny')).toEqual({ stdout: COLORED_TREE, stderr: '', code: 0 });
  });

  it('cook shows its warnings above the tree', () => {
    sandbox.formulas({ it: oneStep('it') });
    const { stdout, code } = onTerminal('$GT cook it --var foo=1');
    expect(stdout).toBe(
      [
        `${bold(yellow('warning[GT3008]'))}: ${bold('a value is given for "foo", which "it" does not declare')}`,
        `  ${cyan('=')} ${bold('help:')} it is recorded, and used nowhere; declare it in a table [vars.foo] to use it as {{foo}}`,
        '',
        yellow('1 warning'),
        dim('for more: gt explain GT3008'),
        `${bold('it')}  workflow, 1 step in 1 wave`,
        '',
        `${dim('1')}  ${dim('')}${cyan('only')}  ${dim('Only')}`,
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  it.each([
    ['NO_COLOR', '1'],
    ['TERM', 'dumb'],
  ])('%s=%s turns colours off', (name, value) => {
    expect(onTerminal('$GT cook shiny', { [name]: value })).toEqual({
      stdout: SHINY_TREE,
      stderr: '',
      code: 0,
    });
    const { stdout } = onTerminal('$GT cook nothing', { [name]: value });
    expect(stdout).not.toContain('\x1b');
  });

  it('an empty NO_COLOR turns nothing off', () => {
    expect(onTerminal('$GT cook shiny', { NO_COLOR: '' }).stdout).toBe(COLORED_TREE);
  });

  it('cook into a pipe gives JSON, without colours, and so does --json', () => {
    const json = sandbox.gt('cook', 'shiny').stdout;
    expect(onTerminal('$GT cook shiny | cat').stdout).toBe(json);
    expect(onTerminal('$GT cook shiny --json').stdout).toBe(json);
  });

  it('--dry-run into a pipe gives the tree without colours, though stderr is a terminal', () => {
    expect(onTerminal('$GT cook shiny --dry-run | cat').stdout).toBe(SHINY_TREE);
  });

  it('findings are coloured on stderr though stdout goes elsewhere', () => {
    const { stdout } = onTerminal('$GT cook nothing > out.json');
    expect(stdout.startsWith('\x1b[1m\x1b[31merror[GT1001]\x1b[39m\x1b[22m: ')).toBe(true);
  });

  it('findings end with how to learn more, errors first, and not where somebody reads on', () => {
    const both = oneStep('both', 'colour = "red"', '[vars.x]', 'required = true', 'default = "y"');
    sandbox.formulas({ both });
    const last = 'for more: gt explain GT2001 GT3005';
    expect(onTerminal('$GT cook both').stdout.trimEnd().split('\n').at(-1)).toBe(dim(last));
    expect(onTerminal('$GT cook --check .', { NO_COLOR: '1' }).stdout).toContain(`\n${last}\n`);
    expect(onTerminal('$GT cook both --json 2>&1').stdout).not.toContain('for more');
    expect(onTerminal('$GT cook both 2>&1 | cat').stdout).not.toContain('for more');
  });

  it('explain lays out its text, and in a pipe gives the markdown', () => {
    const shown = onTerminal('$GT explain GT3012', {}, 60).stdout;
    expect(shown.startsWith(`${bold('GT3012 variable-in-id')}\n\nSeverity: error\n\nThe id of a step`)).toBe(
      true,
    );
    expect(shown).toContain(`\n  ${dim('main.formula.toml:')}\n    formula = "main"\n`);
    expect(shown).toContain(`${cyan('{target}')}`);
    expect(shown).not.toMatch(/```|##/);
    const longest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
    const prose = onTerminal('$GT explain ORDER-3', { NO_COLOR: '1' }, 60).stdout;
    expect(longest(prose)).toBeLessThanOrEqual(60);
    expect(longest(prose)).toBeGreaterThan(45);
    expect(onTerminal('$GT explain ORDER-3 | cat').stdout).toBe(sandbox.gt('explain', 'ORDER-3').stdout);
  });

  it('the exit code is that of the command', () => {
    expect(onTerminal('$GT cook nothing').code).toBe(1);
  });

  it('lists and trees are cut to the width, and not in a pipe', () => {
    const description = 'A description that is longer than the terminal is wide, by a good deal';
    sandbox.formulas({ it: oneStep('it', `description = "${description}"`) });
    const line = (text: string): string | undefined =>
      text.split('\n').find((each) => each.startsWith('it '));
    expect(line(onTerminal('$GT formula list', {}, 70).stdout)).toBe(
      `it                workflow   project  ${dim('A description that is longer th…')}`,
    );
    expect(line(onTerminal('$GT formula list | cat', {}, 70).stdout)).toBe(
      `it                workflow   project  ${description}`,
    );
  });
});

describe.runIf(HAS_SCRIPT)(`lists of beads on a terminal${ABSENT}`, () => {
  beforeEach(() => {
    sandbox.shell(
      '$GT init --prefix t && printf %s "create One --id t-1\ncreate Two --id t-2 --deps t-1\n' +
        'create Three --id t-3\nupdate t-3 --claim\ncreate Four --id t-4\nclose t-4\ncreate Five --id t-5 --defer +1d\n" | $GT batch --actor ann',
    );
  });

  const line = (icon: string, id: string, title: string): string => `${icon}  t-${id}  P2  task  ${title}\n`;

  it('have a colour for what waits, what is at work and what is done', () => {
    expect(onTerminal('$GT list --all')).toEqual({
      stdout:
        line('○', '1', 'One') +
        line('●', '2', yellow('Two')) +
        line('◐', '3', cyan('Three  @ann')) +
        line('✓', '4', dim('Four')) +
        line('❄', '5', dim('Five')),
      stderr: '',
      code: 0,
    });
    expect(onTerminal('$GT list --all', { NO_COLOR: '1' }).stdout).not.toContain('\x1b');
  });

  it('are cut to its width', () => {
    sandbox.shell(`$GT create "${'long '.repeat(30)}" --id t-6`);
    const shown = onTerminal('$GT list --sort id --reverse --limit 1', {}, 60).stdout.split('\n')[0];
    expect(shown).toBe(`○  t-6  P2  task  ${'long '.repeat(8)}l…`);
  });
});
