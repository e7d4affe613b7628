import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIST } from '../../cli/testing/sandbox.js';
import { Newcomer } from '../newcomer.js';

// Neovim itself, with the file that `gt editor setup neovim` writes and with nothing else of its own.

const HAS_NEOVIM = spawnSync('nvim', ['--version']).status === 0;
const ABSENT = HAS_NEOVIM ? '' : ' (NOT TESTED: nvim is not installed here)';
const STEPS = fileURLToPath(new URL('neovim.lua', import.meta.url));

let newcomer: Newcomer;
beforeEach(() => {
  newcomer = new Newcomer();
});
afterEach(() => newcomer.remove());
const read = (path: string): string => readFileSync(newcomer.path(path), 'utf8');

/** What was printed; what is no JSON is shown as it is. */
const parsed = (stdout: string): unknown =>
  stdout.startsWith('{') || stdout.startsWith('[') ? JSON.parse(stdout) : stdout;

const FORMULA = '.beads/formulas/main.formula.toml';
const BASE = 'formula = "base"\n\n[[steps]]\nid = "plan"\ntitle = "Plan"\n';
const MAIN =
  'formula = "main"\nextends = "base"\n\n[[steps]]\nid = "build"\ntitle = "Build"\nneeds = ["plan"]\n\n[[steps]]\nid = "ship"\ntitle="Ship"\nneds = ["build"]\n';

/** Neovim with the settings of the project, read in the way that all versions know, in folders of the user that are empty. */
const neovim = (line: string, path = '$PATH') =>
  newcomer.type(
    `for each in CONFIG DATA STATE CACHE; do export XDG_\${each}_HOME="$HOME/$each"; done; PATH="${path}" nvim --headless ${line}`,
  );

describe.runIf(HAS_NEOVIM)(`Neovim${ABSENT}`, () => {
  it('has all that gt lsp gives, after gt editor setup neovim', () => {
    newcomer.formulas({ base: BASE, main: MAIN }).write({ 'other.toml': 'a = 1\n' });
    expect(newcomer.type('gt editor setup neovim --yes').code).toBe(0);
    const { stdout, code } = neovim(`-S .nvim.lua -c 'luafile ${STEPS}'`);
    expect({ seen: parsed(stdout), code }).toEqual({
      seen: {
        withOther: 0,
        clients: [{ name: 'gt', root: '<root>/project', cmd: ['gt', 'lsp'] }],
        findings: [
          {
            line: 12,
            column: 1,
            severity: 1,
            code: 'GT2001',
            message: 'unknown key "neds" in step "ship"\nhelp: did you mean "needs"?',
          },
        ],
        fixes: ['rename to "needs"'],
        fixed: 'needs = ["build"]',
        completion: ['build', 'plan'],
        hover: [
          '**step `plan`**',
          '',
          'Plan',
          '',
          'It waits for nothing.',
          '',
          'Written at project:base:3',
          '- inherited by `main` (project:main:2)',
          '',
          'From `.beads/formulas/base.formula.toml`.',
        ],
        definition: { file: 'base.formula.toml', line: 4, column: 7 },
      },
      code: 0,
    });
    expect(read('.beads/formulas/base.formula.toml')).toBe(BASE.replace('"plan"', '"design"'));
    expect(read(FORMULA)).toBe(
      MAIN.replace('"plan"', '"design"').replace('title="Ship"', 'title = "Ship"').replace('neds', 'needs'),
    );
    expect(newcomer.gt('cook', '--check', '.').stderr).toBe('checked 2 formulas: no errors\n');
  });

  it('starts the gt that the project has installed', () => {
    newcomer.formulas({ main: MAIN }).folder('node_modules/.bin');
    symlinkSync(join(DIST, 'gt.cjs'), newcomer.path('node_modules/.bin/gt'));
    expect(newcomer.gt('editor', 'setup', 'neovim', '--yes').code).toBe(0);
    const { stdout } = neovim(
      `-S .nvim.lua -c 'edit ${FORMULA}' -c 'lua vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 5)' ` +
        `-c 'lua io.stdout:write(table.concat(vim.fn.systemlist("ps -A -o args="), "\\n"))' -c 'quitall!'`,
      process.env['PATH'],
    );
    expect(stdout).toMatch(/^\S*node <root>\/project\/node_modules\/\.bin\/gt lsp$/m);
  });

  // The Neovim of a distribution may be older: the two functions are stood in for, and what they are given is looked at.
  it('tells Neovim 0.11 and later of the server as data', () => {
    newcomer.formulas({ main: MAIN }).write({ 'other.toml': 'a = 1\n' });
    expect(newcomer.gt('editor', 'setup', 'neovim', '--yes').code).toBe(0);
    newcomer.write({
      'stand-in.lua': `local told = {}
vim.lsp.config = function(name, config) told = config; told.name = name end
vim.lsp.enable = function(name) told.enabled = name end
vim.cmd('luafile .nvim.lua')
told.roots = {}
for _, path in ipairs({ '${FORMULA}', 'other.toml' }) do
  vim.cmd('edit ' .. path)
  told.root_dir(vim.api.nvim_get_current_buf(), function(root) told.roots[path] = root end)
end
told.root_dir = nil
io.stdout:write(vim.fn.json_encode(told))
`,
    });
    expect(parsed(neovim(`-S stand-in.lua -c 'quitall!'`).stdout)).toEqual({
      name: 'gt',
      enabled: 'gt',
      cmd: ['gt', 'lsp'],
      filetypes: ['toml'],
      roots: { [FORMULA]: '<root>/project' },
    });
  });
});
