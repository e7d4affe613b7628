import type { CodeLens } from 'vscode-languageserver';
import { codeLenses as lensesOf } from '../../../compiler/editor/additions/code-lenses.js';
import { Source } from '../../../compiler/read/source.js';
import { rangeOf } from '../positions.js';
import { treeOf } from '../tree-of.js';
import { expandedCommand } from './commands/expanded.js';
import type { Feature } from './feature.js';

/** How many steps are inherited or woven in. The client shows what the command gives: the formula with nothing left to compose. */
export const codeLenses: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: false } },
  register({ connection, workspace }) {
    connection.onCodeLens(async ({ textDocument: { uri } }) => {
      const good = (await workspace.analysis(uri))?.good;
      const formula = workspace.formula(uri);
      if (!good || !formula) return null;
      const tree = treeOf(formula);
      const source = new Source('', '', tree.text);
      return lensesOf(tree, good).map(({ at: { start }, title }): CodeLens => {
        const command = { title, command: expandedCommand.name, arguments: [uri] };
        return { range: rangeOf(source.span(start, start)), command };
      });
    });
  },
};
