// A language server that draws: what it is asked for is a picture that says how many changes it has been told of, and of a formula
// that says "broken" there is none.
const { createConnection, TextDocumentSyncKind, TextDocuments } = require('vscode-languageserver/node');
const { TextDocument } = require('vscode-languageserver-textdocument');

const connection = createConnection(process.stdin, process.stdout);
const documents = new TextDocuments(TextDocument);
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Full,
    executeCommandProvider: { commands: ['gt.formula.graph'] },
  },
}));
connection.onExecuteCommand(({ command, arguments: [uri] }) => {
  const text = documents.get(uri)?.getText() ?? 'nothing';
  if (command !== 'gt.formula.graph' || text.includes('broken')) return null;
  return `<svg xmlns="http://www.w3.org/2000/svg"><text>${text}</text></svg>`;
});
documents.listen(connection);
connection.listen();
