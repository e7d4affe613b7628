import type { EditorCommand } from './command.js';

/** The picture of a formula. */
export interface FormulaGraph {
  readonly svg: string;
  /** The text has errors now: the picture is of the last one that had none. */
  readonly isStale: boolean;
}

/** `gt.formula.graph`: what `gt graph --format svg` draws of the text that stands in the editor. Null where no text of it has been without errors. */
export const graphCommand: EditorCommand = {
  name: 'gt.formula.graph',
  async run(uri, workspace): Promise<FormulaGraph | null> {
    const analysis = await workspace.analysis(uri);
    if (!analysis?.good) return null;
    const { svg } = await import('../../../../compiler/picture/svg.js');
    return { svg: svg(analysis.good.protomolecule), isStale: !analysis.isGood };
  },
};
