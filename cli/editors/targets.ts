import { block, type Edit, includes, tomlElement } from './edits.js';
import { jsonElement, jsonMember, jsonWord } from './json-edits.js';
import { NEOVIM } from './neovim.js';

export const EDITORS = ['vscode', 'taplo', 'zed', 'neovim'] as const;
export type Editor = (typeof EDITORS)[number];

/** A file of a project, by its path from the root, and what is done to it. */
export interface Target {
  readonly path: string;
  readonly edit: Edit;
}

/** What is known of the project. */
interface Project {
  /** The path of the schema. */
  readonly schema: string;
  /** Whether the project has a `gt` of its own in its packages. */
  readonly isInstalled: boolean;
}

/** No other tool has files of such names. */
const PATTERN = '**/*.formula.toml';

/**
 * What an editor needs in a project, with the schema at a path from its root. Editors on taplo find `.taplo.toml` at the root of
 * what they have opened; its `path` may be relative, which the associations of Even Better TOML may not (taplo joins those to the
 * folder above).
 */
export function targetsOf(editor: Editor, { schema, isInstalled }: Project): Target[] {
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
      return [taplo, tombi, ...zedSettings(isInstalled)];
    case 'neovim':
      return [taplo, { path: '.nvim.lua', edit: block('--', NEOVIM) }];
    case 'vscode':
      return [
        taplo,
        {
          path: '.vscode/settings.json',
          edit: jsonElement(
            ['evenBetterToml.rules'],
            { name: 'formulas', include: [PATTERN], schema: { path: schema } },
            (each) => includes(each, PATTERN),
          ),
        },
        {
          path: '.vscode/extensions.json',
          edit: jsonElement(['recommendations'], EVEN_BETTER_TOML, (each) => each === EVEN_BETTER_TOML),
        },
      ];
  }
}

/** The server is one of those for TOML, and `!gt` in the list says that somebody does not want it. */
const zedSettings = (isInstalled: boolean): Target[] => [
  {
    path: '.zed/settings.json',
    edit: then(
      jsonWord(
        ['languages', 'TOML', 'language_servers'],
        'gt',
        (each) => each === 'gt' || each === '!gt' || each === '...',
        ['...', 'gt'],
      ),
      // Elsewhere the extension finds it on the PATH.
      isInstalled
        ? jsonMember(['lsp', 'gt', 'binary'], { path: 'node_modules/.bin/gt', arguments: ['lsp'] })
        : (before = '') => before,
    ),
  },
];

const then =
  (first: Edit, second: Edit): Edit =>
  (before) =>
    second(first(before));

const EVEN_BETTER_TOML = 'tamasfe.even-better-toml';
