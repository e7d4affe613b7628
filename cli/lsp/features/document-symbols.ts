import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import { type OutlineItem, type OutlineKind, outlineOf } from '../../../compiler/editor/outline.js';
import { Source } from '../../../compiler/read/source.js';
import { rangeOf } from '../positions.js';
import { treeOf } from '../tree-of.js';
import type { Feature } from './feature.js';

const KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  step: SymbolKind.Function,
  variable: SymbolKind.Variable,
  'bond-point': SymbolKind.Interface,
  table: SymbolKind.Namespace,
};

/** The outline of a formula: steps as they are nested, variables, and other tables. */
export const documentSymbols: Feature = {
  capabilities: { documentSymbolProvider: true },
  register({ connection, workspace }) {
    connection.onDocumentSymbol(({ textDocument: { uri } }) => {
      const formula = workspace.formula(uri);
      if (!formula) return null;
      const tree = treeOf(formula);
      const source = new Source('', '', tree.text);
      const symbol = ({ name, detail, kind, extent, selection, children }: OutlineItem): DocumentSymbol => ({
        name,
        ...(detail !== undefined && { detail }),
        kind: KINDS[kind],
        range: rangeOf(source.span(extent.start, extent.end)),
        selectionRange: rangeOf(source.span(selection.start, selection.end)),
        children: children.map(symbol),
      });
      return outlineOf(tree).map(symbol);
    });
  },
};
