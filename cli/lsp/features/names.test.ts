import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CompletionItem,
  DocumentHighlight,
  Hover,
  Location,
  Position,
  Range,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { marked } from '../../../compiler/editor/testing/marked.js';
import { EditorSession } from '../../testing/editor-session.js';
import { Sandbox } from '../../testing/sandbox.js';

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

const MAIN = '.beads/formulas/main.formula.toml';
const BASE = '.beads/formulas/base.formula.toml';
const TEST = '.beads/formulas/base.formula-test.toml';
const RULE = '.beads/formulas/rule.formula.toml';
const base =
  'formula = "base"\n\n[vars.who]\ndefault = "me"\n\n[[steps]]\nid = "impl"\ntitle = "For {{who}}"\n';
const rule = 'formula = "rule"\ntype = "expansion"\n\n[[template]]\nid = "{target}.draft"\n';

/** Open a text with one cursor; gives where that is. */
async function open(path: string, written: string): Promise<Position> {
  const { text, cursors } = marked(written);
  await session.open(path, text);
  return TextDocument.create('', '', 1, text).positionAt(cursors[0] ?? 0);
}

const shown = ({ start, end }: Range): string =>
  `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;

const places = (found: Location[] | null): string[] =>
  (found ?? []).map(({ uri, range }) => `${uri.replace(/.*\//, '')} ${shown(range)}`).sort();

describe('names in an editor', () => {
  it('go to where they are defined, and show all that stands for the same', async () => {
    // The file has another text than the editor.
    sandbox.write({ [BASE]: `# a line\n${base}`, [RULE]: rule });
    await session.begin();
    await session.open(BASE, base);
    const position = await open(
      MAIN,
      'formula = "main"\nextends = "base"\n\n[[steps]]\nid = "b"\nneeds = ["im<|>pl"]\nexpand = "rule"\n\n[[steps]]\nid = "c"\nneeds = ["b.draft"]\n',
    );
    expect(places(await session.ask('textDocument/definition', MAIN, { position }))).toEqual([
      'base.formula.toml 7:7-7:11',
    ]);
    const behind = { line: 10, character: 14 };
    expect(places(await session.ask('textDocument/definition', MAIN, { position: behind }))).toEqual([
      'rule.formula.toml 5:7-5:21',
    ]);
    const context = { includeDeclaration: true };
    expect(places(await session.ask('textDocument/references', MAIN, { position, context }))).toEqual([
      'base.formula.toml 7:7-7:11',
      'main.formula.toml 6:11-6:15',
    ]);
    const who = { position: { line: 7, character: 17 } };
    const highlights = await session.ask<DocumentHighlight[]>('textDocument/documentHighlight', BASE, who);
    expect(highlights.map(({ range, kind }) => `${shown(range)} ${kind}`)).toEqual([
      '3:7-3:10 3',
      '8:16-8:19 2',
    ]);
    expect(
      await session.ask('textDocument/definition', MAIN, { position: { line: 3, character: 0 } }),
    ).toEqual([]);
    expect(await session.end()).toBe(0);
  });

  it('get another name in all files, which is refused where it would change more', async () => {
    sandbox.write({
      [BASE]: base,
      [TEST]: '[[test]]\nname = "x"\nsteps = { impl = { outcome = "pass" } }\n',
    });
    await session.begin({
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['rename'] } },
    });
    const text = 'formula = "main"\nextends = "base"\n\n[[steps]]\nid = "b"\nneeds = ["im<|>pl"]\n';
    const position = await open(MAIN, text);
    expect(await session.ask('textDocument/prepareRename', MAIN, { position })).toEqual({
      range: { start: { line: 5, character: 10 }, end: { line: 5, character: 14 } },
      placeholder: 'impl',
    });
    await expect(session.ask('textDocument/rename', MAIN, { position, newName: 'b' })).rejects.toThrow(
      'there is a step "b" already: .beads/formulas/main.formula.toml:5',
    );
    const edit = await session.ask<WorkspaceEdit>('textDocument/rename', MAIN, {
      position,
      newName: 'build',
    });
    const changed = (edit.documentChanges as TextDocumentEdit[]).map(({ textDocument, edits }) => {
      const path = [MAIN, BASE, TEST].find((each) => textDocument.uri === session.uri(each)) as string;
      const before = path === MAIN ? marked(text).text : readFileSync(sandbox.path(path), 'utf8');
      const after = TextDocument.applyEdits(TextDocument.create('', '', 1, before), edits as never);
      sandbox.write({ [path]: after });
      return [path, textDocument.version, after === before.replace(/\bimpl\b/, 'build')];
    });
    expect(changed.sort()).toEqual([
      [TEST, null, true],
      [BASE, null, true],
      [MAIN, 1, true],
    ]);

    const name = { position: { line: 0, character: 12 }, newName: 'other' };
    const moved = await session.ask<WorkspaceEdit>('textDocument/rename', MAIN, name);
    expect(moved.documentChanges?.[1]).toEqual({
      kind: 'rename',
      oldUri: session.uri(MAIN),
      newUri: session.uri('.beads/formulas/other.formula.toml'),
    });
  });

  it('are proposed as they are typed, and told under the pointer', async () => {
    sandbox.write({ [BASE]: base });
    await session.begin({
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
    });
    const text = 'formula = "main"\nextends = "base"\n\n[[steps]]\nid = "b"\nneeds = ["<|>\n';
    const position = await open(MAIN, text);
    const found = await session.ask<CompletionItem[]>('textDocument/completion', MAIN, { position });
    expect(found.map(({ label, detail, textEdit }) => [label, detail, textEdit?.newText])).toEqual([
      ['impl', BASE, 'impl"'],
    ]);
    await session.change(MAIN, 'formula = "main"\n\n[[steps]]\nid = "b"\n\nneeds = []\nti\n');
    const keys = await session.ask<CompletionItem[]>('textDocument/completion', MAIN, {
      position: { line: 6, character: 2 },
    });
    expect(keys.find(({ label }) => label === 'title')).toMatchObject({
      documentation: 'One line for people; without it, the id in words.',
      insertTextFormat: 2,
      textEdit: {
        range: { start: { line: 6, character: 0 }, end: { line: 6, character: 2 } },
        newText: 'title = "$0"',
      },
    });

    await session.change(
      MAIN,
      'formula = "main"\nextends = "base"\n\n[[steps]]\nid = "b"\nneeds = ["impl"]\n',
    );
    const told = await session.ask<Hover>('textDocument/hover', MAIN, {
      position: { line: 5, character: 11 },
    });
    expect(told.contents).toEqual({
      kind: 'markdown',
      value: `**step \`impl\`**\n\nFor {{who}}\n\nIt waits for nothing.\n\nWritten at project:base:6\n- inherited by \`main\` (project:main:2)\n\nFrom \`${BASE}\`.`,
    });
    await session.change(MAIN, 'formula = "main"\n\n[[steps]]\nid = "b"\nneeds = ["impl"]\n');
    const finding = await session.ask<Hover>('textDocument/hover', MAIN, {
      position: { line: 4, character: 11 },
    });
    expect(JSON.stringify(finding.contents)).toContain(
      '**GT3001 unknown-step**\\n\\nA step refers to another by an id that no step of the cooked formula has.',
    );
  });

  it('stay where an editor cannot rename files, or a name is none', async () => {
    await session.begin();
    await open(MAIN, 'formula = "main"\n\n[[steps]]\nid = "a"\n');
    const name = { position: { line: 0, character: 12 }, newName: 'other' };
    await expect(session.ask('textDocument/rename', MAIN, name)).rejects.toThrow(
      'the file of a formula has its name, and this editor cannot rename files when asked to',
    );
    await expect(
      session.ask('textDocument/prepareRename', MAIN, { position: { line: 2, character: 0 } }),
    ).rejects.toThrow('nothing here has a name');
    const step = { position: { line: 3, character: 7 }, newName: 'b' };
    expect(await session.ask('textDocument/rename', MAIN, step)).toEqual({
      changes: {
        [session.uri(MAIN)]: [
          { range: { start: { line: 3, character: 6 }, end: { line: 3, character: 7 } }, newText: 'b' },
        ],
      },
    });
  });
});
