import { accessSync, constants } from 'node:fs';
import {
  LSPErrorCodes,
  type RenameFile,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { rename, renameable } from '../../../compiler/editor/rename/rename.js';
import { isRefusal, type Renaming } from '../../../compiler/editor/rename/renaming.js';
import { Source } from '../../../compiler/read/source.js';
import { fileOf } from '../files.js';
import type { OpenFormula } from '../open-formula.js';
import { rangeOf } from '../positions.js';
import type { Workspace } from '../workspace.js';
import { workspaceEdit } from '../workspace-edit.js';
import type { Feature } from './feature.js';

/** A new name wherever a name stands, or a word on why that cannot be. */
export const renaming: Feature = {
  capabilities: { renameProvider: { prepareProvider: true } },
  register({ connection, workspace }) {
    connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
      const asked = await workspace.asked(uri, position);
      if (!asked) return null;
      const { index, host, path, offset, cooked } = asked;
      const found = await renameable(index, host, { path, offset, cooked });
      if (isRefusal(found)) return refused(found.reason);
      const source = new Source('', '', index.file(path)?.text ?? '');
      return { range: rangeOf(source.span(found.start, found.end)), placeholder: found.name };
    });
    connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
      const asked = await workspace.asked(uri, position);
      if (!asked) return null;
      const { index, host, path, offset, formula, cooked } = asked;
      const found = await rename(index, host, { path, offset, name: newName, cooked });
      if (isRefusal(found)) return refused(found.reason);
      const problem = unwritable(found, formula, workspace);
      if (problem !== undefined) return refused(problem);
      return editOf(found, formula, workspace);
    });
  },
};

const refused = (reason: string): ResponseError => new ResponseError(LSPErrorCodes.RequestFailed, reason);

/** What cannot be written, here or by this client. */
function unwritable(
  { edits, files }: Renaming,
  formula: OpenFormula,
  workspace: Workspace,
): string | undefined {
  const { documentChanges, resourceOperations } = workspace.client.workspace?.workspaceEdit ?? {};
  if (files.size > 0 && !(documentChanges && resourceOperations?.includes('rename')))
    return 'the file of a formula has its name, and this editor cannot rename files when asked to';
  for (const { candidate } of edits.keys()) {
    const uri = workspace.uriOf(candidate.path, formula);
    const file = workspace.formula(uri) ? undefined : fileOf(uri);
    if (file === undefined) continue;
    try {
      accessSync(file, constants.W_OK);
    } catch {
      return `${candidate.path} has the name and cannot be written`;
    }
  }
  return undefined;
}

function editOf({ edits, files }: Renaming, formula: OpenFormula, workspace: Workspace): WorkspaceEdit {
  const changes = new Map<string, TextEdit[]>();
  for (const [{ candidate, text }, list] of edits) {
    const source = new Source('', '', text);
    changes.set(
      workspace.uriOf(candidate.path, formula),
      list.map((edit) => ({ range: rangeOf(source.span(edit.start, edit.end)), newText: edit.text })),
    );
  }
  const edit = workspaceEdit(changes, workspace);
  if (files.size === 0) return edit;
  return { documentChanges: [...(edit.documentChanges ?? []), ...movesOf(files, formula, workspace)] };
}

function movesOf(files: Renaming['files'], formula: OpenFormula, workspace: Workspace): RenameFile[] {
  return [...files].map(([from, to]): RenameFile => {
    const [oldUri, newUri] = [workspace.uriOf(from, formula), workspace.uriOf(to, formula)];
    return { kind: 'rename', oldUri, newUri };
  });
}
