import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Publishing } from '../publishing.js';
import type { Workspace } from '../workspace.js';

/** What a feature works with. */
export interface FeatureContext {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly publishing: Publishing;
}

/** One thing that an editor can ask for. */
export interface Feature {
  /** What the client is told of it. */
  readonly capabilities: ServerCapabilities;
  /** Answer its requests. An answer is about the text as it is when it is given. */
  register(context: FeatureContext): void;
}
