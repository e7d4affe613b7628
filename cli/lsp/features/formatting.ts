import type { TextEdit } from 'vscode-languageserver';
import { Reporter } from '../../../compiler/diagnostics/reporter.js';
import { formatFormula } from '../../../compiler/format/format.js';
import { Source } from '../../../compiler/read/source.js';
import { rangeOf } from '../positions.js';
import type { Feature } from './feature.js';

/** The layout of `gt fmt`. A text with errors stays as it is; what is wrong with it is told anyway. */
export const formatting: Feature = {
  capabilities: { documentFormattingProvider: true },
  register({ connection, workspace }) {
    connection.onDocumentFormatting(async ({ textDocument: { uri } }) => {
      const formula = workspace.formula(uri);
      if (!formula) return null;
      const source = new Source(formula.path, formula.path, formula.document.getText());
      const format = formula.file.endsWith('.json') ? 'json' : 'toml';
      const formatted = await formatFormula(source, format, new Reporter());
      return formatted === undefined ? null : editsTo(formatted, source);
    });
  },
};

/** One edit of what differs, so that cursors and marks outside of it stay. */
function editsTo(formatted: string, source: Source): TextEdit[] {
  const { text } = source;
  if (formatted === text) return [];
  const most = Math.min(text.length, formatted.length);
  let start = 0;
  while (start < most && text[start] === formatted[start]) start++;
  let left = 0;
  while (left < most - start && text[text.length - 1 - left] === formatted[formatted.length - 1 - left])
    left++;
  const range = rangeOf(source.span(start, text.length - left));
  return [{ range, newText: formatted.slice(start, formatted.length - left) }];
}
