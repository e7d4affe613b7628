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
        'wrote .beads/schemas/formula.schema.json, .taplo.toml, .vscode/settings.json, .vscode/extensions.json\n' +
        'VS Code offers to install Even Better TOML, which checks and helps by the schema\n',
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
    [
      '.zed/settings.json',
      '{ "lsp": [], "languages": { "TOML": 1 } }',
      '"languages.TOML" is no object of settings',
    ],
  ])('leaves everything alone where %s is %j', (path, text, why) => {
    sandbox.write({ [path]: text });
    const { stdout, stderr, code } = sandbox.gt('editor', 'setup', 'vscode', 'zed', '--yes');
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

  it('tells Neovim of the language server, again in the same place', () => {
    expect(sandbox.gt('editor', 'setup', 'neovim', '--yes')).toMatchObject({
      stderr:
        'wrote .beads/schemas/formula.schema.json, .taplo.toml, .nvim.lua\nNeovim reads .nvim.lua where your init.lua has "vim.o.exrc = true", ' +
        'and asks once whether you trust it; before 0.9, say "nvim -S .nvim.lua"\n',
      code: 0,
    });
    const ours = read('.nvim.lua');
    expect(ours).toMatch(/^-- gt: begin\n[\s\S]*-- gt: end\n$/);
    const around = (text: string): string => `x = 1\r\n${text.replaceAll('\n', '\r\n')}y = 2\r\n`;
    sandbox.write({ '.nvim.lua': around(ours.replace("'toml'", "'old'")) });
    expect(sandbox.gt('editor', 'setup', 'neovim', '--yes').code).toBe(0);
    expect(read('.nvim.lua')).toBe(around(ours));
    expect(sandbox.gt('editor', 'setup', 'neovim', '--yes').stderr).toBe('nothing to change\n');
  });

  const BINARY = `  "lsp": {
    "gt": {
      "binary": {
        "path": "node_modules/.bin/gt",
        "arguments": [
          "lsp"
        ]
      }
    }
  },
`;
  const SERVERS = `  "languages": {
    "TOML": {
      "language_servers": [
        "...",
        "gt"
      ]
    }
  }`;

  it('tells Zed of the schema and the language server, and of the gt that the project has installed', () => {
    expect(sandbox.gt('editor', 'setup', 'zed', '--yes')).toEqual({
      stdout: `new: .beads/schemas/formula.schema.json (what "gt schema formula" prints)
--- .taplo.toml
+++ .taplo.toml
@@ -0,0 +1,6 @@
+# Formulas of gt.
+[[rule]]
+name = "formulas"
+include = ["**/*.formula.toml"]
+[rule.schema]
+path = ".beads/schemas/formula.schema.json"
--- tombi.toml
+++ tombi.toml
@@ -0,0 +1,4 @@
+# Formulas of gt.
+[[schemas]]
+path = ".beads/schemas/formula.schema.json"
+include = ["**/*.formula.toml"]
--- .zed/settings.json
+++ .zed/settings.json
@@ -0,0 +1,10 @@
+{
${SERVERS.replace(/^/gm, '+')}
+}
`,
      stderr:
        'wrote .beads/schemas/formula.schema.json, .taplo.toml, tombi.toml, .zed/settings.json\n' +
        'Zed starts "gt lsp" by an extension, which is in the sources of gt (editors/zed, with how to install it)\n',
      code: 0,
    });
    expect(read('.zed/settings.json')).toBe(`{\n${SERVERS}\n}\n`);
    expect(sandbox.gt('editor', 'setup', 'zed', '--yes').stderr).toBe('nothing to change\n');

    sandbox.write({ 'node_modules/.bin/gt': '' });
    expect(sandbox.gt('editor', 'setup', 'zed', '--yes').code).toBe(0);
    expect(read('.zed/settings.json')).toBe(`{\n${BINARY}${SERVERS}\n}\n`);
    expect(sandbox.gt('editor', 'setup', 'zed', '--yes').stderr).toBe('nothing to change\n');
  });

  it('keeps the mark in front and the ends of lines of Windows', () => {
    sandbox.write({ '.zed/settings.json': '\uFEFF{"a": 1}\r\n', '.taplo.toml': '# mine\r\n' });
    expect(sandbox.gt('editor', 'setup', 'zed', '--yes').code).toBe(0);
    expect(read('.zed/settings.json')).toBe(`\uFEFF{\n${SERVERS},\n  "a": 1}\n`.replaceAll('\n', '\r\n'));
    expect(read('.taplo.toml')).toMatch(/^# mine\r\n\r\n# Formulas of gt\.\r\n(?:[^\n]*\r\n)+$/);
    expect(sandbox.gt('editor', 'setup', 'zed', '--yes').stderr).toBe('nothing to change\n');
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
      next: [],
    });
    const looked = JSON.parse(sandbox.gt('editor', 'setup', 'zed', 'vscode', '--dry-run', '--json').stdout);
    expect(looked).toMatchObject({
      editors: ['zed', 'vscode'],
      files: [
        { path: 'tombi.toml', created: true },
        { path: '.zed/settings.json', created: true },
        { path: '.vscode/settings.json', created: true },
        { path: '.vscode/extensions.json', created: true },
      ],
      written: false,
      next: [expect.stringContaining('Zed'), expect.stringContaining('VS Code')],
    });
    expect(existsSync(sandbox.path('tombi.toml'))).toBe(false);
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
