import { type CodeAction, CodeActionKind, type TextEdit } from 'vscode-languageserver';
import { applyFixes } from '../../../compiler/diagnostics/fixes.js';
import { Source } from '../../../compiler/read/source.js';
import { editsTo } from '../edits-to.js';
import { rangeOf } from '../positions.js';
import type { Published, Publishing } from '../publishing.js';
import type { Workspace } from '../workspace.js';
import { workspaceEdit } from '../workspace-edit.js';
import type { Feature } from './feature.js';

/** The fix of every finding that has one; what leaves the meaning as it is, is preferred, and may be done all at once. */
export const codeActions: Feature = {
  capabilities: {
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
  },
  register({ connection, workspace, publishing }) {
    connection.onCodeAction(async ({ textDocument: { uri }, range, context: { only } }) => {
      const wants = (wanted: string): boolean =>
        only?.some((kind) => kind === '' || kind === wanted || wanted.startsWith(`${kind}.`)) === true;
      await workspace.analysis(uri);
      // It stands in a menu of its own, and is done when a file is saved: who wants it asks for it.
      const all = wants(CodeActionKind.SourceFixAll) ? fixAll(uri, workspace, publishing) : [];
      if (only && !wants(CodeActionKind.QuickFix)) return all;
      const each = publishing
        .at(uri)
        .filter(
          ({ told }) => !isBefore(told.range.end, range.start) && !isBefore(range.end, told.range.start),
        )
        .flatMap((published) => actionOf(published, workspace));
      return [...each, ...all];
    });
  },
};

interface Place {
  readonly line: number;
  readonly character: number;
}

const isBefore = (one: Place, other: Place): boolean =>
  one.line < other.line || (one.line === other.line && one.character < other.character);

function actionOf({ finding: { fix }, told, by }: Published, workspace: Workspace): CodeAction[] {
  if (!fix) return [];
  const changes = new Map<string, TextEdit[]>();
  for (const { span, text } of fix.edits) {
    const uri = workspace.uriOf(span.source.path, by);
    changes.set(uri, [...(changes.get(uri) ?? []), { range: rangeOf(span), newText: text }]);
  }
  return [
    {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [told],
      isPreferred: fix.isSafe === true,
      edit: workspaceEdit(changes, workspace),
    },
  ];
}

/** What `gt lint --fix` would write of the text that stands in the editor, in one edit. */
function fixAll(uri: string, workspace: Workspace, publishing: Publishing): CodeAction[] {
  const text = workspace.formula(uri)?.document.getText();
  if (text === undefined) return [];
  const safe = publishing.at(uri).flatMap(({ finding: { fix } }) => (fix?.isSafe ? [fix] : []));
  const { text: fixed } = applyFixes(text, safe);
  const edits = editsTo(fixed, new Source('', '', text));
  if (edits.length === 0) return [];
  const title = 'Fix all that can be fixed without a change of meaning';
  return [
    { title, kind: CodeActionKind.SourceFixAll, edit: workspaceEdit(new Map([[uri, edits]]), workspace) },
  ];
}
