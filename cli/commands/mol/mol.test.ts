import { existsSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../../testing/ledger-sandbox.js';
import type { Outcome } from '../../testing/sandbox.js';

const FEATURE = `
description = """
A feature, from the idea to the release.

More of it."""

[vars.name]
default = "it"

[[steps]]
id = "design"
title = "Design {{name}}"

[[steps]]
id = "build"
needs = ["design"]

[[steps.children]]
id = "build.api"
title = "Build the API"

[[steps.children]]
id = "build.ui"
title = "Build the UI"
gate = { type = "human" }

[[steps]]
id = "ship"
needs = ["build"]
on_fail = "continue"
`;

let sandbox: LedgerSandbox;
const begin = (): void => {
  sandbox = new LedgerSandbox();
  sandbox.formulas({ feature: `formula = "feature"\n${FEATURE}` });
};
const end = (): void => sandbox.remove();

/** Pour or wisp the feature; gives the id. */
function made(...args: readonly string[]): string {
  const { id } = sandbox.json('mol', ...args) as { id: string };
  return id;
}

/** What differs from run to run: how long something took, and the molecule's id. */
const shown = (id: string, { stdout, stderr, code }: Outcome): Outcome => {
  const hidden = (text: string): string =>
    text.replaceAll(id, 'ID').replace(/(?:less than 1|\d+) s\b/g, '<span>');
  return { stdout: hidden(stdout), stderr: hidden(stderr), code };
};

const fine = (stdout: string): Outcome => ({ stdout, stderr: '', code: 0 });

describe('a molecule under way', () => {
  let id: string;
  beforeAll(() => {
    begin();
    id = made('pour', 'feature', '--var', 'name=search');
    sandbox.bd('close', `${id}.design`);
    sandbox.as('bob', 'update', `${id}.build.api`, '--claim');
  });
  afterAll(end);

  it('is shown with the state of every step', () => {
    expect(shown(id, sandbox.bd('mol', 'show', id))).toEqual(
      fine(`ID  feature
  what for     A feature, from the idea to the release.
  progress     1 of 5 steps, 20 %
  values       name=search
  poured       <moment> by ann
  last change  <span> ago
  formula      feature, ${fingerprint(id)}

ID  molecule of feature, 5 steps in 3 waves

1  ✓ design        Design search
2  ◐ build         Build
2  ├─ ◐ build.api  Build the API  [bob]
2  └─ ● build.ui   Build the UI  [gate human]  [gate closed]
3  ● ship          Ship  ← build
`),
    );
  });

  it('is found by a part of its id, as JSON with the names of Beads', () => {
    const json = sandbox.json('mol', 'show', id.slice(-3)) as Record<string, unknown>;
    expect(json).toMatchObject({
      root: { id, issue_type: 'molecule', status: 'in_progress' },
      variables: { name: 'search' },
      ...{ is_compound: false, bonded_from: [], phase: 'liquid', formula: 'feature' },
      ...{ paused: false, stalled: false, total: 5, completed: 1, percent: 20 },
      dependencies: [
        { issue_id: `${id}.build`, depends_on_id: `${id}.design`, type: 'blocks' },
        { issue_id: `${id}.ship`, depends_on_id: `${id}.build`, type: 'blocks' },
      ],
    });
    const steps = json['steps'] as Record<string, unknown>[];
    expect(steps.map(({ step, status, container, needs }) => [step, status, container, needs])).toEqual([
      ['design', 'closed', undefined, []],
      ['build', 'in_progress', undefined, ['design']],
      ['build.api', 'in_progress', 'build', []],
      ['build.ui', 'open', 'build', []],
      ['ship', 'open', undefined, ['build']],
    ]);
    expect(steps[3]?.['gates']).toEqual([{ type: 'human', state: 'armed' }]);
  });

  it('is listed', () => {
    expect(shown(id, sandbox.gt('mol', 'list'))).toEqual(fine('◐  ID  molecule  1/5  running  feature\n'));
    expect(sandbox.gt('mol', 'list', '--phase', 'vapor')).toEqual({
      stdout: '',
      stderr: 'no wisps\n',
      code: 0,
    });
    expect(sandbox.json('mol', 'list')).toEqual([
      {
        ...{ molecule_id: id, title: 'feature', formula: 'feature', phase: 'liquid', condition: 'running' },
        ...{ total: 5, completed: 1, percent: 20, created_at: '<moment>', updated_at: '<moment>' },
      },
    ]);
  });

  it('says what is worked on, and what comes next', () => {
    const text = `ID  feature, 1 of 4 steps done
◐  ID.build.api  P2  task  Build the API  @bob
`;
    expect(shown(id, sandbox.bd('mol', 'current', id))).toEqual(fine(text));
    expect(shown(id, sandbox.bd('mol', 'current', '--for', 'bob'))).toEqual(fine(text));
    const [json] = sandbox.json('mol', 'current') as Record<string, unknown>[];
    expect(json).toMatchObject({
      ...{ molecule_id: id, molecule_title: 'feature', completed: 1, total: 4 },
      current_step: { id: `${id}.build.api` },
    });
    const steps = json?.['steps'] as { issue: { step: string }; status: string; is_current: boolean }[];
    expect(steps.map(({ issue, status, is_current }) => [issue.step, status, is_current])).toEqual([
      ['design', 'done', false],
      ['build.api', 'current', true],
      ['build.ui', 'pending', false],
      ['ship', 'blocked', false],
    ]);
  });

  it('says how far it is', () => {
    const { stdout } = shown(id, sandbox.bd('mol', 'progress', id));
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'ID  feature',
      '  ████░░░░░░░░░░░░░░░░  1 of 5 steps, 20 %',
      '  1 passed, 1 in progress, 0 ready',
    ]);
    expect(stdout.split('\n')[3]).toMatch(/^ {2}[\d.]+ steps an hour; like that, .* to go$/);
    expect(sandbox.json('mol', 'progress', id)).toMatchObject({
      ...{ molecule_id: id, title: 'feature', total: 5, completed: 1, passed: 1, failed: 0 },
      ...{ skipped: 0, cancelled: 0, in_progress: 1, ready: 0, percent: 20 },
    });
    expect(Array.isArray(sandbox.json('mol', 'progress'))).toBe(true);
  });

  it('is drawn', () => {
    expect(shown(id, sandbox.gt('mol', 'graph', id, '--format', 'mermaid')).stdout).toContain(
      '  n1["✓ design<br/>Design search"]'.replace('n1', 'n0'),
    );
    expect(sandbox.gt('mol', 'graph', id, '--format', 'svg', '-o', 'mol.svg')).toEqual({
      ...{ stdout: '', stderr: 'wrote mol.svg\n', code: 0 },
    });
    expect(readFileSync(sandbox.path('mol.svg'), 'utf8')).toContain('gt-is-active');
  });

  it('tells what happened in it', () => {
    const { stdout } = shown(id, sandbox.bd('mol', 'activity', id));
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/ +/g, ' ').trim());
    expect(lines).toEqual([
      '<moment> molecule.poured ann feature',
      '<moment> bead.claimed design attempt 1 ann ann',
      '<moment> bead.closed design attempt 1 ann pass',
      '<moment> container.started build ann',
      '<moment> gate.armed build.ui ann',
      '<moment> bead.claimed build.api attempt 1 bob bob',
    ]);
    const limited = sandbox.bd('mol', 'activity', id, '-n', '1');
    expect(limited.stderr).toBe('the last 1 events; --limit 0 shows all\n');
    expect(limited.stdout).toContain('bead.claimed');
  });

  it('is not squashed while somebody works on it, nor burned', () => {
    expect(shown(id, sandbox.gt('squash', id))).toEqual({
      stdout: '',
      stderr: `error[GT8223]: "ID" cannot be squashed: "bob" works on "ID.build.api"
  = help: wait until it is done; "gt why ID.build.api" tells more
`,
      code: 1,
    });
    expect(shown(id, sandbox.gt('burn', id))).toEqual({
      stdout: '',
      stderr: `error[GT8224]: "ID" is a molecule, and only wisps are burned
  = help: "gt squash ID" makes a digest of it
`,
      code: 1,
    });
    expect(shown(id, sandbox.gt('mol', 'show', `${id}.ship`))).toEqual({
      stdout: '',
      stderr:
        'error[GT8220]: "ID.ship" is no molecule, but a step of "ID"\n  = help: name the molecule: ID\n',
      code: 1,
    });
  });
});

/** As much of it as is shown. */
function fingerprint(id: string): string {
  const { fingerprint: whole } = sandbox.json('mol', 'show', id) as { fingerprint: string };
  return whole.slice(0, 19);
}

describe('squash', () => {
  beforeEach(begin);
  afterEach(end);

  it('shows the digest, which stays and can be shown again', () => {
    const id = made('pour', 'feature');
    sandbox.bd('close', `${id}.design`, '--output', '{"doc": "design.md"}', '-r', 'agreed');
    const gone = ['--abandon', 'not wanted', '--summary', 'Only designed.\nThe rest is not wanted.'];
    const text = `  digest of  feature, a molecule
  outcome    cancelled
  abandoned  not wanted
  summary    Only designed.
             The rest is not wanted.
  values     name=it
  started    <moment>
  ended      <moment>

  ✓  design     Design it        @ann, agreed
  ⊘  build      Build
  ⊘  build.api  Build the API
  ⊘  build.ui   Build the UI
  ⊘  ship       Ship

outputs
  design  {"doc":"design.md"}
`;
    expect(shown(id, sandbox.gt('squash', id, ...gone, '--dry-run'))).toEqual(
      fine(`would squash 5 steps into ID\n${text}`),
    );
    expect(shown(id, sandbox.gt('mol', 'list')).stdout).toContain('1/5');
    expect(shown(id, sandbox.gt('squash', id, ...gone))).toEqual(fine(`squashed 5 steps into ID\n${text}`));
    expect(shown(id, sandbox.bd('mol', 'squash', id))).toEqual(fine(`ID is a digest already\n${text}`));
    expect(shown(id, sandbox.bd('mol', 'show', id))).toEqual(fine(`ID  feature\n${text}`));
    expect(shown(id, sandbox.bd('show', id)).stdout).toContain(`\ndigest\n${text}`);
    expect(shown(id, sandbox.bd('show', `${id}.design`)).stderr).toContain(
      '"ID.design" has gone into the digest "ID"',
    );
    expect(sandbox.json('mol', 'squash', id)).toMatchObject({
      ...{ id, molecule_id: id, digest_id: id, squashed_count: 0, squashed_ids: [] },
      digest: { outcome: 'cancelled', abandoned: 'not wanted' },
    });
    expect(sandbox.gt('mol', 'list')).toEqual({ stdout: '', stderr: 'no molecules\n', code: 0 });
    const refused = shown(id, sandbox.gt('burn', id));
    expect(refused.stderr).toContain('"ID" is a digest, and only wisps are burned');
  });

  it('takes no empty reason', () => {
    const id = made('pour', 'feature');
    expect(sandbox.gt('squash', id, '--abandon', ' ')).toEqual({
      ...{ stdout: '', stderr: 'error: --abandon is empty; write why\n', code: 2 },
    });
  });
});

describe('burn and gc', () => {
  beforeEach(begin);
  afterEach(end);

  it('burn wisps, all of them or none', () => {
    const [one, two] = [made('wisp', 'feature'), made('wisp', 'feature')];
    sandbox.bd('close', `${one}.design`);
    const liquid = made('pour', 'feature');
    expect(sandbox.gt('burn', one, liquid).code).toBe(1);
    expect(sandbox.gt('burn', one, two, '--dry-run')).toEqual(
      fine(`would burn ${one}: 5 steps, 1 closed\nwould burn ${two}: 5 steps, 0 closed\n`),
    );
    expect((sandbox.json('mol', 'list', '--phase', 'vapor') as unknown[]).length).toBe(2);
    expect(sandbox.gt('burn', one, two)).toEqual(
      fine(`burned ${one}: 5 steps, 1 closed\nburned ${two}: 5 steps, 0 closed\n`),
    );
    expect(sandbox.json('mol', 'list', '--phase', 'vapor')).toEqual([]);
    expect(sandbox.bd('show', one).code).toBe(1);
  });

  it('collect whole wisps in which nothing has happened for long', () => {
    const id = made('wisp', 'feature');
    expect(sandbox.gt('mol', 'gc')).toEqual({ stdout: '', stderr: 'no wisp is left over\n', code: 0 });
    expect(shown(id, sandbox.gt('mol', 'gc', '--age', '0s', '--dry-run'))).toEqual(
      fine('ID  feature  left  last change <span> ago\n'),
    );
    expect(shown(id, sandbox.gt('mol', 'gc', '--age', '0s'))).toEqual(fine('burned ID: 5 steps, 0 closed\n'));
    expect(sandbox.gt('mol', 'gc', '--age', 'soon')).toEqual({
      stdout: '',
      stderr: 'error: --age "soon": write a span of time, such as 90s, 2h or 7d\n',
      code: 2,
    });
  });

  it('stale says what nobody looks after', () => {
    const id = made('pour', 'feature');
    expect(sandbox.gt('mol', 'stale')).toEqual({ stdout: '', stderr: 'no stale molecules\n', code: 0 });
    expect(shown(id, sandbox.gt('mol', 'stale', '--age', '0s'))).toEqual(
      fine('ID  feature  0/5  last change <span> ago  nothing has happened in it\n'),
    );
    expect(sandbox.json('mol', 'stale', '--age', '0s')).toMatchObject([{ molecule_id: id, reason: 'idle' }]);
  });
});

describe('drift', () => {
  beforeEach(begin);
  afterEach(end);

  it('says what has become of the formula since', () => {
    const id = made('pour', 'feature', '--var', 'name=search');
    expect(sandbox.gt('mol', 'drift', id)).toEqual(fine('feature is as it was poured\n'));
    sandbox.formulas({
      feature: `formula = "feature"\n${FEATURE.replace('Build the UI', 'Build the page')}`,
    });
    const { stdout, stderr, code } = sandbox.gt('mol', 'drift', id);
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
    expect(stdout).toBe(`--- feature as it was poured  5 steps in 3 waves
+++ feature now  5 steps in 3 waves

steps
~ build.ui
    at     - as poured, project:feature:23:1
           + .beads/formulas/feature.formula.toml:23:1
    title  - "Build the UI"
           + "Build the page"

1 step changed
`);
    expect(sandbox.json('mol', 'show', id)).toMatchObject({
      steps: [{}, {}, {}, { title: 'Build the UI' }, {}],
    });
    sandbox.formulas({ feature: 'formula = "feature"\n' });
    const broken = sandbox.gt('mol', 'drift', id);
    expect([broken.stdout, broken.code]).toEqual(['feature cannot be compared\n', 1]);
    expect(broken.stderr).toContain('error[GT2008]');
  });
});

describe('distill', () => {
  beforeEach(begin);
  afterEach(end);

  it('writes a molecule to stdout, and with a name among the formulas of the project, never over another', () => {
    const id = made('pour', 'feature');
    const { stdout } = sandbox.gt('distill', id);
    expect(stdout.startsWith('formula = "feature"\ndescription = """\nA feature,')).toBe(true);
    expect(sandbox.bd('mol', 'distill', id, 'ours')).toEqual({
      ...{ stdout: '', stderr: 'wrote .beads/formulas/ours.formula.toml\n', code: 0 },
    });
    const written = readFileSync(sandbox.path('.beads/formulas/ours.formula.toml'), 'utf8');
    expect(written).toBe(stdout.replace('formula = "feature"', 'formula = "ours"'));
    expect(sandbox.gt('diff', 'feature', 'ours').code).toBe(0);
    expect(sandbox.gt('distill', id, 'ours')).toEqual({
      stdout: '',
      stderr:
        'error: cannot write ".beads/formulas/ours.formula.toml": there is such a file; give the formula another name\n',
      code: 3,
    });
    expect(sandbox.gt('distill', id, 'other', '--dry-run').stdout).toContain('formula = "other"');
    expect(existsSync(sandbox.path('.beads/formulas/other.formula.toml'))).toBe(false);
    expect(sandbox.gt('distill', id, 'third', '-o', 'out/').stderr).toBe('wrote out/third.formula.toml\n');
  });

  it('makes a formula of an epic, with variables in the places of texts', () => {
    sandbox.given(
      'create "Add auth" -t epic --id t-e',
      'create "Design auth" --parent t-e --due 2030-01-01',
      'create "Build auth" --parent t-e --deps t-e.1',
    );
    expect(sandbox.gt('distill', 't-e', '--var', 'feature=auth')).toEqual({
      stdout: `formula = "add-feature"
description = "Add {{feature}}"
type = "workflow"

[vars.feature]
required = true

[[steps]]
id = "design-feature"
title = "Design {{feature}}"

[[steps]]
id = "build-feature"
title = "Build {{feature}}"
needs = ["design-feature"]
`,
      stderr: 'note: left out: due dates (t-e.1)\n',
      code: 0,
    });
    expect(sandbox.json('mol', 'distill', 't-e', 'add', '--var', 'feature=auth')).toEqual({
      ...{ formula_name: 'add', formula_path: '.beads/formulas/add.formula.toml', form: 'plain' },
      ...{ steps: 2, variables: ['feature'], notes: ['left out: due dates (t-e.1)'] },
    });
    expect(sandbox.gt('formula', 'show', 'add').code).toBe(0);
    expect(sandbox.gt('distill', 't-e', '--var', 'feature=search')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        '"feature" cannot become a variable: "search" stands in none of its texts',
      ),
    });
  });
});
