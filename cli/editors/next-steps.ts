import type { Editor } from './targets.js';

/** What is left to do in the editor itself, which no file of a project can say. */
export const NEXT_STEPS: Readonly<Record<Editor, string | undefined>> = {
  vscode: 'VS Code offers to install Even Better TOML, which checks and helps by the schema',
  taplo: undefined,
  zed: 'Zed starts "gt lsp" by an extension, which is in the sources of gt (editors/zed, with how to install it)',
  neovim:
    'Neovim reads .nvim.lua where your init.lua has "vim.o.exrc = true", and asks once whether you trust it; before 0.9, say "nvim -S .nvim.lua"',
};
