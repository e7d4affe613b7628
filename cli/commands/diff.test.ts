import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SHINY } from '../testing/formulas.js';
import { type Outcome, Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox().formulas({ shiny: SHINY });
  git('init', '-q', '-b', 'main');
});
afterEach(() => sandbox.remove());

function git(...args: readonly string[]): Outcome {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
  const outcome = sandbox.spawn('git', [...who, ...args]);
  if (outcome.code !== 0) throw new Error(outcome.stderr);
  return outcome;
}

/** Commit all there is, under a name. */
function commit(tag: string): void {
  git('add', '-A');
  git('commit', '-q', '-m', tag);
  git('tag', tag);
}

const path = '.beads/formulas/shiny.formula.toml';

const CHANGED = SHINY.replace('needs = ["test"]', 'needs = ["implement"]').replace(
  'architecture',
  'the whole',
);

const SHINY_DIFF = `--- shiny@one  4 steps in 4 waves
+++ shiny  4 steps in 3 waves

steps
~ design
    at           - one:${path}:4:1
                 + ${path}:4:1
    description  - "Think about architecture"
                 + "Think about the whole"
~ submit
    at     - one:${path}:16:1
           + ${path}:16:1
    needs  - test
           + implement

order
- submit waits for test

2 steps changed
`;

describe('a formula and one of its revisions', () => {
  beforeEach(() => {
    commit('one');
    sandbox.formulas({ shiny: CHANGED });
  });

  it('are compared step by step, with the lines on both sides', () => {
    const expected = { stdout: SHINY_DIFF, stderr: '', code: 1 };
    expect(sandbox.gt('diff', 'shiny@one', 'shiny')).toEqual(expected);
    expect(sandbox.gt('diff', 'shiny', '--rev', 'one')).toEqual(expected);
    expect(sandbox.gt('diff', 'shiny@one', path).stdout).toBe(SHINY_DIFF.replace('+++ shiny', `+++ ${path}`));
    expect(sandbox.gt('diff', `${path}@one`, 'shiny').stdout).toBe(
      SHINY_DIFF.replace('shiny@one', `${path}@one`),
    );
  });

  it('are compared between two revisions, whatever the working folder has become', () => {
    commit('two');
    rmSync(sandbox.path('.beads'), { recursive: true });
    const { stdout, code } = sandbox.gt('diff', 'shiny', '--rev', 'one..two');
    expect(stdout).toBe(
      SHINY_DIFF.replace('+++ shiny', '+++ shiny@two').replaceAll(`+ ${path}`, `+ two:${path}`),
    );
    expect(code).toBe(1);
    expect(sandbox.gt('diff', `${path}@one`, `${path}@two`).code).toBe(1);
  });

  it('are the same where only lines have moved', () => {
    sandbox.formulas({ shiny: `# moved\n${SHINY}` });
    expect(sandbox.gt('diff', 'shiny', '--rev', 'HEAD')).toEqual({
      stdout: `shiny@HEAD and shiny say the same
  4 steps are written in another place
  their sources differ: project:shiny
`,
      stderr: '',
      code: 0,
    });
  });

  it('are found from a folder below', () => {
    sandbox.folder('sub/deep');
    const { stdout, code } = sandbox.shell('cd sub/deep && $GT diff shiny@one shiny');
    expect(stdout).toContain(`    at           - one:${path}:4:1\n`);
    expect(code).toBe(1);
  });

  it('--json holds everything, and where the sources are', () => {
    const { stdout, stderr, code } = sandbox.gt('diff', 'shiny', '--rev', 'one', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      a: { label: 'shiny@one', name: 'shiny', sources: { 'project:shiny': `one:${path}` } },
      b: { label: 'shiny', name: 'shiny', sources: { 'project:shiny': path } },
      same: false,
      changes: [
        { part: 'step', kind: 'changed', id: 'design' },
        { part: 'step', kind: 'changed', id: 'submit', fields: [{ field: 'needs', removed: ['test'] }] },
      ],
      order: { effective: 'changed', lost: [{ step: 'submit', waitsFor: 'test' }], gained: [] },
    });
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
  });
});

describe('what a revision draws in', () => {
  const AUDIT =
    'formula = "audit"\ntype = "aspect"\n[[advice]]\ntarget = "submit"\n[advice.before]\nid = "scan"\n';
  const CHILD = 'formula = "child"\nextends = "shiny"\n[compose]\naspects = ["audit"]\n';

  beforeEach(() => {
    sandbox.formulas({ child: CHILD, audit: AUDIT });
    commit('one');
  });

  it('is of that revision too: parents', () => {
    sandbox.formulas({ shiny: CHANGED });
    const { stdout } = sandbox.gt('diff', 'child', '--rev', 'one');
    expect(stdout).toContain(`~ design
    at           - one:${path}:4:1
                 -   inherited by "child" one:.beads/formulas/child.formula.toml:2:11
                 + ${path}:4:1
                 +   inherited by "child" .beads/formulas/child.formula.toml:2:11
    description  - "Think about architecture"
                 + "Think about the whole"
`);
  });

  it('is of that revision too: aspects', () => {
    sandbox.formulas({ audit: AUDIT.replace('"scan"', '"deep-scan"\ntitle = "Look"') });
    const { stdout } = sandbox.gt('diff', 'child', '--rev', 'one');
    expect(stdout).toContain(`- scan
    at    one:.beads/formulas/audit.formula.toml:5:1
            woven in by "audit" one:.beads/formulas/child.formula.toml:4:12
`);
    expect(stdout).toContain('\n+ deep-scan\n');
    expect(stdout).toContain(
      'the order of the steps that both have is the same, though one of them has other needs',
    );
  });

  it('is of that revision too: texts beside the formula', () => {
    const text = (line: string): object => ({ '.beads/formulas/texts/how.md': `${line}\n` });
    sandbox
      .formulas({ told: 'formula = "told"\n[[steps]]\nid = "a"\ndescription_file = "texts/how.md"\n' })
      .write({ ...text('Slowly') });
    commit('two');
    sandbox.write({ ...text('Quickly') });
    expect(sandbox.gt('diff', 'told', '--rev', 'two').stdout).toContain(
      '- Slowly\n                 + Quickly\n',
    );
  });

  it('is searched for in its folders only: what came later is not found', () => {
    sandbox.formulas({ later: SHINY.replace('shiny', 'later') });
    const { stdout, stderr, code } = sandbox.gt('diff', 'later', '--rev', 'one');
    expect(stdout).toBe('');
    expect(stderr).toContain('error[GT1001]: no formula is named "later"\n');
    expect(code).toBe(1);
    expect(sandbox.gt('diff', '.beads/formulas/later.formula.toml@one', 'shiny')).toEqual({
      stdout: '',
      stderr:
        'error[GT1002]: cannot read "one:.beads/formulas/later.formula.toml": there is no such file in that revision\n\n1 error\n',
      code: 3,
    });
  });

  it('comes from the disk where it lies outside the repository', () => {
    writeFileSync(
      sandbox.path('.beads/formulas/mine.formula.toml'),
      'formula = "mine"\nextends = "builtin:shiny"\n',
    );
    commit('two');
    expect(sandbox.gt('diff', 'mine@two', 'builtin:shiny').stdout).toMatch(
      /^mine@two and builtin:shiny say the same\n/,
    );
  });

  it('follows links inside the folder, and none that lead out', () => {
    sandbox
      .write({ 'shared/out.formula.toml': SHINY.replace('shiny', 'out') })
      .link('.beads/formulas/out.formula.toml', '../../shared/out.formula.toml')
      .write({ '.beads/formulas/old/in.toml': SHINY.replace('shiny', 'in') })
      .link('.beads/formulas/in.formula.toml', 'old/in.toml');
    commit('two');
    expect(sandbox.gt('diff', 'in@two', 'shiny@two').code).toBe(0);
    const { stderr, code } = sandbox.gt('diff', 'out@two', 'shiny');
    expect(stderr).toContain('error[GT1010]: "two:.beads/formulas/out.formula.toml" leads out of the folder');
    expect(code).toBe(1);
  });

  it('shows its findings with the revision', () => {
    sandbox.formulas({ shiny: SHINY.replace('["test"]', '["tset"]') });
    commit('two');
    const { stdout, stderr, code } = sandbox.gt('diff', 'shiny', '--rev', 'two..one');
    expect(stderr).toContain(` --> two:${path}:18:10\n`);
    expect([stdout, code]).toEqual(['', 1]);
  });
});

describe('cooked files', () => {
  beforeEach(() => {
    sandbox.gt('cook', 'shiny', '-o', 'one.json');
    sandbox.formulas({ shiny: CHANGED });
    sandbox.gt('cook', 'shiny', '-o', 'two.json');
  });

  it('are compared with each other, with formulas, and with what a revision has of them', () => {
    expect(sandbox.gt('diff', 'one.json', 'two.json').stdout).toContain(
      '    at             project:shiny:4:1\n    description  - "Think about architecture"\n',
    );
    expect(sandbox.gt('diff', 'two.json', 'shiny')).toMatchObject({ code: 0, stderr: '' });
    commit('one');
    sandbox.gt('cook', 'shiny', '-o', 'one.json');
    expect(sandbox.gt('diff', 'one.json@one', 'one.json').code).toBe(1);
  });

  it('are not believed when they were changed after they were cooked', () => {
    const text = readFileSync(sandbox.path('one.json'), 'utf8');
    sandbox.write({ 'edited.json': text.replace('"Submit"', '"Land"') });
    const { stdout, code } = sandbox.gt('diff', 'one.json', 'edited.json');
    expect(stdout).toContain('title  - "Submit"\n           + "Land"\n');
    expect(code).toBe(1);
  });

  it('must be what cook wrote', () => {
    sandbox.write({ 'odd.json': '{"format": 1}' });
    expect(sandbox.gt('diff', 'one.json', 'odd.json')).toEqual({
      stdout: '',
      stderr: `error[GT1019]: "odd.json" is no protomolecule: "name" is missing
  = help: make the file anew, with "gt cook FORMULA -o FILE"

1 error
`,
      code: 1,
    });
  });

  it('take no values', () => {
    expect(sandbox.gt('diff', 'one.json', 'two.json', '--var', 'x=1')).toEqual({
      stdout: '',
      stderr: 'error: --var has no effect on files that are already cooked; drop it\n',
      code: 2,
    });
  });
});

it('takes values for both sides', () => {
  sandbox.formulas({ it: 'formula = "it"\n[vars]\nwho = "x"\n[[steps]]\nid = "a"\ntitle = "Ask {{who}}"\n' });
  commit('one');
  sandbox.formulas({
    it: 'formula = "it"\n[vars]\nwho = "x"\n[[steps]]\nid = "a"\ntitle = "Tell {{who}}"\n',
  });
  expect(sandbox.gt('diff', 'it', '--rev', 'one', '--var', 'who=Ada').stdout).toContain(
    'title  - "Ask Ada"\n           + "Tell Ada"\n',
  );
});

describe('a call that is wrong', () => {
  const cases: readonly [string, number, string][] = [
    [
      'diff shiny',
      2,
      'what is "shiny" to be compared with? write gt diff shiny OTHER, or gt diff shiny --rev REVISION',
    ],
    ['diff shiny shiny --rev one', 2, '--rev compares one formula with itself; drop the second, or --rev'],
    [
      'diff shiny@one --rev one',
      2,
      '"shiny@one" has a revision, and --rev gives another; drop one of the two',
    ],
    ['diff shiny --rev one...two', 2, '--rev "one...two" is neither REV nor REV..REV'],
    ['diff shiny --rev one..', 2, '--rev "one.." is neither REV nor REV..REV'],
    ['diff shiny@ shiny', 2, '"shiny@" is no NAME@REV; write a formula, an @ and a git revision'],
    ['diff shiny --rev=--output=stolen', 3, 'cannot read "--output=stolen": it cannot be a revision'],
    ['diff shiny@--help shiny', 3, 'cannot read "--help": it cannot be a revision'],
    ['diff nothing.json shiny', 3, 'cannot read "nothing.json": there is no such file'],
    [
      'diff nothing.json@one shiny',
      3,
      'cannot read "one:nothing.json": there is no such file in that revision',
    ],
    ['diff shiny shiny@one --search-path nowhere', 3, 'cannot read "nowhere": there is no such folder'],
  ];

  it.each(cases)('gt %s', (line, code, mistake) => {
    commit('one');
    expect(sandbox.gt(...line.split(' '))).toEqual({ stdout: '', stderr: `error: ${mistake}\n`, code });
  });

  it('has no such revision', () => {
    commit('one');
    expect(sandbox.gt('diff', 'shiny', '--rev', 'nowhere')).toMatchObject({
      stderr: expect.stringMatching(/^error\[GT8714\]: the repository has no revision "nowhere"\n/),
      code: 3,
    });
  });

  it('has no git, or no repository', () => {
    commit('one');
    const { stderr, code } = sandbox.run('gt', ['diff', 'shiny', '--rev', 'one'], {
      env: { PATH: '/nonexistent' },
    });
    expect(stderr).toBe(
      'error: cannot read "<root>/project": there is no program "git", which revisions are read with; install git\n',
    );
    expect(code).toBe(3);
    rmSync(sandbox.path('.git'), { recursive: true });
    expect(sandbox.gt('diff', 'shiny', '--rev', 'one')).toEqual({
      stdout: '',
      stderr: 'error: cannot read "one": there is no git repository here\n',
      code: 3,
    });
  });
});
