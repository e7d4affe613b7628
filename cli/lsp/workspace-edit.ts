import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Workspace } from './workspace.js';

/**
 * Edits by URI, as far as the client can of the very versions that they are of: then it makes none of a text that has
 * been typed in meanwhile. A file that is not open has no version.
 */
export function workspaceEdit(changes: ReadonlyMap<string, TextEdit[]>, workspace: Workspace): WorkspaceEdit {
  if (!workspace.client.workspace?.workspaceEdit?.documentChanges)
    return { changes: Object.fromEntries(changes) };
  return {
    documentChanges: [...changes].map(
      ([uri, edits]): TextDocumentEdit => ({
        textDocument: { uri, version: workspace.formula(uri)?.document.version ?? null },
        edits,
      }),
    ),
  };
}
