import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CodeLens,
  InlayHint,
  SemanticTokens,
  SemanticTokensDelta,
} from 'vscode-languageserver-protocol';
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
