import type { Workspace } from '../../workspace.js';

/** Something that a client can have done by name (`workspace/executeCommand`), about one formula that is open. */
export interface EditorCommand {
  readonly name: string;
  /** Null where there is nothing to give. */
  run(uri: string, workspace: Workspace): Promise<unknown>;
}
