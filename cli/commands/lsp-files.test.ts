import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { EditorSession } from '../testing/editor-session.js';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
let session: EditorSession;
beforeEach(() => {
  sandbox = new Sandbox();
  session = new EditorSession(sandbox);
});
afterEach(() => {
  session.kill();
  sandbox.remove();
});

const BASE = '.beads/formulas/base.formula.toml';
const base = 'formula = "base"\n\n[[steps]]\nid = "a"\ntitle = "A"\n';
const child = 'formula = "main"\nextends = "base"\n\n[[steps]]\nid = "b"\nneeds = ["a"]\n';
const codes = (told: readonly Diagnostic[]): unknown[] => told.map(({ code }) => code);
const untilCodes = async (path: string, wanted: string[]): Promise<void> =>
  void (await session.until(path, ({ diagnostics }) => `${codes(diagnostics)}` === `${wanted}`));
const changed = (path: string, type: number): Promise<void> =>
  session.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: session.uri(path), type }],
  });
const saved = (path: string): Promise<void> =>
  session.connection.sendNotification('textDocument/didSave', { textDocument: { uri: session.uri(path) } });

describe('gt lsp looks again', () => {
  const OUTSIDE = 'drafts/main.formula.toml';

  it('when a folder comes or goes, of whose files nothing is told', async () => {
    await session.begin();
    expect(codes(await session.open(OUTSIDE, child))).toEqual(['GT1001']);
    for (const folder of ['.beads/formulas', '.beads']) {
      sandbox.write({ [BASE]: base });
      await changed(folder, 1);
      await untilCodes(OUTSIDE, []);
      rmSync(sandbox.path(folder), { recursive: true });
      await changed(folder, 3);
      await untilCodes(OUTSIDE, ['GT1001']);
    }
  });

  it('when a text changes that a step is described by', async () => {
    const TEXT = '.beads/formulas/texts/a.md';
    const step = '[[steps]]\nid = "a"\ndescription_file = "texts/a.md"\n';
    await session.begin();
    expect(codes(await session.open(BASE, `formula = "base"\n${step}`))).toEqual(['GT1002']);
    sandbox.write({ [TEXT]: 'For all' });
    await changed(TEXT, 1);
    await untilCodes(BASE, []);
    rmSync(sandbox.path(TEXT));
    await changed(TEXT, 3);
    await untilCodes(BASE, ['GT1002']);
  });

  it('when something is saved, in an editor that watches no files', async () => {
    sandbox.write({ [BASE]: base, [OUTSIDE]: child });
    await session.begin();
    expect(await session.open(OUTSIDE, child)).toEqual([]);
    sandbox.write({ [BASE]: base.replace('"a"', '"z"') });
    await saved(OUTSIDE);
    await untilCodes(OUTSIDE, ['GT3001']);
  });

  it.each([true, false])('when the configuration is saved; files are watched: %s', async (watches) => {
    sandbox.write({ '.beads/gt.toml': '' });
    await session.begin({ workspace: { didChangeWatchedFiles: { dynamicRegistration: watches } } });
    const textDocument = { uri: session.uri('.beads/gt.toml'), languageId: 'toml', version: 1, text: '' };
    await session.connection.sendNotification('textDocument/didOpen', { textDocument });
    expect(codes(await session.open(BASE, `${base}[vars.unused]\n`))).toEqual(['GT7001']);
    sandbox.write({ '.beads/gt.toml': '[lint]\nunused-variable = "off"\n' });
    await saved('.beads/gt.toml');
    await untilCodes(BASE, []);
  });
});

describe('gt lsp stands where a file does', () => {
  it('when several projects are in the folder that is opened', async () => {
    sandbox.write({
      'one/.git/HEAD': '',
      [`one/${BASE}`]: base.replace('"a"', '"x"'),
      'one/.beads/gt.toml': '[types]\nstep_types = ["deploy"]\n',
      'two/.git/HEAD': '',
      [`two/${BASE}`]: base,
    });
    await session.begin();
    expect(codes(await session.open('two/drafts/main.formula.toml', child))).toEqual([]);
    expect(codes(await session.open('one/drafts/main.formula.toml', child))).toEqual(['GT3001']);
    const typed = 'formula = "typed"\n[[steps]]\nid = "a"\ntype = "deploy"\n';
    expect(await session.open('one/drafts/typed.formula.toml', typed)).toEqual([]);
    expect(codes(await session.open('two/drafts/typed.formula.toml', typed))).toEqual(['GT2004']);
  });
});

describe('gt lsp leaves JSON alone', () => {
  it('that is no formula', async () => {
    await session.begin();
    const textDocument = {
      uri: session.uri('package.json'),
      languageId: 'json',
      version: 1,
      text: '{"a":[1]}',
    };
    await session.connection.sendNotification('textDocument/didOpen', { textDocument });
    const said = [];
    for (const request of ['formatting', 'documentSymbol', 'foldingRange', 'hover', 'completion'])
      said.push(
        await session.ask(`textDocument/${request}`, 'package.json', {
          position: { line: 0, character: 2 },
          options: {},
        }),
      );
    expect(said).toEqual([null, null, null, null, null]);
  });
});
