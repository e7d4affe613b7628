import {
  createConnection,
  type InitializeParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import {
  createProtocolConnection,
  type Logger,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { Commands } from '../../compiler/rules/shell/commands.js';
import { VERSION } from '../../compiler/version.js';
import type { Surroundings } from '../../runtime/formulas/tiers.js';
import { FEATURES } from './features/index.js';
import { fileOf } from './files.js';
import { Publishing } from './publishing.js';
import { refresh } from './refresh.js';
import { watchProcess } from './watch-process.js';
import { Workspace } from './workspace.js';

export interface ServeOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly surroundings: Surroundings;
  /** Our own commands, as words, for lint. */
  readonly commands: readonly string[];
  /** The folder of the pages of codes. */
  readonly pages: string;
}

/** Files that findings hang on, opened or not, and the folders that may come and go with all that is in them. */
const WATCHED = [
  '**/{.beads,formulas,formula-overlays}',
  '**/*.formula.toml',
  '**/*.formula.json',
  '**/*.formula-test.toml',
  '**/formulas/**',
  '**/formula-overlays/*.toml',
  '**/.beads/gt.toml',
];

/**
 * Speak the language server protocol until the client says `exit` or goes away. True when it had said `shutdown`
 * before, as it should.
 */
export function serve({ input, output, surroundings, commands, pages }: ServeOptions): Promise<boolean> {
  return new Promise((resolve) => {
    let isShutDown = false;
    let isOver = false;
    let canWatch = false;
    let unwatch = (): void => {};
    const end = (): void => {
      isOver = true;
      unwatch();
      workspace.dispose();
      connection.dispose();
      resolve(isShutDown);
    };
    const [reader, writer] = [new StreamMessageReader(input), new StreamMessageWriter(output)];
    const watchDog = {
      // Others may hold the ends of our pipes that were the editor's.
      initialize: ({ processId }: InitializeParams) => {
        unwatch();
        if (processId !== null) unwatch = watchProcess(processId, end);
      },
      get shutdownReceived() {
        return isShutDown;
      },
      set shutdownReceived(value: boolean) {
        isShutDown = value;
      },
      exit: end,
    };
    const connection = createConnection(
      (logger) =>
        createProtocolConnection(
          reader,
          writer,
          whileThere(logger, () => !isOver),
        ),
      watchDog,
    );
    const workspace = new Workspace({
      surroundings,
      commands: new Commands({ gt: commands, bd: [] }),
      onAnalysed: (formula, analysis) => publishing.update(formula, analysis),
      onComposedAnew: () => refresh(connection, workspace),
      onFailure: (error) => connection.console.error(error instanceof Error ? error.message : String(error)),
    });
    const publishing = new Publishing(connection, workspace, pages);
    input.on('end', end);
    input.on('close', end);
    output.on('error', end);

    connection.onInitialize(({ workspaceFolders, rootUri, capabilities }) => {
      canWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
      workspace.client = capabilities;
      const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
      workspace.folders = uris.flatMap((uri) => fileOf(uri) ?? []);
      const features = FEATURES.map((feature) => feature.capabilities);
      return {
        capabilities: Object.assign(
          { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true } },
          ...features,
        ) as ServerCapabilities,
        serverInfo: { name: 'gt', version: VERSION },
      };
    });
    connection.onInitialized(() => {
      if (!canWatch) return;
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      const registration = {
        id: 'formulas',
        method: 'workspace/didChangeWatchedFiles',
        registerOptions: { watchers },
      };
      // A client that will not, or is gone before it answers, tells of no files; what it saves is seen anyway.
      connection.sendRequest('client/registerCapability', { registrations: [registration] }).catch(() => {});
    });
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) =>
      workspace.open(uri, languageId, version, text),
    );
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
      workspace.change(uri, contentChanges, version),
    );
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => workspace.save(uri));
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => workspace.close(uri));
    connection.onDidChangeWatchedFiles(({ changes }) =>
      workspace.changedOnDisk(changes.map(({ uri }) => uri)),
    );
    connection.onShutdown(() => {});
    for (const feature of FEATURES) feature.register({ connection, workspace, publishing });
    connection.listen();
  });
}

/** To an editor that is gone nothing is told, that included which could not be told it. */
function whileThere(logger: Logger, isThere: () => boolean): Logger {
  const told = (level: keyof Logger) => (message: string) => {
    if (isThere()) logger[level](message);
  };
  return { error: told('error'), warn: told('warn'), info: told('info'), log: told('log') };
}
