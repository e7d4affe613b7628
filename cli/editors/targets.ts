import { block, type Edit, jsonArray, tomlElement } from './edits.js';
import { NEOVIM } from './neovim.js';

export const EDITORS = ['vscode', 'taplo', 'zed', 'neovim'] as const;
export type Editor = (typeof EDITORS)[number];

/** A file of a project, by its path from the root, and what is done to it. */
export interface Target {
  readonly path: string;
  readonly edit: Edit;
}

/** No other tool has files of such names. */
const PATTERN = '**/*.formula.toml';

/**
 * What an editor needs in a project, with the schema at a path from its root. Editors on taplo find `.taplo.toml` at the root of
 * what they have opened; its `path` may be relative, which the associations of Even Better TOML may not (taplo joins those to the
 * folder above).
 */
export function targetsOf(editor: Editor, schema: string): Target[] {
  const taplo: Target = {
    path: '.taplo.toml',
    edit: tomlElement(
      'rule',
      PATTERN,
      `# Formulas of gt.\n[[rule]]\nname = "formulas"\ninclude = ["${PATTERN}"]\n[rule.schema]\npath = ${JSON.stringify(schema)}\n`,
    ),
  };
  const tombi: Target = {
    path: 'tombi.toml',
    edit: tomlElement(
      'schemas',
      PATTERN,
      `# Formulas of gt.\n[[schemas]]\npath = ${JSON.stringify(schema)}\ninclude = ["${PATTERN}"]\n`,
    ),
  };
  switch (editor) {
    case 'taplo':
      return [taplo];
    case 'zed':
      return [taplo, tombi];
    case 'neovim':
      return [taplo, { path: '.nvim.lua', edit: block('--', NEOVIM) }];
    case 'vscode':
      return [
        taplo,
        {
          path: '.vscode/settings.json',
          edit: jsonArray(
            'evenBetterToml.rules',
            { name: 'formulas', include: [PATTERN], schema: { path: schema } },
            (each) => (each as { readonly name?: unknown } | null)?.name === 'formulas',
          ),
        },
        {
          path: '.vscode/extensions.json',
          edit: jsonArray('recommendations', EVEN_BETTER_TOML, (each) => each === EVEN_BETTER_TOML),
        },
      ];
  }
}

const EVEN_BETTER_TOML = 'tamasfe.even-better-toml';
