import { existsSync, readFileSync } from 'node:fs';
import { MarkupKind } from 'vscode-languageserver';
import { hoverAt } from '../../../compiler/editor/hover/hover.js';
import { Source } from '../../../compiler/read/source.js';
import { fileOf } from '../files.js';
import { rangeOf } from '../positions.js';
import type { Published } from '../publishing.js';
import { treeOf } from '../tree-of.js';
import type { Feature } from './feature.js';

/** What stands under the pointer, and what the page of a finding there begins with. */
export const hover: Feature = {
  capabilities: { hoverProvider: true },
  register({ connection, workspace, publishing }) {
    connection.onHover(async ({ textDocument: { uri }, position }) => {
      await workspace.analysis(uri);
      const asked = await workspace.asked(uri, position);
      if (!asked) return null;
      const { formula, index, path, offset } = asked;
      const { expressions } = await import('../../../compiler/language/parser.js');
      const tree = treeOf(formula);
      const source = new Source('', '', tree.text);
      const protomolecule = await workspace.protomolecule(asked);
      const found = hoverAt(tree, { index, path, offset, protomolecule, expressions });
      const findings = publishing.at(uri).filter(({ told: { range } }) => {
        const { document } = formula;
        return document.offsetAt(range.start) <= offset && offset <= document.offsetAt(range.end);
      });
      const parts = [...findings.map(pageOf), ...(found ? [found.markdown] : [])];
      if (parts.length === 0) return null;
      const range = found ? rangeOf(source.span(found.start, found.end)) : findings[0]?.told.range;
      return {
        contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
        ...(range && { range }),
      };
    });
  },
};

/** The first paragraph of the page of a code. */
function pageOf({ finding: { code, name }, told: { codeDescription } }: Published): string {
  const page = codeDescription && fileOf(codeDescription.href);
  const text = page !== undefined && existsSync(page) ? readFileSync(page, 'utf8') : '';
  const paragraph = text.split('\n\n').find((each) => !/^(?:#|Severity)/.test(each)) ?? '';
  return [`**${code} ${name}**`, paragraph.trim()].join('\n\n');
}
