import { type CodeAction, CodeActionKind, type TextEdit } from 'vscode-languageserver';
import { rangeOf } from '../positions.js';
import type { Published } from '../publishing.js';
import type { Workspace } from '../workspace.js';
import type { Feature } from './feature.js';

/** The fix of every finding that has one; what leaves the meaning as it is, is preferred. */
export const codeActions: Feature = {
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } },
  register({ connection, workspace, publishing }) {
    connection.onCodeAction(async ({ textDocument: { uri }, range, context: { only } }) => {
      if (only && !only.some((kind) => kind === '' || kind === CodeActionKind.QuickFix)) return [];
      await workspace.analysis(uri);
      return publishing
        .at(uri)
        .filter(
          ({ told }) => !isBefore(told.range.end, range.start) && !isBefore(range.end, told.range.start),
        )
        .flatMap((each) => actionOf(each, workspace));
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
  const changes: Record<string, TextEdit[]> = {};
  for (const { span, text } of fix.edits) {
    const uri = workspace.uriOf(span.source.path, by);
    const edits = changes[uri] ?? [];
    changes[uri] = edits;
    edits.push({ range: rangeOf(span), newText: text });
  }
  return [
    {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [told],
      isPreferred: fix.isSafe === true,
      edit: { changes },
    },
  ];
}
