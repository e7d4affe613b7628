import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CodeAction,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  TextEdit,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
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

const PATH = '.beads/formulas/main.formula.toml';
const BASE = '.beads/formulas/base.formula.toml';
const GOOD = 'formula = "main"\n\n[[steps]]\nid = "a"\ntitle = "A"\n';

/** A finding in a line: `3:7-12 error GT3001 message`, lines and columns as a person counts them. */
const line = ({ range: { start, end }, severity, code, message }: Diagnostic): string =>
  `${start.line + 1}:${start.character + 1}-${end.character + 1} ${severity === 1 ? 'error' : 'warning'} ${code} ${message}`;

/** The same of what the command line finds. */
function found(json: string): string[] {
  interface Found {
    code: string;
    severity: string;
    message: string;
    help?: string;
    path: string;
    start: { line: number; column: number };
    end: { line: number; column: number };
  }
  const { diagnostics } = JSON.parse(json) as { diagnostics: Found[] };
  return diagnostics.map(
    ({ code, severity, message, help, start, end }) =>
      `${start.line}:${start.column}-${end.column} ${severity} ${code} ${message}${help ? `\nhelp: ${help}` : ''}`,
  );
}

describe('gt lsp', () => {
  it('finds what gt cook --check and gt lint find, with pages and fixes, as the text is typed', async () => {
    const { capabilities } = await session.begin();
    expect(Object.keys(capabilities).sort()).toContain('codeActionProvider');
    const text =
      'formula = "main"\n\n[vars.unused]\n\n[[steps]]\nid = "a"\nneds = ["b"]\n\n[[steps]]\nid = "b"\nneeds = ["c"]\n';
    sandbox.write({ [PATH]: text });
    const told = await session.open(PATH, text);
    expect(told.map(line)).toEqual(found(sandbox.gt('lint', PATH, '--json').stdout));
    expect(told.map(line)).toEqual(found(sandbox.gt('cook', '--check', PATH, '--json').stdout));
    expect(told.map(({ codeDescription }) => codeDescription?.href.replace(/.*\/spec/, 'spec'))).toEqual([
      'spec/diagnostics/GT2001.md',
      'spec/diagnostics/GT3001.md',
    ]);

    // What stands in the editor counts, not what stands in the file.
    const mended = text.replace('neds', 'needs').replace('["c"]', '[]');
    const warned = await session.change(PATH, mended);
    sandbox.write({ [PATH]: mended });
    expect(warned.map(line)).toEqual(found(sandbox.gt('lint', PATH, '--json').stdout));
    expect(warned.map(({ code }) => code)).toContain('GT7001');

    const position = { line: 3, character: 0 };
    expect(
      (await session.change(PATH, { range: { start: position, end: position }, text: 'default = "' })).map(
        line,
      ),
    ).toEqual([
      '4:11-12 error GT1004 not valid TOML: the text is not closed on its line\nhelp: add " at its end; a text of several lines stands between """ and """',
    ]);
    expect(session.stderr).toBe('');
    expect(await session.end()).toBe(0);
  });

  it('tells once of a version, also where it is found again that nothing else is to be said', async () => {
    const text = (comment: string): string =>
      `formula = "main"\n\n# ${comment}\n[[steps]]\nid = "a"\ntitle = "A"\n`;
    await session.begin();
    await session.open(PATH, text('one'));
    for (const version of [2, 3]) {
      await session.change(PATH, text(`number ${version}`));
      // What is known at once is enough for its findings; for a hover all is analysed.
      await session.ask('textDocument/hover', PATH, { position: { line: 3, character: 3 } });
      await session.ask('textDocument/hover', PATH, { position: { line: 3, character: 3 } });
      expect(session.timesTold(PATH, version)).toBe(1);
    }
    const [finding] = await session.change(PATH, text('broken').replace('title', 'titel'));
    expect(finding?.code).toBe('GT2001');
    expect(session.timesTold(PATH, 4)).toBe(1);
  });

  it('gives the fix of each finding as an edit', async () => {
    await session.begin();
    const text = `${GOOD}neds = ["a"]\n`;
    const [finding] = await session.open(PATH, text);
    const actions = await session.ask<CodeAction[]>('textDocument/codeAction', PATH, {
      range: finding?.range,
      context: { diagnostics: [finding] },
    });
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([['rename to "needs"', 'quickfix']]);
    expect(actions[0]?.diagnostics).toEqual([finding]);
    const edits = actions[0]?.edit?.changes?.[session.uri(PATH)] ?? [];
    expect(TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits)).toBe(
      text.replace('neds', 'needs'),
    );
    const elsewhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
    expect(
      await session.ask('textDocument/codeAction', PATH, { range: elsewhere, context: { diagnostics: [] } }),
    ).toEqual([]);
    const only = { diagnostics: [], only: ['refactor'] };
    expect(
      await session.ask('textDocument/codeAction', PATH, { range: finding?.range, context: only }),
    ).toEqual([]);
  });

  it('says of which version of the text a fix is, to an editor that heeds it', async () => {
    await session.begin({ workspace: { workspaceEdit: { documentChanges: true } } });
    const [finding] = await session.open(PATH, `${GOOD}neds = ["a"]\n`);
    const context = { diagnostics: [finding], only: ['quickfix', 'source.fixAll'] };
    const doubled = `${GOOD}\n[[steps]]\nid = "b"\nneeds = ["a", "a"]\n`;
    await session.change(PATH, doubled);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const actions = await session.ask<CodeAction[]>('textDocument/codeAction', PATH, { range, context });
    expect(actions.map(({ kind }) => kind)).toEqual(['quickfix', 'source.fixAll']);
    for (const { edit } of actions)
      expect(edit).toMatchObject({
        documentChanges: [{ textDocument: { uri: session.uri(PATH), version: 2 } }],
      });
  });

  it('tells of a mistake in a parent in its file, once, and looks again when the parent changes', async () => {
    sandbox.write({ [BASE]: 'formula = "base"\n\n[[steps]]\nid = "a"\ntitel = "A"\n' });
    await session.begin();
    const child = 'formula = "main"\nextends = "base"\n\n[[steps]]\nid = "b"\nneeds = ["a"]\n';
    expect(await session.open(PATH, child)).toEqual([]);
    const inFile = await session.until(BASE, () => true);
    expect(inFile.map(({ code }) => code)).toEqual(['GT2001']);

    const open = await session.open(BASE, 'formula = "base"\n\n[[steps]]\nid = "a"\ntitel = "A"\n');
    expect(open.map(({ code }) => code)).toEqual(['GT2001']);

    await session.type(BASE, 'formula = "base"\n\n[[steps]]\nid = "other"\ntitle = "A"\n');
    const broken = await session.until(PATH, ({ diagnostics }) => diagnostics.length > 0);
    expect(broken.map(({ code, message }) => `${code} ${String(message).split('\n')[0]}`)).toEqual([
      'GT3001 step "b" has "a" in "needs", but no step has that id',
    ]);
    expect(await session.until(BASE, ({ version }) => version === 2)).toEqual([]);

    // The file still has what was never saved.
    await session.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: session.uri(BASE) },
    });
    expect(await session.until(PATH, ({ diagnostics }) => diagnostics.length === 0)).toEqual([]);
    expect((await session.until(BASE, ({ diagnostics }) => diagnostics.length > 0)).length).toBe(1);
  });

  it('looks again when a file that was missing is made', async () => {
    await session.begin({ workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } });
    const [missing] = await session.open(PATH, `extends = "base"\n${GOOD}`);
    expect(missing?.code).toBe('GT1001');
    sandbox.write({ [BASE]: 'formula = "base"\n\n[[steps]]\nid = "z"\n' });
    await session.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: session.uri(BASE), type: 1 }],
    });
    expect(await session.until(PATH, ({ diagnostics }) => diagnostics.length === 0)).toEqual([]);
  });

  it('does nothing in a file that is no formula, as editors that tell of all TOML need it', async () => {
    await session.begin();
    const text = '[package]\nname="x"\nneeds = ["y"]\n';
    const textDocument = { uri: session.uri('Cargo.toml'), languageId: 'toml', version: 1, text };
    await session.connection.sendNotification('textDocument/didOpen', { textDocument });
    const position = { line: 2, character: 10 };
    const range = { start: position, end: position };
    const asked = [
      'formatting',
      'documentSymbol',
      'foldingRange',
      'completion',
      'hover',
      'definition',
      'references',
      'documentHighlight',
      'prepareRename',
      'codeAction',
      'codeLens',
      'inlayHint',
      'semanticTokens/full',
    ];
    const said = new Map<string, unknown>();
    for (const request of asked)
      said.set(
        request,
        await session.ask(`textDocument/${request}`, 'Cargo.toml', {
          position,
          range,
          context: { diagnostics: [] },
          options: { tabSize: 2, insertSpaces: true },
        }),
      );
    expect(said).toEqual(
      new Map<string, unknown>([
        ...asked.map((request) => [request, null] as const),
        ['codeAction', []],
        ['semanticTokens/full', { data: [] }],
      ]),
    );
    // It is one as soon as it says so.
    const found = await session.change('Cargo.toml', 'formula = "Cargo"\n\n[[steps]]\nid = "a"\nneds = []\n');
    expect(found.map(({ code }) => code)).toEqual(['GT2001']);
    expect(await session.ask('textDocument/documentSymbol', 'Cargo.toml')).toHaveLength(1);
  });

  it('outlines and folds what is broken, and formats what is not', async () => {
    await session.begin();
    const text = `${GOOD}\n[vars.who]\ndefault = "me"\n\n[[steps]]\nid = "b"\nneeds = ["a\n[steps.gate]\ntype = "human"\n`;
    await session.open(PATH, text);
    const outline = (symbols: DocumentSymbol[]): unknown[] =>
      symbols.map(({ name, detail, range, children = [] }) => [
        detail === undefined ? name : `${name}: ${detail}`,
        `${range.start.line + 1}-${range.end.line + 1}`,
        ...outline(children),
      ]);
    expect(outline(await session.ask('textDocument/documentSymbol', PATH))).toEqual([
      ['a: A', '3-5'],
      ['who', '7-8'],
      ['b', '10-14', ['gate', '13-14']],
    ]);
    const folds = await session.ask<FoldingRange[]>('textDocument/foldingRange', PATH);
    expect(folds.map(({ startLine, endLine }) => `${startLine + 1}-${endLine + 1}`)).toEqual([
      '3-5',
      '7-8',
      '10-12',
      '13-14',
    ]);
    expect(await session.ask('textDocument/formatting', PATH, { options: {} })).toBeNull();

    const ugly = 'formula="main"\n[[steps]]\nid =   "a"\n';
    await session.change(PATH, ugly);
    const edits = await session.ask<TextEdit[]>('textDocument/formatting', PATH, { options: {} });
    sandbox.write({ [PATH]: ugly });
    sandbox.gt('fmt', PATH);
    expect(TextDocument.applyEdits(TextDocument.create('', '', 1, ugly), edits)).toBe(
      readFileSync(sandbox.path(PATH), 'utf8'),
    );
  });

  it('leaves other files alone', async () => {
    await session.begin();
    const textDocument = {
      uri: session.uri('Cargo.toml'),
      languageId: 'toml',
      version: 1,
      text: '[package]\nname = 1\n',
    };
    await session.connection.sendNotification('textDocument/didOpen', { textDocument });
    expect(await session.open('draft.toml', 'formula = "draft"\nx = 1\n')).not.toEqual([]);
    expect(session.hasTold('Cargo.toml')).toBe(false);
  });

  it('ends with 0 after shutdown, and with 1 when the editor goes away', async () => {
    await session.begin();
    expect(await session.vanish()).toBe(1);
    const other = new EditorSession(sandbox);
    await other.begin();
    expect(await other.end()).toBe(0);
  });
});
