import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { DIST, type Sandbox } from './sandbox.js';

/** What a server published of one file, one after the other, and who waits for the next. */
interface Findings {
  readonly told: { readonly version: number | undefined; readonly diagnostics: readonly Diagnostic[] }[];
  readonly waiting: (() => void)[];
}

/** A server other than ours, for Node, and what an editor says that is set for it in a folder. */
interface Server {
  readonly script: string;
  readonly settings: (folder: string | undefined) => unknown;
}

/** A client of the built `gt lsp`, as an editor is one: a process of its own, a real protocol library, stdin and stdout. */
export class EditorSession {
  readonly connection: ProtocolConnection;
  readonly #server: ChildProcess;
  readonly #ended: Promise<number | null>;
  readonly #findings = new Map<string, Findings>();
  readonly #versions = new Map<string, number>();
  stderr = '';

  constructor(
    private readonly sandbox: Sandbox,
    other?: Server,
  ) {
    const words = other ? [other.script] : [join(DIST, 'gt.cjs'), 'lsp', '--stdio'];
    const server = spawn(process.execPath, words, {
      cwd: sandbox.path('.'),
      env: { PATH: process.env['PATH'] ?? '', HOME: join(sandbox.root, 'home') },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#server = server;
    server.stderr.on('data', (chunk) => {
      this.stderr += String(chunk);
    });
    this.#ended = new Promise((resolve) => server.on('exit', resolve));
    // Who waits for an answer that cannot come any more is told so.
    void this.#ended.then(() => this.connection.dispose());
    this.connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    this.connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, version, diagnostics }: { uri: string; version?: number; diagnostics: Diagnostic[] }) => {
        const { told, waiting } = this.#of(uri);
        told.push({ version, diagnostics });
        for (const resolve of waiting.splice(0)) resolve();
      },
    );
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => other?.settings(scopeUri) ?? null),
    );
    this.connection.listen();
  }

  /** `initialize` with the project as the workspace; gives what the server says of itself. `more`: what else is said to it. */
  async begin(
    capabilities: object = {},
    more: object = {},
  ): Promise<{ capabilities: Record<string, unknown> }> {
    const rootUri = pathToFileURL(this.sandbox.path('.')).href;
    const params = {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'project' }],
      capabilities,
      ...more,
    };
    const result = await this.connection.sendRequest<{ capabilities: Record<string, unknown> }>(
      'initialize',
      params,
    );
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  /** The URI of a path of the project. */
  uri(path: string): string {
    return pathToFileURL(this.sandbox.path(path)).href;
  }

  /** Open a file with the text that stands in the editor; gives what is told of it. */
  async open(path: string, text: string): Promise<readonly Diagnostic[]> {
    this.#versions.set(path, 1);
    const textDocument = { uri: this.uri(path), languageId: 'toml', version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    return this.findings(path, 1);
  }

  /** Change a part of the text, or all of it; gives what is told of it then. */
  async change(path: string, change: object | string): Promise<readonly Diagnostic[]> {
    return this.findings(path, await this.type(path, change));
  }

  /** Change without waiting for what is told; gives the version. */
  async type(path: string, change: object | string): Promise<number> {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    const contentChanges = [typeof change === 'string' ? { text: change } : change];
    const textDocument = { uri: this.uri(path), version };
    await this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
    return version;
  }

  /** What is told of a version of a file, once it is. */
  async findings(path: string, version: number): Promise<readonly Diagnostic[]> {
    return this.until(path, (told) => told.version === version);
  }

  /** The first that is told of a file and is as wished for; of what has been told, only the last counts. */
  async until(
    path: string,
    isWanted: (told: Findings['told'][number]) => boolean,
  ): Promise<readonly Diagnostic[]> {
    const { told, waiting } = this.#of(this.uri(path));
    while (true) {
      const last = told[told.length - 1];
      if (last && isWanted(last)) return last.diagnostics;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  /** How many times something has been told of a version of a file. */
  timesTold(path: string, version: number): number {
    return this.#of(this.uri(path)).told.filter((each) => each.version === version).length;
  }

  /** Whether anything has been told of a file. */
  hasTold(path: string): boolean {
    return this.#of(this.uri(path)).told.length > 0;
  }

  /** A request about one file. */
  async ask<T>(method: string, path: string, params: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, { textDocument: { uri: this.uri(path) }, ...params });
  }

  /** Say goodbye as an editor does; gives the exit code. */
  async end(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.#ended;
  }

  /** Go away without a word; gives the exit code. */
  async vanish(): Promise<number | null> {
    this.#server.stdin?.end();
    return this.#ended;
  }

  /** Hear no more, and hold on to its stdin all the same. */
  deafen(): void {
    this.#server.stdout?.destroy();
  }

  /** The exit code, once it has ended. */
  get ended(): Promise<number | null> {
    return this.#ended;
  }

  /** For tests that failed half-way. */
  kill(): void {
    this.connection.dispose();
    this.#server.kill('SIGKILL');
  }

  #of(uri: string): Findings {
    const known = this.#findings.get(uri) ?? { told: [], waiting: [] };
    this.#findings.set(uri, known);
    return known;
  }
}
