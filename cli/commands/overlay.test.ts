import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SHINY } from '../testing/formulas.js';
import { Sandbox } from '../testing/sandbox.js';

const override = (step: string, text: string): string =>
  `[[step-overrides]]\nstep_id = "${step}"\nmode = "append"\ndescription = "${text}"\n`;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox().formulas({ shiny: SHINY }).write({
    '../mayor/town.json': '{}',
    '../formula-overlays/shiny.toml': override('test', 'on ARM too'),
  });
});
afterEach(() => sandbox.remove());

interface Cooked {
  readonly fingerprint: string;
  readonly steps: readonly { readonly id: string; readonly description?: string }[];
  readonly sources: readonly { readonly id: string }[];
}

function cook(...args: readonly string[]): Cooked {
  const { stdout, stderr, code } = sandbox.gt('cook', '--json', ...args);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return JSON.parse(stdout) as Cooked;
}

const tested = ({ steps }: Cooked): string | undefined => steps.find(({ id }) => id === 'test')?.description;

describe('an overlay', () => {
  it('changes what is cooked by name, and neither a file nor what is cooked without', () => {
    const overlaid = cook('shiny');
    expect(tested(overlaid)).toBe('on ARM too');
    expect(overlaid.sources.map(({ id }) => id)).toEqual(['project:shiny', 'town-overlay:shiny']);
    const plain = cook('shiny', '--no-overlay');
    expect(tested(plain)).toBeUndefined();
    expect(plain.fingerprint).not.toBe(overlaid.fingerprint);
    expect(cook('.beads/formulas/shiny.formula.toml')).toEqual(plain);
    expect(sandbox.bd('cook', 'shiny', '--json').stdout).toBe(sandbox.gt('cook', 'shiny', '--json').stdout);
  });

  it('of the rig takes the place of that of the town', () => {
    sandbox.write({ 'formula-overlays/shiny.toml': override('test', 'by hand') });
    expect(tested(cook('shiny'))).toBe('by hand');
    // How wide the columns are depends on where the test's folder is.
    const { stdout, stderr, code } = sandbox.gt('formula', 'which', 'shiny');
    expect(stdout.replace(/ {2,}/g, '  ')).toBe(
      `*  project  .beads/formulas/shiny.formula.toml  wins: the first in the order of search
  builtin  builtin/shiny.formula.toml  overridden: the tier "project" is searched first
+  rig-overlay  formula-overlays/shiny.toml  overlay: changes the formula where it is used by its name
  town-overlay  <root>/formula-overlays/shiny.toml  overridden: the overlay of the rig takes its place
searched: project (.beads/formulas), town (<root>/.beads/formulas), user (~/.beads/formulas), builtin (the built-in library)
`,
    );
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('is told by formula which and formula show', () => {
    const { overlays } = JSON.parse(sandbox.gt('formula', 'which', 'shiny', '--json').stdout) as {
      overlays: unknown;
    };
    const path = '<root>/formula-overlays/shiny.toml';
    const why = 'overlay: changes the formula where it is used by its name';
    expect(overlays).toEqual([{ tier: 'town-overlay', path, wins: true, why }]);
    const shown = sandbox.gt('formula', 'show', 'shiny');
    expect(shown.stdout).toContain(
      `shiny  project: .beads/formulas/shiny.formula.toml\nchanged by town-overlay: ${path}\n`,
    );
    const { overlay } = JSON.parse(sandbox.gt('formula', 'show', 'shiny', '--json').stdout) as {
      overlay: unknown;
    };
    expect(overlay).toEqual({ tier: 'town-overlay', path });
    const file = sandbox.gt('formula', 'show', '.beads/formulas/shiny.formula.toml');
    expect(file.stdout).not.toContain('overlay');
  });

  it('with a mistake fails the cooking, at its place', () => {
    sandbox.write({ '../formula-overlays/shiny.toml': override('tset', 'x') });
    expect(sandbox.gt('cook', 'shiny')).toEqual({
      stdout: '',
      stderr: `error[GT4004]: a patch is for "tset", but no step is written with that id
 --> <root>/formula-overlays/shiny.toml:2:11
  |
2 | step_id = "tset"
  |           ^^^^^^
  = help: did you mean "test"?

1 error
`,
      code: 1,
    });
    const { stderr, code } = sandbox.gt('cook', '--check', '.');
    expect({ place: stderr.split('\n').slice(0, 2), code }).toEqual({
      place: [
        'error[GT4004]: a patch is for "tset", but no step is written with that id',
        ' --> <root>/formula-overlays/shiny.toml:2:11',
      ],
      code: 1,
    });
    for (const args of [
      ['cook', 'shiny', '--no-overlay'],
      ['cook', '--check', '.', '--no-overlay'],
      ['lint', 'shiny'],
      ['fmt', '--check', 'shiny'],
    ])
      expect([args, sandbox.gt(...args).code]).toEqual([args, 0]);
  });

  it('stands in what expand writes, which says where from', () => {
    const { stdout, stderr, code } = sandbox.gt('expand', 'shiny');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('description = "on ARM too"');
    expect(stdout).toContain('# from shiny.formula.toml:12, inherited by shiny.toml:1\n');
    expect(sandbox.gt('expand', 'shiny', '--phase', 'inherit').stdout).toContain(
      'description = "on ARM too"',
    );
  });

  it('is that of the revision in a diff', () => {
    const git = (...args: readonly string[]): void => {
      const who = ['-c', 'user.name=x', '-c', 'user.email=x@x'];
      expect(sandbox.spawn('git', [...who, ...args])).toMatchObject({ code: 0 });
    };
    sandbox.write({ 'formula-overlays/shiny.toml': override('test', 'first') });
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    expect(sandbox.gt('diff', 'shiny@HEAD', 'shiny')).toMatchObject({ stderr: '', code: 0 });
    sandbox.write({ 'formula-overlays/shiny.toml': override('test', 'second') });
    const { stdout, code } = sandbox.gt('diff', 'shiny@HEAD', 'shiny');
    expect(code).toBe(1);
    expect(stdout).toContain('first');
    expect(stdout).toContain('second');
  });
});
