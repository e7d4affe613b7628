import { scan } from '../../compiler/editor/syntax/scan.js';
import type { SyntaxTree } from '../../compiler/editor/syntax/tree.js';
import type { OpenFormula } from './open-formula.js';

/** The tree of the text as it is now, whether it has been analysed or not. */
export function treeOf({ analysis, document, file }: OpenFormula): SyntaxTree {
  const text = document.getText();
  return analysis?.text === text ? analysis.tree : scan(text, file.endsWith('.json') ? 'json' : 'toml');
}
