import { commands, type ExtensionContext, ViewColumn, window, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { GraphViews } from './graph-views.js';

/** Formulas, and no other TOML. */
const FORMULAS = '**/*.formula.toml';

/** Called by VS Code when there is a formula: start the language server, and offer the graph. */
export async function activate(context: ExtensionContext): Promise<void> {
  const [command = 'gt', ...args] = workspace.getConfiguration('gt').get<string[]>('server.command') ?? [];
  const client = new LanguageClient(
    'gt',
    'gt',
    { command, args },
    {
      documentSelector: [{ scheme: 'file', pattern: FORMULAS }],
      middleware: {
        // What a lens over a formula asks for.
        executeCommand: async (name, given, next) => {
          const result: unknown = await next(name, given);
          if (name === 'gt.formula.expanded') await showExpanded(result);
          return result;
        },
      },
    },
  );
  const graphs = new GraphViews((uri) =>
    client.sendRequest('workspace/executeCommand', { command: 'gt.formula.graph', arguments: [uri] }),
  );
  context.subscriptions.push(
    client,
    graphs,
    commands.registerCommand('gt.showGraph', () => graphs.show(window.activeTextEditor?.document)),
    commands.registerCommand('gt.restartServer', () => client.restart()),
  );
  try {
    await client.start();
  } catch (error) {
    const shown = [command, ...args].join(' ');
    void window.showErrorMessage(
      `"${shown}" could not be started (${error instanceof Error ? error.message : String(error)}). Install gt, or set gt.server.command.`,
    );
  }
}

/** The formula with all that it is composed of, beside it. */
async function showExpanded(toml: unknown): Promise<void> {
  if (typeof toml !== 'string') {
    void window.showInformationMessage('The formula has errors: it cannot be written out.');
    return;
  }
  const document = await workspace.openTextDocument({ language: 'toml', content: toml });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true });
}
