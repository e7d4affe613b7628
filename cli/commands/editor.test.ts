import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { parse } from 'jsonc-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sandbox } from '../testing/sandbox.js';

const HAS_SCRIPT =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());
const read = (path: string): string => readFileSync(sandbox.path(path), 'utf8');

const SETTINGS = `// mine
{
    "editor.rulers": [100], // and this
    /* kept */ "evenBetterToml.rules": [
        { "name": "other", "include": ["x.toml"] },
    ],
}
`;

describe('gt editor setup', () => {
  it('shows what it writes, and writes it once', () => {
    const { stdout, stderr, code } = sandbox.gt('editor', 'setup', '--yes');
    expect({ stderr, code }).toEqual({
      stderr:
        'wrote .beads/schemas/formula.schema.json, .taplo.toml, .vscode/settings.json, .vscode/extensions.json\n',
      code: 0,
    });
    expect(stdout).toContain('new: .beads/schemas/formula.schema.json (what "gt schema formula" prints)\n');
    expect(stdout).toContain('+[rule.schema]\n+path = ".beads/schemas/formula.schema.json"\n');
    expect(read('.beads/schemas/formula.schema.json')).toBe(sandbox.gt('schema').stdout);
    expect(JSON.parse(read('.vscode/settings.json'))).toEqual({
      'evenBetterToml.rules': [
        {
          name: 'formulas',
          include: ['**/*.formula.toml'],
          schema: { path: '.beads/schemas/formula.schema.json' },
        },
      ],
    });
    expect(sandbox.gt('editor', 'setup', '--yes')).toEqual({
      stdout: '',
      stderr: 'nothing to change\n',
      code: 0,
    });
    // A schema that is old is brought up to date.
    sandbox.write({ '.beads/schemas/formula.schema.json': '{}' });
    expect(sandbox.gt('editor', 'setup', 'taplo', '--yes').stdout).toMatch(/^changed: /);
  });

  it('keeps comments and layout of settings', () => {
    sandbox.write({
      '.vscode/settings.json': SETTINGS,
      '.taplo.toml': '# mine\n[formatting]\nindent_tables = true',
    });
    expect(sandbox.gt('editor', 'setup', 'vscode', '--yes').code).toBe(0);
    const settings = read('.vscode/settings.json');
    for (const kept of [
      '// mine\n{\n    "editor.rulers": [100], // and this\n',
      '    /* kept */ "evenBetterToml.rules": [\n        {\n            "name": "formulas"',
      '\n        },\n        { "name": "other", "include": ["x.toml"] },\n    ],\n}\n',
    ])
      expect(settings).toContain(kept);
    expect(parse(settings)['evenBetterToml.rules']).toHaveLength(2);
    expect(read('.taplo.toml')).toMatch(
      /^# mine\n\[formatting\]\nindent_tables = true\n\n# Formulas of gt\.\n\[\[rule\]\]\n/,
    );
    expect(sandbox.gt('editor', 'setup', 'vscode', '--yes').stderr).toBe('nothing to change\n');
  });

  it('with --dry-run, or where nobody can agree, writes nothing', () => {
    expect(sandbox.gt('editor', 'setup', '--dry-run')).toMatchObject({
      stderr: 'nothing was written\n',
      code: 0,
    });
    expect(sandbox.gt('editor', 'setup')).toMatchObject({
      stderr: 'error: nobody is there to agree to the changes; say --yes, or only look with --dry-run\n',
      code: 2,
    });
    expect(existsSync(sandbox.path('.taplo.toml'))).toBe(false);
    expect(existsSync(sandbox.path('.beads'))).toBe(false);
  });

  it.each([
    ['.vscode/settings.json', '{ "a": ', 'line 1 is not JSON: ValueExpected'],
    ['.vscode/settings.json', '[]', 'it is no object of settings'],
    ['.vscode/settings.json', '{ "evenBetterToml.rules": 1 }', '"evenBetterToml.rules" is no list'],
    ['.taplo.toml', 'a = ', 'it is not TOML'],
    ['.taplo.toml', 'rule = []\n', 'it is not TOML'],
  ])('leaves everything alone where %s is %j', (path, text, why) => {
    sandbox.write({ [path]: text });
    const { stdout, stderr, code } = sandbox.gt('editor', 'setup', '--yes');
    expect({ stdout, code }).toEqual({ stdout: '', code: 3 });
    expect(stderr).toContain(`error: cannot write "${path}": ${why}`);
    expect(read(path)).toBe(text);
    expect(existsSync(sandbox.path('.beads'))).toBe(false);
  });

  it('writes nothing through a link that leads out of the project', () => {
    sandbox.folder('../elsewhere');
    symlinkSync(sandbox.path('../elsewhere'), sandbox.path('.vscode'));
    expect(sandbox.gt('editor', 'setup', '--yes')).toMatchObject({
      stderr: 'error: cannot write ".vscode/settings.json": it leads out of the project\n',
      code: 3,
    });
  });

  it('tells Neovim of the language server, and Zed of the schema', () => {
    expect(sandbox.gt('editor', 'setup', 'neovim', 'zed', '--yes').code).toBe(0);
    expect(read('.nvim.lua')).toMatch(
      /^-- gt: begin\nvim\.lsp\.config\('gt', \{\n {2}cmd = \{ 'gt', 'lsp' \},\n[\s\S]*-- gt: end\n$/,
    );
    expect(read('tombi.toml')).toContain('path = ".beads/schemas/formula.schema.json"\n');
    sandbox.write({ '.nvim.lua': `x = 1\n${read('.nvim.lua').replace("'toml'", "'old'")}y = 2\n` });
    expect(sandbox.gt('editor', 'setup', 'neovim', '--yes').code).toBe(0);
    expect(read('.nvim.lua')).toMatch(
      /^x = 1\n-- gt: begin\n[\s\S]*filetypes = \{ 'toml' \}[\s\S]*-- gt: end\ny = 2\n$/,
    );
  });

  it('as JSON', () => {
    const { stdout } = sandbox.gt('editor', 'setup', 'taplo', '--yes', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      editors: ['taplo'],
      files: [
        { path: '.beads/schemas/formula.schema.json', created: true },
        { path: '.taplo.toml', created: true },
      ],
      written: true,
    });
  });

  it.runIf(HAS_SCRIPT)('asks on a terminal', () => {
    const answered = (answer: string): string => {
      sandbox.write({ keys: `${answer}\n` });
      return sandbox.shell("script -qec '$GT editor setup taplo' /dev/null < keys", {
        TERM: 'xterm',
        SHELL: '/bin/sh',
      }).stdout;
    };
    expect(answered('no')).toContain('nothing was written');
    expect(existsSync(sandbox.path('.taplo.toml'))).toBe(false);
    expect(answered('y')).toContain('wrote .beads/schemas/formula.schema.json, .taplo.toml');
  });
});

describe('#:schema', () => {
  const TEXT = '#:schema ../schemas/formula.schema.json\nformula = "a"\n\n[[steps]]\nid = "x"\n';

  it('is kept by gt fmt, by fixes, and found fault with by nobody', () => {
    sandbox.formulas({ a: TEXT.replace(' = ', '=') });
    expect(sandbox.gt('fmt').code).toBe(0);
    expect(read('.beads/formulas/a.formula.toml')).toBe(TEXT);
    expect(sandbox.gt('cook', '--check', '.').stderr).toBe('checked 1 formula: no errors\n');
    expect(sandbox.gt('lint', '--fix').stderr).toBe('checked 1 formula: no errors\n');
    expect(read('.beads/formulas/a.formula.toml')).toBe(TEXT);
  });
});
