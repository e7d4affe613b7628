import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { differencesIn } from '../authoring/differences.js';
import { readDivergences } from '../authoring/divergences.js';
import { Sandbox } from '../testing/sandbox.js';

const PATROL = `formula = "patrol"
pour = true

[vars.period]
required = true
default = 3

[[steps]]
id = "look"
title = "Look"

[[steps]]
id = "again"
title = "Look again, {{period}} times"
needs = ["look"]
gate = { type = "timer", timeout = "1h" }
loop = { until = "look2.status == 'complete'", max = 3, body = [{ id = "look2", title = "Look" }] }
`;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox().write({
    'theirs/patrol.formula.toml': PATROL,
    'theirs/plain.formula.toml': 'formula = "plain"\n[[steps]]\nid = "a"\ntitle = "A"\n',
  });
});
afterEach(() => sandbox.remove());

const REPORT = `theirs/patrol.formula.toml: workflow, 3 steps
  Keys that do nothing: pour
  Required with a default: vars.period
  Typed defaults: vars.period
  Loops until: step "again"
theirs/plain.formula.toml: workflow, 1 step
  no difference that is known

Keys that do nothing
  upstream: \`loop.until\``;

describe('gt formula import --report', () => {
  it('tells for each formula what is read differently, and each difference once with its why', () => {
    const { stdout, stderr, code } = sandbox.gt('formula', 'import', 'theirs', '--report');
    expect(code).toBe(0);
    expect(stdout.slice(0, REPORT.length)).toBe(REPORT);
    expect(stdout).toContain(
      '\nRequired with a default\n  upstream: beads refuses the formula, gastown takes it without a word.\n  here:     a warning with a fix; the default serves.\n  why:      shipped formulas have it, and they must cook.\n',
    );
    expect(stderr).toContain('warning[GT3005]');
    expect(existsSync(sandbox.path('.beads'))).toBe(false);
  });

  it('as JSON, and with what keeps a formula from being cooked', () => {
    sandbox.write({
      'theirs/bad.formula.toml': 'formula = "bad"\n[[steps]]\nid = "a"\nralph = { max_attempts = 2 }\n',
    });
    const { stdout, stderr, code } = sandbox.gt('formula', 'import', 'theirs', '--report', '--json');
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
    const { formulas, diagnostics, written } = JSON.parse(stdout);
    expect(formulas).toMatchObject([
      { name: 'bad', cooks: false },
      {
        name: 'patrol',
        cooks: true,
        steps: 3,
        differences: [{ title: 'Keys that do nothing', places: ['pour'] }, {}, {}, {}],
      },
      { name: 'plain', cooks: true, differences: [] },
    ]);
    expect(diagnostics.map(({ path }: { path: string }) => path)).toContain('theirs/bad.formula.toml');
    expect(written).toEqual([]);
  });
});

describe('gt formula import', () => {
  it('takes in those that cook, byte for byte, once', () => {
    sandbox.write({ 'theirs/bad.formula.toml': 'formula = "bad"\nstps = 1\n' });
    const { stdout, code } = sandbox.gt('formula', 'import', 'theirs');
    expect({ stdout, code }).toEqual({
      stdout: '.beads/formulas/patrol.formula.toml\n.beads/formulas/plain.formula.toml\n',
      code: 1,
    });
    expect(readFileSync(sandbox.path('.beads/formulas/patrol.formula.toml'), 'utf8')).toBe(PATROL);
    expect(sandbox.gt('formula', 'import', 'theirs/plain.formula.toml')).toEqual({
      stdout: '',
      stderr: '',
      code: 0,
    });
  });

  it('takes NAME.toml that says it is a formula, under the name that it is found by here', () => {
    sandbox.write({
      'city/work.toml': 'formula = "work"\n[[steps]]\nid = "a"\ntitle = "A"\n',
      'city/settings.toml': 'x = 1\n',
    });
    expect(sandbox.gt('formula', 'import', 'city')).toEqual({
      stdout: '.beads/formulas/work.formula.toml\n',
      stderr: '',
      code: 0,
    });
  });

  it('writes nothing at all where another formula of that name is there', () => {
    sandbox.formulas({ plain: 'mine' });
    expect(sandbox.gt('formula', 'import', 'theirs')).toMatchObject({ stdout: '', code: 3 });
    expect(existsSync(sandbox.path('.beads/formulas/patrol.formula.toml'))).toBe(false);
    expect(readFileSync(sandbox.path('.beads/formulas/plain.formula.toml'), 'utf8')).toBe('mine');
  });
});

it('every difference that can be found is an entry of spec/divergences.md', () => {
  const known = readDivergences(fileURLToPath(new URL('../../spec', import.meta.url)));
  const step = {
    id: 'a',
    type: 'human',
    retry: 1,
    condition: 'x',
    gate: { condition: 'y' },
    expand: 'e',
    expand_vars: {},
    on_complete: {},
    waits_for: 'all-children',
    description: '{{steps.b.output.c}}',
    notes: 'n',
    loop: { count: 2, body: [{ id: 'b', loop: { until: 'x' } }] },
    children: [{ id: 'c' }],
  };
  const all = (type: string) =>
    differencesIn(
      {
        formula: 'all',
        type,
        squash: {},
        vars: { a: { required: true, default: 1, enum: [1] } },
        steps: [step],
        template: [step],
        extends: ['x'],
        compose: { expand: [], map: [], aspects: [], gate: [], bond_points: [], hooks: [] },
        advice: [],
        pointcuts: [],
        presets: {},
        prompts: {},
      } as unknown as Parameters<typeof differencesIn>[0],
      true,
    ).map(({ title }) => title);
  const titles = new Set(['expansion', 'aspect', 'convoy'].flatMap(all));
  expect(titles.size).toBe(30);
  for (const title of titles) {
    const { upstream, ours, why } = known.get(title) ?? {};
    expect([title, upstream, ours, why]).toEqual([
      title,
      expect.stringMatching(/./),
      expect.stringMatching(/./),
      expect.stringMatching(/./),
    ]);
  }
});
