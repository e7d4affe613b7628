import { scanToml } from '../../compiler/editor/syntax/scan-toml.js';
import type { SyntaxTree } from '../../compiler/editor/syntax/tree.js';
import type { OpenFormula } from './open-formula.js';

/** The tree of the text as it is now, whether it has been analysed or not. */
export function treeOf({ analysis, document }: OpenFormula): SyntaxTree {
  const text = document.getText();
  return analysis?.text === text ? analysis.tree : scanToml(text);
}
