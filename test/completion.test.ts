import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newcomer } from './newcomer.js';
import { TELL_LINE, typeInto } from './typist.js';

// The scripts in the shells themselves: bash and zsh on a pseudo-terminal, to which keys are sent; fish tells what it would show.

const isThere = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
const HAS_TERMINAL = isThere('script', '--version');
const has = {
  bash: HAS_TERMINAL && isThere('bash', '--version'),
  zsh: HAS_TERMINAL && isThere('zsh', '--version'),
  fish: isThere('fish', '--version'),
};
const absent = (shell: keyof typeof has): string =>
  has[shell] ? '' : ` (NOT TESTED: ${shell}, or "script" of util-linux, is not installed here)`;

let newcomer: Newcomer;
beforeAll(() => {
  newcomer = new Newcomer()
    .formulas({
      'ship-it':
        'formula = "ship-it"\n[vars.feature]\ndescription = "What to build"\nrequired = true\n[[steps]]\nid = "do"\ntitle = "{{feature}}"\n',
    })
    .write({
      'notes one.txt': '',
      // Its title would be a command, were it ever read as more than a text.
      'given.txt': 'create "$(touch pwned) \x1b[31m" --id t-x1\ncreate Two --id t-y2\n',
    });
  for (const line of [
    'bd init --prefix t',
    'bd batch -f given.txt',
    'gt convoy create "\\$(touch pwned)" t-x1',
    'gt convoy create landing t-y2',
    'gt install town',
    'git init -q repo && git -C repo commit -q --allow-empty -m x && cd town && gt rig add gas ../repo',
  ]) {
    const { code, stderr } = newcomer.type(line);
    if (code !== 0) throw new Error(`${line}: ${stderr}`);
  }
});
afterAll(() => newcomer.remove());

/** What is typed before the tabulator, and what the line is then. */
const LINES: readonly [string, string][] = [
  ['gt coo', 'gt cook '],
  ['gt formula sh', 'gt formula show '],
  ['gt mol prog', 'gt mol progress '],
  ['gt cook --dry', 'gt cook --dry-run '],
  ['gt cook --mode r', 'gt cook --mode runtime '],
  ['gt graph --format=s', 'gt graph --format=svg '],
  ['gt cook ship', 'gt cook ship-it '],
  ['gt pour ship-it --var f', 'gt pour ship-it --var feature='],
  ['gt pour ship-it --var feature=', 'gt pour ship-it --var feature='],
  ['gt show t-x', 'gt show t-x1 '],
  ['bd close --json t-y', 'bd close --json t-y2 '],
  ['gt convoy status land', 'gt convoy status landing '],
  ['gt lint notes', 'gt lint notes\\ one.txt '],
  ['gt help formula wh', 'gt help formula which '],
  ['gt cook --nonsense-no', 'gt cook --nonsense-no'],
  ['bd cre', 'bd create '],
  ['bd grap', 'bd grap'],
];

/** Both programs, as the README says. */
const SOURCED = {
  bash: 'source <(gt completion bash); source <(bd completion bash)',
  zsh: 'source <(gt completion zsh); source <(bd completion zsh)',
};
const COMMAND = { bash: 'bash --norc --noprofile -i', zsh: 'zsh -f -i' };

const typed = (shell: 'bash' | 'zsh', lines: readonly string[], begin = SOURCED[shell]) =>
  typeInto(COMMAND[shell], `${begin}; ${TELL_LINE[shell]}`, lines, {
    cwd: newcomer.path('.'),
    env: { ...newcomer.env, TERM: 'xterm' },
  });

describe.runIf(has.bash)(`bash${absent('bash')}`, () => {
  it('completes lines', async () => {
    const { lines } = await typed(
      'bash',
      LINES.map(([line]) => line),
    );
    expect(lines).toEqual(LINES.map(([, whole]) => whole));
  });

  it('is not led by a title to run anything', async () => {
    const { lines } = await typed('bash', ['gt convoy status ', 'gt show t-x']);
    expect(lines).toEqual(['gt convoy status ', 'gt show t-x1 ']);
    expect(newcomer.type('ls').stdout).not.toContain('pwned');
  });
});

describe.runIf(has.zsh)(`zsh${absent('zsh')}`, () => {
  it('completes lines', async () => {
    const { lines } = await typed(
      'zsh',
      LINES.map(([line]) => line),
    );
    expect(lines).toEqual(LINES.map(([, whole]) => whole));
  });

  it('says what words are for', async () => {
    const { screen } = await typed('zsh', ['gt formula ']);
    expect(screen).toContain('show  -- show what a formula is for, its variables and its steps');
  });

  it('finds the script in a folder of fpath', async () => {
    const begin =
      'mkdir -p own; gt completion zsh > own/_gt; fpath=($PWD/own $fpath); autoload -Uz compinit; compinit -i';
    expect((await typed('zsh', ['gt formula sh'], begin)).lines).toEqual(['gt formula show ']);
  });
});

describe.runIf(has.fish)(`fish${absent('fish')}`, () => {
  /** What fish would show for each line. */
  const shown = (lines: readonly string[]): string[][] => {
    const asked = lines.map((line) => `complete -C '${line}'; echo ==`).join('\n');
    newcomer.write({ 'asked.fish': `gt completion fish | source; bd completion fish | source\n${asked}\n` });
    const { stdout } = newcomer.type('fish --no-config asked.fish');
    return stdout
      .split('==\n')
      .slice(0, -1)
      .map((part) => part.split('\n').slice(0, -1));
  };

  it('completes lines', () => {
    const lines = LINES.filter(([line]) => !line.includes('notes'));
    const words = shown(lines.map(([line]) => line)).map((found) => found.map((each) => each.split('\t')[0]));
    const isSilent = (line: string): boolean =>
      line.includes('nonsense') || line === 'bd grap' || line.endsWith('feature=');
    expect(words).toEqual(
      lines.map(([line, whole]) =>
        isSilent(line) ? expect.anything() : [whole.trimEnd().split(' ').at(-1)],
      ),
    );
  });

  it('says what words are for, and has files where they may stand', () => {
    expect(shown(['gt formula sh', 'gt lint notes', 'gt cook --nonsense-no', 'bd grap'])).toEqual([
      ['show\tshow what a formula is for, its variables and its steps'],
      ['notes one.txt'],
      [],
      [],
    ]);
  });
});

describe('what a shell is told', () => {
  const complete = (...words: string[]): string => {
    const { stdout, stderr, code } = newcomer.gt('complete', '--', ...words);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    return stdout;
  };

  it('a word, and behind a tab what it is for, without what would move the cursor', () => {
    expect(complete('show', 't-x')).toBe('t-x1\t$(touch pwned) [31m\n');
  });

  it('rigs and agents of the town', () => {
    const inTown = (line: string): string => newcomer.type(`cd town && gt complete -- ${line}`).stdout;
    expect(inTown('sling t-x1 g')).toMatch(/^gas\t/);
    expect(inTown('sling t-x1 gas --agent cod')).toBe('codex\tcodex\n');
    expect(inTown('crew add ann --rig ""')).toMatch(/^gas\t/);
  });

  it('what a shell could read as more than a word is not said', () => {
    const words = complete('convoy', 'status', '')
      .split('\n')
      .map((line) => line.split('\t')[0]);
    expect(words.filter((word) => word !== '' && !word?.startsWith('t-cv-'))).toEqual(['landing']);
  });

  it('options once, but for those that can be given again; hidden commands never', () => {
    expect(complete('cook', '--json', '--js')).toBe('');
    expect(complete('cook', '--var', 'a=b', '--va')).toMatch(/^--var\t/);
    expect(complete('comple')).toBe('completion\tprint what lets a shell complete commands\n');
  });

  it('nothing where a value is one of its own, and nothing behind --', () => {
    expect(complete('create', '--title', 'x')).toBe('');
    expect(complete('cook', '--', '--js')).toBe(':files\n');
  });

  it('nothing, and no word of trouble, where there is no ledger, no town, or a broken one', () => {
    const elsewhere = new Newcomer().write({ '.beads/beads.db': 'no database' });
    for (const line of ['show ""', 'sling x ""', 'agents ""', 'convoy status ""'])
      expect(elsewhere.type(`gt complete -- ${line}`)).toMatchObject({ stderr: '', code: 0, stdout: '' });
    expect(elsewhere.type('cd .beads && rm beads.db && gt complete -- show ""')).toEqual({
      stdout: '',
      stderr: '',
      code: 0,
    });
    elsewhere.remove();
  });
});
