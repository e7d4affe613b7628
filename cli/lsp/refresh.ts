import { CodeLensRefreshRequest, type Connection, InlayHintRefreshRequest } from 'vscode-languageserver';
import type { Workspace } from './workspace.js';

/** Have the client ask again for what it shows besides the text, as far as it can: it asks by itself only where a text has changed. */
export function refresh(connection: Connection, { client }: Workspace): void {
  // What becomes of it is the client's: it may go away meanwhile.
  const ask = (type: typeof InlayHintRefreshRequest.type): void =>
    void connection.sendRequest(type).catch(() => {});
  if (client.workspace?.inlayHint?.refreshSupport) ask(InlayHintRefreshRequest.type);
  if (client.workspace?.codeLens?.refreshSupport) ask(CodeLensRefreshRequest.type);
}
