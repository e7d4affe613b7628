import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Newcomer } from './newcomer.js';
import { readBlocks } from './page-blocks.js';

// What CI runs: the action, the hooks, and what docs/ci.md shows, each as a shell runs it.

const root = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, root)), 'utf8');

interface Step {
  readonly id: string;
  readonly if?: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const action = load(read('action/action.yml')) as Action;

const PARENT = 'formula = "parent"\n\n[[steps]]\nid = "a"\n';
const CHILD = 'formula = "child"\nextends = ["parent"]\n\n[[steps]]\nid = "b"\nneeds = ["a"]\n';
const APART = 'formula = "apart"\n\n[[steps]]\nid = "x"\nneeds = ["y"]\n';

let newcomer: Newcomer;
beforeEach(() => {
  newcomer = new Newcomer().formulas({ parent: PARENT, child: CHILD, apart: APART });
  newcomer.type('rm -rf .git; git init -q -b main; git add .; git commit -qm one');
});
afterEach(() => newcomer.remove());

/** Run the action's steps as a runner does: `bash -eo pipefail`, the inputs in the environment, and each step's condition. */
function acted(inputs: Readonly<Record<string, string>>) {
  const value = (name: string): string => inputs[name] ?? action.inputs[name]?.default ?? '';
  const outcomes: Record<string, number> = {};
  let told = '';
  newcomer.write({ output: '' });
  for (const step of action.runs.steps) {
    if (!holds(step.if, value, outcomes)) continue;
    const env = Object.entries(step.env).map(([name, text]) => {
      const [, input] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text) ?? [];
      if (input === undefined) throw new Error(`${name} is no input: ${text}`);
      return [name, value(input)] as const;
    });
    newcomer.write({ step: step.run });
    const { stdout, stderr, code } = newcomer.spawn(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', 'step'],
      {
        env: { ...newcomer.env, ...Object.fromEntries(env), GITHUB_OUTPUT: newcomer.path('output') },
      },
    );
    told += stdout + stderr;
    outcomes[step.id] = code ?? -1;
  }
  return { told, outcomes, output: readFileSync(newcomer.path('output'), 'utf8') };
}

/** The conditions that the action has; another one must be read here first. */
function holds(
  condition: string | undefined,
  value: (name: string) => string,
  outcomes: Record<string, number>,
): boolean {
  switch (condition) {
    case undefined:
      return true;
    case "${{ inputs.lint == 'true' && steps.cook.outcome == 'success' && !cancelled() }}":
      return value('lint') === 'true' && outcomes['cook'] === 0;
    case "${{ inputs.sarif != '' && !cancelled() }}":
      return value('sarif') !== '';
    default:
      throw new Error(`a condition that is not known: ${condition}`);
  }
}

describe('the action', () => {
  it('has no input in the text of a script', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, shell } of action.runs.steps) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
    }
  });

  it('annotates errors, and fails', () => {
    const { told, outcomes } = acted({ gt: 'gt' });
    expect(outcomes).toEqual({ cook: 1 });
    expect(told).toContain('::error file=.beads/formulas/apart.formula.toml,line=5,col=10');
  });

  it('annotates what lint finds, which is no failure, and with changes alone only what they reach', () => {
    newcomer.formulas({ child: CHILD.replace('["a"]', '["a", "a"]') });
    const { told, outcomes } = acted({ gt: 'gt', 'changed-since': 'HEAD' });
    expect(outcomes).toEqual({ cook: 0, lint: 0 });
    expect(told).toMatch(
      /^::warning file=\.beads\/formulas\/child\.formula\.toml,line=6,[^\n]*GT7004[^\n]*\n$/,
    );
    expect(acted({ gt: 'gt', 'changed-since': 'HEAD', lint: 'false' })).toMatchObject({
      told: '',
      outcomes: { cook: 0 },
    });
  });

  it('writes the findings as SARIF whether there are any or not', () => {
    const { outcomes, output } = acted({ gt: 'gt', sarif: 'out.sarif' });
    expect({ outcomes, output }).toEqual({ outcomes: { cook: 1, sarif: 0 }, output: 'file=out.sarif\n' });
    const log = JSON.parse(readFileSync(newcomer.path('out.sarif'), 'utf8'));
    expect(log.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(['GT3001']);
    expect(acted({ gt: 'gt', sarif: 'out.sarif', 'changed-since': 'HEAD' }).outcomes).toEqual({
      cook: 0,
      lint: 0,
      sarif: 0,
    });
  });

  it('runs nothing of what is in its inputs', () => {
    for (const evil of ['$(touch pwned)', '; touch pwned', '`touch pwned`', '--output=pwned'])
      for (const name of ['paths', 'changed-since'])
        acted({ gt: 'gt', [name]: evil, sarif: evil, lint: evil });
    expect(newcomer.type('test ! -e pwned').code).toBe(0);
  });

  it('fails where gt itself does, whatever is asked', () => {
    expect(acted({ gt: 'gt', 'changed-since': 'no-such-revision', sarif: 'x.sarif' }).outcomes).toEqual({
      cook: 3,
      sarif: 1,
    });
  });
});

describe('SARIF', () => {
  it('is what its schema says, with findings of every kind or with none', () => {
    const { $schema: _, id: __, ...schema } = JSON.parse(read('test/sarif/sarif-2.1.0-rtm.5.json'));
    const validate = new Ajv({
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
      allErrors: true,
    }).compile(schema);
    newcomer.formulas({
      parent: `${PARENT}\n[vars.unused]\nrequired = true\ndefault = "x"\n`,
      woven:
        'formula = "woven"\n[[steps]]\nid = "a"\nneeds = ["b"]\n[[steps]]\nid = "b"\nneeds = ["a"]\n[compose]\naspects = ["security-audit", "nothing"]\n',
      broken: 'formula = \n',
    });
    for (const args of [['cook', '--check'], ['lint'], ['lint', '.beads/formulas/child.formula.toml']]) {
      const { stdout } = newcomer.gt(...args, '--format', 'sarif');
      expect([args, validate(JSON.parse(stdout)), validate.errors]).toEqual([args, true, null]);
    }
    const log = JSON.parse(newcomer.gt('cook', '--check', '--format', 'sarif').stdout);
    log.runs[0].results[0].level = 'fatal';
    expect(validate(log)).toBe(false);
  });
});

describe('docs/ci.md', () => {
  const blocks = readBlocks(read('docs/ci.md'), new Set(['file']));
  const yaml = (name: string) =>
    load(blocks.find(({ attributes }) => attributes.get('file') === name)?.content ?? '');

  it('calls the action by inputs that it has', () => {
    const { jobs } = yaml('github') as { jobs: { formulas: { steps: { uses?: string; with?: object }[] } } };
    const used = jobs.formulas.steps.find(({ uses }) => uses === './node_modules/gt-formulas/action');
    expect(Object.keys(action.inputs)).toEqual(
      expect.arrayContaining(Object.keys(used?.with ?? { none: 1 })),
    );
    const { name, files } = JSON.parse(read('package.json'));
    expect([name, files]).toEqual(['gt-formulas', expect.arrayContaining(['action'])]);
    for (const input of Object.keys(action.inputs)) expect(read('docs/ci.md')).toContain(`\`${input}\``);
  });

  it('has a script for GitLab that stops bad formulas, and those alone', () => {
    const { formulas } = yaml('gitlab') as { formulas: { script: string[]; after_script: string[] } };
    const [first, ...lines] = formulas.script;
    expect(first).toBe('npm ci');
    const script = (each: readonly string[]): string =>
      ['set -e', ...each].join('\n').replaceAll('npx gt', 'gt');
    const run = (): number | null =>
      newcomer.spawn('bash', ['-c', script(lines)], {
        env: { ...newcomer.env, CI_MERGE_REQUEST_DIFF_BASE_SHA: 'HEAD' },
      }).code;
    expect(run()).toBe(0);
    newcomer.formulas({ child: CHILD.replace('"a"', '"aa"') });
    expect(run()).toBe(1);
    expect(newcomer.type(script(formulas.after_script)).code).toBe(0);
    expect(newcomer.type('test -s formulas.sarif').code).toBe(0);
  });

  it('has commands that work anywhere', () => {
    newcomer.type(
      'git rm -q .beads/formulas/apart.formula.toml; git commit -qm two; git update-ref refs/remotes/origin/main HEAD',
    );
    newcomer.write({
      '.beads/formulas/child.formula-test.toml': '[[test]]\nname = "a"\nexpect = { outcome = "pass" }\n',
    });
    const lines = blocks
      .filter(({ language }) => language === 'sh')
      .flatMap(({ content }) => content.trimEnd().split('\n'));
    expect(lines.length).toBe(4);
    for (const line of lines) expect([line, newcomer.type(line).code]).toEqual([line, 0]);
  });

  it('has hooks for pre-commit that are those of the repository', () => {
    const own = load(read('.pre-commit-hooks.yaml')) as { id: string; entry: string; files: string }[];
    const { repos } = yaml('pre-commit') as {
      repos: { hooks: { id: string; entry: string; files: string }[] }[];
    };
    for (const { id, entry, files } of repos[0]?.hooks ?? [])
      expect(own).toContainEqual(expect.objectContaining({ id, entry, files }));
    for (const { entry, files } of own) {
      expect(new RegExp(files).test('.beads/formulas/child.formula.toml')).toBe(true);
      // pre-commit hands over the files behind the entry.
      expect(
        newcomer.type(`${entry} .beads/formulas/child.formula.toml .beads/formulas/parent.formula.toml`).code,
      ).toBe(0);
    }
  });
});
