import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  Diagnostic,
  InlayHint,
  SemanticTokens,
  SemanticTokensDelta,
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
const GUARD = '.beads/formulas/guard.formula.toml';
const GOOD =
  'formula = "main"\nextends = "base"\n\n[[steps]]\nid = "b"\ntitle = "B"\nneeds = ["a"]\n\n[compose]\naspects = ["guard"]\n';
const FILES = {
  [BASE]: 'formula = "base"\n\n[[steps]]\nid = "a"\ntitle = "A"\n',
  [GUARD]:
    'formula = "guard"\ntype = "aspect"\n\n[[advice]]\ntarget = "b"\n[advice.before]\nid = "check"\ntitle = "Check"\n',
};

const run = (command: string, ...args: unknown[]): Promise<unknown> =>
  session.connection.sendRequest('workspace/executeCommand', { command, arguments: args });

describe('the commands of gt lsp', () => {
  it('draw the last state that was good, and say when it is stale', async () => {
    sandbox.write({ ...FILES, [PATH]: GOOD });
    const { capabilities } = await session.begin();
    expect(capabilities['executeCommandProvider']).toEqual({
      commands: ['gt.formula.graph', 'gt.formula.expanded'],
    });
    const uri = session.uri(PATH);
    expect(await run('gt.formula.graph', uri)).toBeNull();
    await session.open(PATH, 'formula = "main"\n[[steps]\n');
    expect(await run('gt.formula.graph', uri)).toBeNull();

    // It is of the text as it is, whether that has been looked at or not.
    await session.type(PATH, GOOD);
    const drawn = sandbox.gt('graph', 'main', '--format', 'svg').stdout;
    expect(drawn).toContain('Check');
    expect(await run('gt.formula.graph', uri)).toEqual({ svg: drawn, isStale: false });

    await session.type(PATH, `${GOOD}x = "`);
    expect(await run('gt.formula.graph', uri)).toEqual({ svg: drawn, isStale: true });
  });

  it('give what gt expand prints of the text in the editor', async () => {
    sandbox.write({ ...FILES, [PATH]: GOOD });
    await session.begin();
    await session.open(PATH, GOOD);
    const uri = session.uri(PATH);
    expect(await run('gt.formula.expanded', uri)).toBe(sandbox.gt('expand', 'main').stdout);
    await session.type(PATH, GOOD.replace('title = "B"', 'title = "Another"'));
    expect(await run('gt.formula.expanded', uri)).toContain('title = "Another"');
    await session.type(PATH, `${GOOD}x = "`);
    expect(await run('gt.formula.expanded', uri)).toBeNull();
  });

  it('refuse what they do not know', async () => {
    await session.begin();
    await expect(run('gt.formula.burn', 'x')).rejects.toThrow(
      'there is no command "gt.formula.burn"; there are gt.formula.graph, gt.formula.expanded',
    );
    await expect(run('gt.formula.graph')).rejects.toThrow(
      'gt.formula.graph takes one argument, the URI of a formula',
    );
    expect(await run('gt.formula.expanded', 'untitled:x')).toBeNull();
  });
});

describe('what gt lsp shows in a text', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

  it('are inherited and woven steps, also while the text is broken, and a command that gives all of them', async () => {
    sandbox.write({ ...FILES, [PATH]: GOOD });
    await session.begin();
    await session.open(PATH, GOOD);
    const hints = (): Promise<InlayHint[]> => session.ask('textDocument/inlayHint', PATH, { range });
    const shown = (list: InlayHint[]): string[] =>
      list.map(({ position: { line, character }, label }) => `${line + 1}:${character + 1} ${label}`);
    expect(shown(await hints())).toEqual([
      '4:10 inherited before: a (base)',
      '4:10 woven before: check (guard)',
      '7:13 , "check"',
    ]);
    const lenses = await session.ask<CodeLens[]>('textDocument/codeLens', PATH);
    expect(lenses.map(({ range: { start }, command }) => `${start.line + 1} ${command?.title}`)).toEqual([
      '1 1 step woven',
      '2 1 step inherited',
      '4 1 step woven',
    ]);
    const { command = '', arguments: [uri] = [] } = lenses[0]?.command ?? {};
    expect(await run(command, uri)).toBe(sandbox.gt('expand', 'main').stdout);

    await session.type(PATH, `x = "\n\n${GOOD}`);
    expect(shown(await hints())).toEqual([
      '6:10 inherited before: a (base)',
      '6:10 woven before: check (guard)',
      '9:13 , "check"',
    ]);
    const first = { start: range.start, end: { line: 5, character: 9 } };
    expect(shown(await session.ask('textDocument/inlayHint', PATH, { range: first }))).toHaveLength(2);
  });

  it('are asked for again when a parent has changed, by a client that can be told to', async () => {
    sandbox.write({ ...FILES, [PATH]: GOOD });
    const told: string[] = [];
    let waiting = (): void => {};
    const refresh = (what: string) => () => {
      told.push(what);
      if (what === 'lenses') waiting();
      return null;
    };
    session.connection.onRequest('workspace/inlayHint/refresh', refresh('hints'));
    session.connection.onRequest('workspace/codeLens/refresh', refresh('lenses'));
    await session.begin({
      workspace: { inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } },
    });
    const base = FILES[BASE] as string;
    await session.open(PATH, GOOD);
    await session.open(BASE, base);
    await session.change(PATH, `${GOOD}# more\n`);
    told.length = 0;
    const asked = new Promise<void>((resolve) => {
      waiting = resolve;
    });
    await session.type(BASE, `${base}[[steps]]\nid = "more"\n`);
    await asked;
    expect(told).toEqual(['hints', 'lenses']);
    const [hint] = await session.ask<InlayHint[]>('textDocument/inlayHint', PATH, { range });
    expect(hint?.label).toBe('inherited before: a, more (base)');
    // The text itself was typed in: nobody needs to be told.
    await session.change(PATH, `${GOOD}# other\n`);
    expect(told).toEqual(['hints', 'lenses']);
  });

  it('are not asked for again where a client does not say that it can be told to', async () => {
    sandbox.write({ ...FILES, [PATH]: GOOD });
    const told: string[] = [];
    for (const method of ['workspace/inlayHint/refresh', 'workspace/codeLens/refresh'])
      session.connection.onRequest(method, () => {
        told.push(method);
        return null;
      });
    await session.begin({ workspace: { inlayHint: { refreshSupport: false } } });
    const base = FILES[BASE] as string;
    await session.open(BASE, base);
    await session.open(PATH, GOOD);
    await session.type(BASE, `${base}[[steps]]\nid = "b"\nneeds = ["none"]\n`);
    await session.until(BASE, ({ diagnostics }) => diagnostics.length > 0);
    await session.ask('textDocument/inlayHint', PATH, { range });
    expect(told).toEqual([]);
  });

  it('are placeholders in its strings, and then what has changed of them', async () => {
    const { capabilities } = await session.begin();
    const { legend } = capabilities['semanticTokensProvider'] as { legend: { tokenTypes: string[] } };
    const text = 'formula = "main"\n[vars.x]\n[[steps]]\nid = "a"\ntitle = "{{x}} and {{x}}"\n';
    await session.open(PATH, text);
    const all = await session.ask<SemanticTokens>('textDocument/semanticTokens/full', PATH);
    const variable = legend.tokenTypes.indexOf('variable');
    expect(all.data).toEqual([4, 9, 5, variable, 0, 0, 10, 5, variable, 0]);
    await session.type(PATH, text.replace('and {{x}}', 'or {{x}} {{x}}'));
    const delta = await session.ask<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', PATH, {
      previousResultId: all.resultId,
    });
    const changed = [...all.data];
    for (const { start, deleteCount, data = [] } of delta.edits) changed.splice(start, deleteCount, ...data);
    expect(changed).toEqual([4, 9, 5, variable, 0, 0, 9, 5, variable, 0, 0, 6, 5, variable, 0]);
    const line = { start: { line: 3, character: 0 }, end: { line: 4, character: 12 } };
    expect(await session.ask('textDocument/semanticTokens/range', PATH, { range: line })).toMatchObject({
      data: changed,
    });
  });
});

const codes = (told: readonly Diagnostic[]): string[] =>
  told.map(({ code, range: { start } }) => `${start.line + 1} ${code}`);

describe('what gt lsp tells while a text is typed', () => {
  const TEXT = 'formula = "main"\nextends = "base"\n\n[[steps]]\nid = "b"\ntitle = "B"\nneeds = ["a"]\n';

  it('is about the text as it is, when other files change between its keys', async () => {
    sandbox.write({ ...FILES, [PATH]: TEXT });
    await session.begin();
    expect(await session.open(PATH, TEXT)).toEqual([]);
    await session.open(BASE, FILES[BASE]);
    expect(codes(await session.change(PATH, `${TEXT}x = `))).toEqual(['8 GT1004']);
    // Meanwhile the parent loses what is needed: the text that was good is good no more.
    await session.change(BASE, FILES[BASE].replace('id = "a"', 'id = "other"'));
    const undone = await session.type(PATH, TEXT);
    expect(codes(await session.findings(PATH, undone))).toEqual(['7 GT3001']);
    await session.change(BASE, FILES[BASE]);
    expect(await session.change(PATH, `${TEXT}# a comment\n`)).toEqual([]);
  });

  it('moves with a comment, and is the same when all is asked for', async () => {
    const text = 'formula = "main"\n\n[[steps]]\nid = "a"\ntitle = "A"\n\n[vars.unused]\ndescription = "x"\n';
    await session.begin();
    const first = await session.open(PATH, text);
    expect(codes(first)).toEqual(['7 GT7001']);
    expect(codes(await session.change(PATH, text.replace('"A"', '"A" # why\n\n#')))).toEqual(['9 GT7001']);
    // All of it is known now, and told again.
    await session.ask('textDocument/codeLens', PATH);
    expect(codes(await session.findings(PATH, 2))).toEqual(['9 GT7001']);
  });

  it('follows .beads/gt.toml as that changes', async () => {
    const text = 'formula = "main"\n\n[vars.unused]\ndescription = "x"\n\n[[steps]]\nid = "a"\n';
    await session.begin();
    expect(codes(await session.open(PATH, text))).toEqual(['3 GT7001']);
    const tellOf = (type: number): Promise<void> =>
      session.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: session.uri('.beads/gt.toml'), type }],
      });
    sandbox.write({ '.beads/gt.toml': '[lint]\nunused-variable = "error"\n' });
    await tellOf(1);
    await session.until(PATH, ({ diagnostics: [first] }) => first?.severity === 1);
    sandbox.write({ '.beads/gt.toml': '[lint]\nunused-variable = "off"\n' });
    await tellOf(2);
    expect(await session.until(PATH, ({ diagnostics }) => diagnostics.length === 0)).toEqual([]);
    expect(await session.change(PATH, `${text}# more\n`)).toEqual([]);
  });
});

describe('what an editor does with gt lsp', () => {
  it('fixes all at once what can be, as gt lint --fix does', async () => {
    const text =
      'formula = "main"\n\n[[steps]]\nid = "a"\n\n[[steps]]\nid = "b"\nneeds = ["a", "a"]\n\n[[steps]]\nid = "c"\nneeds = ["b", "b"]\n';
    sandbox.write({ [PATH]: text });
    await session.begin();
    await session.open(PATH, text);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const ask = (only: string[]): Promise<CodeAction[]> =>
      session.ask('textDocument/codeAction', PATH, { range, context: { diagnostics: [], only } });
    const [action, ...more] = await ask(['source.fixAll']);
    expect(more).toEqual([]);
    expect(await ask(['source'])).toEqual([action]);
    expect(await ask(['source.organizeImports'])).toEqual([]);
    sandbox.gt('lint', PATH, '--fix');
    const fixed = readFileSync(sandbox.path(PATH), 'utf8');
    expect(fixed).not.toBe(text);
    const edits = action?.edit?.changes?.[session.uri(PATH)] ?? [];
    expect(TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits)).toBe(fixed);
    await session.change(PATH, fixed);
    expect(await ask(['source.fixAll'])).toEqual([]);
  });

  it('never ends it, whatever is typed, and what is told last is what gt lint finds', async () => {
    const library = new URL('../../formulas/shiny-enterprise.formula.toml', import.meta.url);
    const original = readFileSync(library, 'utf8').replace(/^formula = .*$/m, 'formula = "main"');
    await session.begin();
    await session.open(PATH, original);
    let text = original;
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const pieces = [
      '"',
      '[',
      ']',
      '{{',
      '=',
      '\n',
      '"""',
      '[[steps]]\n',
      '# x',
      'needs = ["',
      '\\',
      '\u{1f600}',
    ];
    const methods = [
      'inlayHint',
      'codeLens',
      'semanticTokens/full',
      'documentSymbol',
      'foldingRange',
      'codeAction',
    ];
    const asked: Promise<unknown>[] = [];
    for (let key = 0; key < 60; key++) {
      const at = random(text.length);
      const changed =
        text.slice(0, at) + pieces[random(pieces.length)] + text.slice(at + random(4) * random(9));
      // Half of the time what was typed is taken back.
      text = random(2) === 0 ? original : changed;
      const version = await session.type(PATH, text);
      const range = { start: { line: 0, character: 0 }, end: { line: random(400), character: random(9) } };
      for (const method of methods)
        if (random(3) === 0)
          asked.push(session.ask(`textDocument/${method}`, PATH, { range, context: { diagnostics: [] } }));
      if (random(4) === 0) asked.push(run('gt.formula.graph', session.uri(PATH)));
      if (random(3) === 0) await session.findings(PATH, version);
    }
    await Promise.all(asked);
    for (const last of [text, `${original}\n[[steps]]\nid = "z"\nneeds = ["nobody"]\n`]) {
      const told = await session.change(PATH, last);
      sandbox.write({ [PATH]: last });
      const { diagnostics } = JSON.parse(sandbox.gt('lint', PATH, '--json').stdout) as {
        diagnostics: { code: string; start: { line: number } }[];
      };
      expect(codes(told)).toEqual(diagnostics.map(({ code, start }) => `${start.line} ${code}`));
    }
    expect(session.stderr).toBe('');
    expect(await session.end()).toBe(0);
  });
});
