// What stands for VS Code in tests: real where the extension and its client look, and otherwise classes and functions that do
// nothing. What happens is kept in `seen`.
const { EventEmitter } = require('node:events');

class Disposable {
  constructor(end = () => {}) {
    this.end = end;
  }
  dispose() {
    this.end();
  }
}

const events = new EventEmitter();
const seen = { commands: new Map(), panels: [], messages: [], shown: [], diagnostics: new Map(), events };
const event = (name) => (listener, self) => {
  const told = (...args) => listener.apply(self, args);
  events.on(name, told);
  return new Disposable(() => events.off(name, told));
};

class Uri {
  constructor(text) {
    this.text = text;
    const url = new URL(text);
    this.scheme = url.protocol.slice(0, -1);
    this.path = decodeURIComponent(url.pathname);
    this.fsPath = this.path;
    this.authority = url.host;
    this.query = '';
    this.fragment = '';
  }
  static parse = (text) => new Uri(text);
  static file = (path) => new Uri(`file://${path}`);
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    this.line = line;
    this.character = character;
  }
}
class Range {
  constructor(a, b, c, d) {
    this.start = typeof a === 'number' ? new Position(a, b) : a;
    this.end = typeof a === 'number' ? new Position(c, d) : b;
  }
}
class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

/** Anything else: a class, a function, a table of numbers. */
const any = () => {
  class Any {}
  return new Proxy(Any, {
    get: (target, key) =>
      key in target || typeof key === 'symbol' ? target[key] : key === 'then' ? undefined : 0,
    apply: () => new Disposable(),
  });
};
const loose = (known) =>
  new Proxy(known, {
    get: (target, key) => {
      if (key in target || typeof key === 'symbol') return target[key];
      if (key === 'then' || key === '__esModule') return undefined;
      // `onDidX` are events; `registerX` and the like give something that ends.
      target[key] = /^on[A-Z]/.test(key) ? event(key) : /^[a-z]/.test(key) ? () => new Disposable() : any();
      return target[key];
    },
  });

module.exports = loose({
  seen,
  Disposable,
  Uri,
  Position,
  Range,
  Diagnostic,
  CodeActionKind: { Empty: { value: '', append: (value) => ({ value, append: () => ({ value }) }) } },
  version: '1.91.0',
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  ViewColumn: { Beside: -2 },
  env: loose({ appName: 'test', language: 'en' }),
  EventEmitter: class {
    #own = new EventEmitter();
    event = (listener, self) => {
      const told = (value) => listener.call(self, value);
      this.#own.on('x', told);
      return new Disposable(() => this.#own.off('x', told));
    };
    fire(value) {
      this.#own.emit('x', value);
    }
    dispose() {
      this.#own.removeAllListeners();
    }
  },
  CancellationTokenSource: class {
    token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
    cancel() {}
    dispose() {}
  },
  commands: loose({
    registerCommand: (name, run) => {
      seen.commands.set(name, run);
      return new Disposable(() => seen.commands.delete(name));
    },
  }),
  languages: loose({
    match: (selector, document) =>
      [selector].flat().some(({ pattern }) => document.fileName.endsWith(pattern.replace('**/*', '')))
        ? 10
        : 0,
    createDiagnosticCollection: () => ({
      set: (uri, list) => {
        seen.diagnostics.set(uri.toString(), list);
        events.emit('diagnostics', uri.toString(), list);
      },
      delete: (uri) => seen.diagnostics.delete(uri.toString()),
      clear: () => seen.diagnostics.clear(),
      dispose: () => {},
    }),
  }),
  window: loose({
    activeTextEditor: undefined,
    visibleTextEditors: [],
    tabGroups: loose({ all: [] }),
    createOutputChannel: () => loose({ appendLine: () => {}, append: () => {}, dispose: () => {} }),
    showTextDocument: async (document, how) => void seen.shown.push({ ...document, how }),
    showErrorMessage: async (text) => void seen.messages.push(text),
    showInformationMessage: async (text) => void seen.messages.push(text),
    createWebviewPanel: (kind, title, place, options) => {
      const own = new EventEmitter();
      const webview = { html: '' };
      const panel = {
        ...{ kind, title, place, options, revealed: 0 },
        webview: new Proxy(webview, {
          set: (target, key, value) => {
            target[key] = value;
            events.emit('html', value);
            return true;
          },
        }),
        reveal: () => panel.revealed++,
        onDidDispose: (listener) => own.on('end', listener),
        dispose: () => own.emit('end'),
      };
      seen.panels.push(panel);
      return panel;
    },
  }),
  workspace: loose({
    textDocuments: [],
    openTextDocument: async (document) => document,
    notebookDocuments: [],
    workspaceFolders: undefined,
    createFileSystemWatcher: () => loose({ dispose: () => {} }),
    getConfiguration: (section) => ({
      get: (key, fallback) => module.exports.settings[`${section}.${key}`] ?? fallback,
      inspect: () => undefined,
    }),
  }),
  settings: {},
});

// Bundles copy the names that they see; all that the real one has are there from the beginning.
for (const name of require('./names.json')) void module.exports[name];
