import { Reporter } from '../../../compiler/diagnostics/reporter.js';
import { formatFormula } from '../../../compiler/format/format.js';
import { Source } from '../../../compiler/read/source.js';
import { editsTo } from '../edits-to.js';
import type { Feature } from './feature.js';

/** The layout of `gt fmt`. A text with errors stays as it is; what is wrong with it is told anyway. */
export const formatting: Feature = {
  capabilities: { documentFormattingProvider: true },
  register({ connection, workspace }) {
    connection.onDocumentFormatting(async ({ textDocument: { uri } }) => {
      const formula = workspace.formula(uri);
      if (!formula || formula.isTests || formula.isOverlay) return null;
      const source = new Source(formula.path, formula.path, formula.document.getText());
      const format = formula.file.endsWith('.json') ? 'json' : 'toml';
      const formatted = await formatFormula(source, format, new Reporter());
      return formatted === undefined ? null : editsTo(formatted, source);
    });
  },
};
