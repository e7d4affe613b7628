import { SemanticTokensBuilder } from 'vscode-languageserver';
import { TOKEN_TYPES, semanticTokens as tokensOf } from '../../../compiler/editor/semantic-tokens.js';
import type { Extent } from '../../../compiler/editor/syntax/tree.js';
import { Source } from '../../../compiler/read/source.js';
import type { OpenFormula } from '../open-formula.js';
import { positionOf } from '../positions.js';
import { treeOf } from '../tree-of.js';
import type { Feature } from './feature.js';

/** What stands inside strings: placeholders, words of expressions, globs. The rest is for the editor's own TOML. */
export const semanticTokens: Feature = {
  capabilities: {
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [] },
      full: { delta: true },
      range: true,
    },
  },
  register({ connection, workspace }) {
    /** What each text was told last, which a delta is of. */
    const builders = new WeakMap<OpenFormula, SemanticTokensBuilder>();
    const builderOf = (formula: OpenFormula): SemanticTokensBuilder => {
      const builder = builders.get(formula) ?? new SemanticTokensBuilder();
      builders.set(formula, builder);
      return builder;
    };
    connection.languages.semanticTokens.on(({ textDocument: { uri } }) => {
      const formula = workspace.formula(uri);
      if (!formula) return { data: [] };
      const builder = builderOf(formula);
      builder.previousResult('');
      return fill(builder, formula).build();
    });
    connection.languages.semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }) => {
      const formula = workspace.formula(uri);
      if (!formula) return { data: [] };
      const builder = builderOf(formula);
      builder.previousResult(previousResultId);
      return fill(builder, formula).buildEdits();
    });
    connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range: { start, end } }) => {
      const formula = workspace.formula(uri);
      if (!formula) return { data: [] };
      const { document } = formula;
      const extent = { start: document.offsetAt(start), end: document.offsetAt(end) };
      return fill(new SemanticTokensBuilder(), formula, extent).build();
    });
  },
};

function fill(builder: SemanticTokensBuilder, formula: OpenFormula, extent?: Extent): SemanticTokensBuilder {
  const tree = treeOf(formula);
  const source = new Source('', '', tree.text);
  for (const { start, end, type } of tokensOf(tree, extent ?? { start: 0, end: tree.text.length })) {
    const { line, character } = positionOf(source, start);
    builder.push(line, character, end - start, TOKEN_TYPES.indexOf(type), 0);
  }
  return builder;
}
