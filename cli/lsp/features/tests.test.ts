import { afterEach, beforeEach, expect, it } from 'vitest';
import type {
  CompletionItem,
  Diagnostic,
  Hover,
  Location,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { EditorSession } from '../../testing/editor-session.js';
import { Sandbox } from '../../testing/sandbox.js';

// A file of formula tests in an editor, through a client of the protocol.

const MAIN = '.beads/formulas/main.formula.toml';
const TEST = '.beads/formulas/main.formula-test.toml';
const FORMULA =
  'formula = "main"\n\n[vars.who]\ndefault = "me"\n\n[[steps]]\nid = "impl"\ntitle = "For {{who}}"\n';
const tests = (steps: string, more = ''): string =>
  `[[test]]\nname = "x"\n${more}[test.steps.${steps}]\noutcome = "fail"\n[test.expect]\nran = ["${steps}"]\n`;

let sandbox: Sandbox;
let session: EditorSession;
beforeEach(() => {
  sandbox = new Sandbox().write({ [MAIN]: FORMULA });
  session = new EditorSession(sandbox);
});
afterEach(() => {
  session.kill();
  sandbox.remove();
});

const told = (found: readonly Diagnostic[]): string[] =>
  found.map(({ code, range: { start } }) => `${code} ${start.line + 1}:${start.character + 1}`);

/** What `gt test` finds in the text once it is saved. */
function tested(text: string): string[] {
  const { stderr } = sandbox.write({ [TEST]: text }).gt('test');
  const found = stderr.matchAll(/^error\[(GT\d+)\].*\n +--> \S+?:(\d+:\d+)$/gm);
  return [...found].map(([, code, place]) => `${code} ${place}`);
}

const codes =
  (...wanted: string[]) =>
  ({ diagnostics }: { diagnostics: readonly Diagnostic[] }): boolean =>
    diagnostics.map(({ code }) => code).join() === wanted.join();

it('shows what gt test finds wrong, as it is typed and as the formula changes', async () => {
  await session.begin();
  await session.open(TEST, tests('impl'));
  for (const text of [
    tests('imlp'),
    tests('impl', 'colour = "red"\n'),
    tests('impl', 'vars = { whom = "x" }\n'),
    `formula = "mian"\n${tests('impl')}`,
    '[[test]\n',
  ]) {
    const wanted = tested(text);
    expect([text, wanted]).not.toEqual([text, []]);
    await session.type(TEST, text);
    const isThere = ({ diagnostics }: { diagnostics: readonly Diagnostic[] }): boolean =>
      told(diagnostics).join() === wanted.join();
    await session.until(TEST, isThere);
  }
  await session.type(TEST, tests('build'));
  expect(told(await session.until(TEST, codes('GT3001', 'GT3001')))).toEqual(['GT3001 3:13', 'GT3001 6:8']);
  // Above it another line: what was found stands where it stood until the tests are run again.
  expect(told(await session.change(TEST, `# more\n${tests('build')}`))).toEqual([
    'GT3001 4:13',
    'GT3001 7:8',
  ]);
  await session.open(MAIN, FORMULA.replace('impl', 'build'));
  await session.until(TEST, codes());
});

it('names are looked up, proposed, told of and renamed from there', async () => {
  await session.begin();
  await session.open(TEST, tests('impl'));
  const position = { line: 2, character: 14 };
  const [definition] = await session.ask<Location[]>('textDocument/definition', TEST, { position });
  expect([definition?.uri, definition?.range.start]).toEqual([session.uri(MAIN), { line: 6, character: 6 }]);
  const found = await session.ask<Location[]>('textDocument/references', TEST, {
    position,
    context: { includeDeclaration: true },
  });
  expect(found.map(({ uri, range }) => [uri === session.uri(TEST), range.start.line]).sort()).toEqual([
    [false, 6],
    [true, 2],
    [true, 5],
  ]);
  const { contents } = await session.ask<Hover>('textDocument/hover', TEST, { position });
  expect(JSON.stringify(contents)).toContain('**step `impl`**\\n\\nFor {{who}}');
  const { changes } = await session.ask<WorkspaceEdit>('textDocument/rename', TEST, {
    position,
    newName: 'build',
  });
  expect(
    Object.entries(changes ?? {})
      .map(([uri, edits]) => [uri, edits.length])
      .sort(),
  ).toEqual([
    [session.uri(TEST), 2],
    [session.uri(MAIN), 1],
  ]);
  await session.change(TEST, `${tests('impl')}[[test]]\nvars = { `);
  const proposed = await session.ask<CompletionItem[]>('textDocument/completion', TEST, {
    position: { line: 7, character: 9 },
  });
  expect(proposed.map(({ label }) => label)).toEqual(['who']);
  expect(
    await session.ask('textDocument/formatting', TEST, { options: { tabSize: 2, insertSpaces: true } }),
  ).toBeNull();
});

it('tests that stand beside no formula of their name change with the one that they name', async () => {
  const more = '.beads/formulas/more.formula-test.toml';
  await session.begin();
  await session.open(more, `formula = "main"\n${tests('impl')}`);
  await session.open(MAIN, FORMULA);
  const { changes } = await session.ask<WorkspaceEdit>('textDocument/rename', MAIN, {
    position: { line: 6, character: 8 },
    newName: 'build',
  });
  expect(Object.keys(changes ?? {}).sort()).toEqual([session.uri(MAIN), session.uri(more)]);
});
