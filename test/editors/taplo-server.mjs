// The language server of Even Better TOML, over stdin and stdout, in the surroundings that it has there; but no network is reached.
//   node test/editors/taplo-server.mjs
import { accessSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import lsp from '@taplo/lsp';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';

const isThere = (path) => {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
};

const writer = new StreamMessageWriter(process.stdout);
const taplo = lsp.TaploLsp.initialize(
  {
    cwd: () => process.cwd(),
    envVar: (name) => process.env[name],
    envVars: () => Object.entries(process.env),
    findConfigFile: (folder) => ['.taplo.toml', 'taplo.toml'].map((name) => join(folder, name)).find(isThere),
    glob: () => [],
    isAbsolute,
    isWindows: () => process.platform === 'win32',
    now: () => new Date(),
    readFile,
    writeFile,
    stderr: process.stderr,
    stdErrAtty: () => false,
    stdin: process.stdin,
    stdout: process.stderr,
    urlToFilePath: (url) => decodeURIComponent(url).slice('file://'.length),
    fetch: {
      fetch: () => Promise.reject(new TypeError('there is no network')),
      Headers,
      Request,
      Response,
    },
  },
  { onMessage: (message) => writer.write(message) },
);

new StreamMessageReader(process.stdin).listen(async (message) => {
  if (message.method === 'exit') process.exit(0);
  (await taplo).send(message);
});
