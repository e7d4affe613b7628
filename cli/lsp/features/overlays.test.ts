import { afterEach, beforeEach, expect, it } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  Location,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { EditorSession } from '../../testing/editor-session.js';
import { Sandbox } from '../../testing/sandbox.js';

// The overlay of a town in an editor that has opened a rig, through a client of the protocol.

const MAIN = '.beads/formulas/main.formula.toml';
const OVERLAY = '../formula-overlays/main.toml';
const FORMULA = 'formula = "main"\n\n[[steps]]\nid = "impl"\n\n[[steps]]\nid = "ship"\nneeds = ["impl"]\n';
const override = (step: string, mode = 'append'): string =>
  `[[step-overrides]]\nstep_id = "${step}"\nmode = "${mode}"\ndescription = "x"\n`;

let sandbox: Sandbox;
let session: EditorSession;
beforeEach(() => {
  sandbox = new Sandbox().write({
    [MAIN]: FORMULA,
    '../mayor/town.json': '{}',
    [OVERLAY]: override('impl'),
  });
  session = new EditorSession(sandbox);
});
afterEach(() => {
  session.kill();
  sandbox.remove();
});

const told = (found: readonly Diagnostic[]): string[] =>
  found.map(({ code, range: { start } }) => `${code} ${start.line + 1}:${start.character + 1}`);

/** What `gt cook` finds in the text once it is saved. */
function cooked(text: string): string[] {
  const { stderr } = sandbox.write({ [OVERLAY]: text }).gt('cook', 'main', '--dry-run');
  const found = stderr.matchAll(/^(?:error|warning)\[(GT\d+)\].*\n +--> \S+?:(\d+:\d+)$/gm);
  return [...found].map(([, code, place]) => `${code} ${place}`);
}

it('shows what gt cook finds wrong, as it is typed and as the formula changes', async () => {
  await session.begin();
  expect(told(await session.open(OVERLAY, override('impl')))).toEqual([]);
  for (const text of [
    override('imlp'),
    override('impl', 'apend'),
    `${override('impl')}colour = "red"\n`,
    '[[step-overrides]]\n',
    '[[step-overrides]\n',
  ]) {
    const wanted = cooked(text);
    expect([text, wanted]).not.toEqual([text, []]);
    expect([text, told(await session.change(OVERLAY, text))]).toEqual([text, wanted]);
  }
  expect(told(await session.change(OVERLAY, override('build')))).toEqual(['GT4004 2:11']);
  await session.open(MAIN, FORMULA.replaceAll('impl', 'build'));
  expect(told(await session.until(OVERLAY, ({ diagnostics }) => diagnostics.length === 0))).toEqual([]);
});

it('names are followed, proposed and renamed from there, and fixes are offered', async () => {
  await session.begin();
  const text = override('impl');
  await session.open(OVERLAY, text);
  const position = { line: 1, character: 13 };
  const [definition] = await session.ask<Location[]>('textDocument/definition', OVERLAY, { position });
  expect([definition?.uri, definition?.range.start]).toEqual([session.uri(MAIN), { line: 3, character: 6 }]);
  const proposals = await session.ask<CompletionItem[]>('textDocument/completion', OVERLAY, { position });
  expect(proposals.map(({ label }) => label)).toEqual(['impl', 'ship']);
  const edit = await session.ask<WorkspaceEdit>('textDocument/rename', OVERLAY, {
    position,
    newName: 'build',
  });
  const places = Object.entries(edit.changes ?? {}).map(([uri, edits]) => [
    uri,
    edits.map(({ range: { start } }) => start.line + 1),
  ]);
  expect(Object.fromEntries(places)).toEqual({ [session.uri(MAIN)]: [4, 8], [session.uri(OVERLAY)]: [2] });
  const [finding] = await session.change(OVERLAY, override('impl', 'apend'));
  const fixes = await session.ask<CodeAction[]>('textDocument/codeAction', OVERLAY, {
    range: finding?.range,
    context: { diagnostics: [finding] },
  });
  expect(fixes.map(({ title }) => title)).toEqual(['write "append"']);
});

it('is left as it is laid out, and says nothing where there is no such formula', async () => {
  await session.begin();
  await session.open(OVERLAY, 'step-overrides=[]\n');
  const options = { tabSize: 2, insertSpaces: true };
  expect(await session.ask('textDocument/formatting', OVERLAY, { options })).toBeNull();
  expect(await session.open('../formula-overlays/none.toml', override('impl'))).toEqual([]);
});
