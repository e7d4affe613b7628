import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { foldsOf } from '../../../compiler/editor/folds.js';
import { Source } from '../../../compiler/read/source.js';
import { treeOf } from '../tree-of.js';
import type { Feature } from './feature.js';

/** Sections, texts and lists of several lines, and comments that stand together. */
export const folding: Feature = {
  capabilities: { foldingRangeProvider: true },
  register({ connection, workspace }) {
    connection.onFoldingRanges(({ textDocument: { uri } }) => {
      const formula = workspace.formula(uri);
      if (!formula) return null;
      const tree = treeOf(formula);
      const source = new Source('', '', tree.text);
      return foldsOf(tree).flatMap(({ start, end, isComment }): FoldingRange[] => {
        const startLine = source.position(start).line - 1;
        const endLine = source.position(end).line - 1;
        if (endLine <= startLine) return [];
        return [{ startLine, endLine, ...(isComment && { kind: FoldingRangeKind.Comment }) }];
      });
    });
  },
};
