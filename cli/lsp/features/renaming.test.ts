import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fingerprintOf } from '../../../compiler/emit/fingerprint.js';
import type { Protomolecule } from '../../../compiler/emit/protomolecule.js';
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

/** What a renaming of `impl` must change is marked; nothing else may be. */
const MARKED: Readonly<Record<string, string>> = {
  main: `formula = "main"
extends = "base"
description = "impl is a word here"

[compose]
aspects = ["watch"]

[[compose.expand]]
target = "<impl>"
with = "rule"

[[compose.branch]]
from = "start"
steps = ["<impl>", "doc"]
join = "end"

[[compose.gate]]
before = "ship"
condition = "<impl>.status == complete && implement.status == complete"

[[steps]]
id = "ship"
title = "Ship 😀 impl"
needs = ["end", "<impl>"]
`,
  base: `formula = "base"\r
[[steps]]\r
id = "start"\r
[[steps]]\r
id = "<impl>"\r
title = "Do impl"\r
[[steps]]\r
id = "implement"\r
needs = ["<impl>"]\r
[[steps]]\r
id = "doc"\r
[[steps]]\r
id = "end"\r
`,
  watch: `formula = "watch"
type = "aspect"
[[advice]]
target = "<impl>"
before = [{ id = "{step.id}-plan", title = "Plan impl" }]
[[pointcuts]]
glob = "<impl>"
`,
  rule: `formula = "rule"
type = "expansion"
[[template]]
id = "{target}.draft"
title = "Draft impl"
[[template]]
id = "{target}.test"
title = "Test impl"
needs = ["{target}.draft"]
`,
  other: 'formula = "other"\n[[steps]]\nid = "impl"\n[[steps]]\nid = "b"\nneeds = ["impl"]\n',
};
const path = (name: string): string => `.beads/formulas/${name}.formula.toml`;
const textsWith = (id: string): Record<string, string> =>
  Object.fromEntries(Object.entries(MARKED).map(([name, text]) => [name, text.replaceAll('<impl>', id)]));

const cooked = (name: string): Protomolecule =>
  JSON.parse(sandbox.gt('cook', name, '--json').stdout) as Protomolecule;

it('a step gets another name in all files, on disk and in the editor, and is cooked to the same but for the name', async () => {
  const before = textsWith('impl');
  sandbox.formulas(before);
  const [was, other] = [cooked('main'), cooked('other')];
  expect(was.steps.map(({ id }) => id)).toContain('impl.draft');
  await session.begin({ workspace: { workspaceEdit: { documentChanges: true } } });
  // One of the other files stands in the editor too, and is on disk as it was long ago.
  sandbox.formulas({ watch: '# to be written\n' });
  const { main = '', watch = '' } = before;
  await session.open(path('watch'), watch);
  await session.open(path('main'), main);
  const position = TextDocument.create('', '', 1, main).positionAt(main.indexOf('"impl"') + 3);
  const edit = await session.ask<WorkspaceEdit>('textDocument/rename', path('main'), {
    position,
    newName: 'build',
  });
  const versions: Record<string, number | null> = {};
  for (const { textDocument, edits } of edit.documentChanges as TextDocumentEdit[]) {
    const file = fileURLToPath(textDocument.uri);
    const name = Object.keys(MARKED).find((each) => file === sandbox.path(path(each))) as string;
    versions[name] = textDocument.version;
    const text = textDocument.version === null ? readFileSync(file, 'utf8') : (before[name] as string);
    const changed = TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits as never);
    sandbox.formulas({ [name]: changed });
  }
  expect(versions).toEqual({ main: 1, watch: 1, base: null });
  const after = Object.keys(MARKED).map((name) => [name, readFileSync(sandbox.path(path(name)), 'utf8')]);
  expect(Object.fromEntries(after)).toEqual(textsWith('build'));

  const now = cooked('main');
  const renamed = JSON.stringify(was)
    .replace(/"impl(?=[".-])/g, '"build')
    .replace(/\bimpl(?=\.status)/g, 'build');
  expect(now.fingerprint).not.toBe(was.fingerprint);
  expect(now.fingerprint).toBe(fingerprintOf(JSON.parse(renamed) as Protomolecule));
  expect(cooked('other')).toEqual(other);
  expect(session.stderr).toBe('');
});
