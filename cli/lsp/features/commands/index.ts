import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Feature } from '../feature.js';
import type { EditorCommand } from './command.js';
import { expandedCommand } from './expanded.js';
import { graphCommand } from './graph.js';

const COMMANDS: readonly EditorCommand[] = [graphCommand, expandedCommand];

/** The commands of the server, each with the URI of a formula that is open as its only argument. */
export const commands: Feature = {
  capabilities: { executeCommandProvider: { commands: COMMANDS.map(({ name }) => name) } },
  register({ connection, workspace }) {
    connection.onExecuteCommand(async ({ command, arguments: given = [] }) => {
      const known = COMMANDS.find(({ name }) => name === command);
      const names = COMMANDS.map(({ name }) => name).join(', ');
      if (!known)
        return new ResponseError(
          ErrorCodes.InvalidParams,
          `there is no command ${JSON.stringify(command)}; there are ${names}`,
        );
      const [uri] = given;
      if (typeof uri !== 'string')
        return new ResponseError(
          ErrorCodes.InvalidParams,
          `${command} takes one argument, the URI of a formula`,
        );
      return known.run(uri, workspace);
    });
  },
};
