import type { InlayHint } from 'vscode-languageserver';
import { inlayHints as hintsOf } from '../../../compiler/editor/additions/inlay-hints.js';
import { Source } from '../../../compiler/read/source.js';
import { positionOf } from '../positions.js';
import { treeOf } from '../tree-of.js';
import type { Feature } from './feature.js';

/** Inherited and woven steps where they would stand, and the needs that weaving adds. */
export const inlayHints: Feature = {
  capabilities: { inlayHintProvider: true },
  register({ connection, workspace }) {
    connection.languages.inlayHint.on(async ({ textDocument: { uri }, range: { start, end } }) => {
      const good = (await workspace.analysis(uri))?.good;
      const formula = workspace.formula(uri);
      if (!good || !formula) return null;
      const tree = treeOf(formula);
      const source = new Source('', '', tree.text);
      return hintsOf(tree, good).flatMap(({ offset, label, tooltip }): InlayHint[] => {
        const position = positionOf(source, offset);
        if (position.line < start.line || position.line > end.line) return [];
        return [{ position, label, ...(tooltip && { tooltip }), paddingLeft: !label.startsWith(',') }];
      });
    });
  },
};
