import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'jsonc-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem, Diagnostic, Hover } from 'vscode-languageserver-protocol';
import { EditorSession } from '../../cli/testing/editor-session.js';
import { Sandbox } from '../../cli/testing/sandbox.js';

// The server of Even Better TOML itself, without a network, with the files that `gt editor setup` writes. It takes seconds to start, many on a busy machine: all
// is asked of one. Of two folders that are open, the one has what is written for VS Code, the other what is written for taplo.

let sandbox: Sandbox;
let session: EditorSession;
beforeAll(async () => {
  sandbox = new Sandbox().folder('../taplo/.git');
  expect(sandbox.gt('editor', 'setup', 'vscode', '--yes').code).toBe(0);
  // Of the two files for VS Code, that of VS Code alone: the other is looked at in the other folder.
  expect(sandbox.shell('rm .taplo.toml && cd ../taplo && $GT editor setup taplo --yes').code).toBe(0);
  const settings = parse(readFileSync(sandbox.path('.vscode/settings.json'), 'utf8'));
  session = new EditorSession(sandbox, {
    script: fileURLToPath(new URL('taplo-server.mjs', import.meta.url)),
    settings: (folder) => ({
      ...SETTINGS,
      rules: folder === session.uri('.') ? settings['evenBetterToml.rules'] : [],
    }),
  });
  const folder = (path: string) => ({ uri: session.uri(path), name: path });
  await session.begin(
    {},
    {
      workspaceFolders: [folder('.'), folder('../taplo')],
      initializationOptions: { configurationSection: 'evenBetterToml', cachePath: sandbox.path('../cache') },
    },
  );
}, 240_000);
afterAll(() => {
  session.kill();
  sandbox.remove();
});

/** What Even Better TOML has set unless the user says otherwise. */
const SETTINGS = {
  taplo: { configFile: { enabled: true, path: null } },
  schema: {
    enabled: true,
    links: false,
    catalogs: ['https://www.schemastore.org/api/json/catalog.json'],
    associations: {},
    cache: { memoryExpiration: 60, diskExpiration: 600 },
  },
  completion: { maxKeys: 5 },
};

const TEXT = `formula = "main"

[[steps]]
id = "a"
neds = ["b"]

[vars.x]
type = "strin"
`;

/** Open a text; gives what is found fault with in it. */
async function opened(path: string, text: string): Promise<readonly Diagnostic[]> {
  const textDocument = { uri: session.uri(path), languageId: 'toml', version: 1, text };
  await session.connection.sendNotification('textDocument/didOpen', { textDocument });
  // It says at once that nothing is known yet.
  return session.until(path, ({ diagnostics }) => diagnostics.length > 0);
}

const at = (line: number, character: number) => ({ position: { line: line - 1, character: character - 1 } });
const span = ({ range: { start, end } }: Diagnostic): string =>
  `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
const texts = (found: readonly Diagnostic[]): unknown[] => [...new Set(found.map(({ message }) => message))];

describe.each([
  ['gt editor setup vscode', '.beads/formulas/main.formula.toml'],
  ['gt editor setup taplo', '../taplo/.beads/formulas/main.formula.toml'],
])('the server of Even Better TOML after %s', (_, path) => {
  it('finds fault with keys and values, and helps with them, by the schema', async () => {
    const found = await opened(path, TEXT);
    const [unknown, value] = [
      "Additional properties are not allowed ('neds' was unexpected)",
      '"strin" is not one of ["string","int","number","bool"]',
    ];
    expect(texts(found).sort()).toEqual([value, unknown].sort());
    const spans = (message: string): string[] => found.filter((each) => each.message === message).map(span);
    expect(spans(value)).toEqual(['8:1-8:5']);
    // It marks the whole step besides, part by part.
    expect(spans(unknown)).toContain('5:1-5:5');

    const hover = async (line: number, character: number): Promise<unknown> =>
      (await session.ask<Hover>('textDocument/hover', path, at(line, character)))?.contents;
    const markdown = (text: string) => ({ kind: 'markdown', value: text });
    expect(await hover(1, 2)).toEqual(markdown("The name; the same as the file's."));
    expect(await hover(3, 4)).toEqual(markdown('One piece of work.'));
    expect(await hover(4, 7)).toEqual(markdown('What others refer to it by.'));

    const complete = (line: number, character: number): Promise<CompletionItem[]> =>
      session.ask('textDocument/completion', path, at(line, character));
    expect((await complete(8, 8)).map(({ label }) => label)).toEqual([
      '"string"',
      '"int"',
      '"number"',
      '"bool"',
    ]);
    const keys = await complete(6, 1);
    expect(keys.find(({ label }) => label === 'needs')).toMatchObject({
      documentation: markdown('Ids of the steps that come first.'),
    });
  });
});

describe('the schema, in Even Better TOML', () => {
  const library = fileURLToPath(new URL('../../formulas', import.meta.url));
  it.each(readdirSync(library).filter((file) => file.endsWith('.formula.toml')))(
    'finds no fault with %s of the library',
    async (file) => {
      const text = readFileSync(`${library}/${file}`, 'utf8');
      // Something has to be wrong, for it to be known that it has been looked at.
      expect(texts(await opened(`.beads/formulas/${file}`, `wrong = 1\n${text}`))).toEqual([
        "Additional properties are not allowed ('wrong' was unexpected)",
      ]);
    },
  );
});
