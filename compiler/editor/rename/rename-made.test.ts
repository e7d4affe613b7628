import { describe, expect, it } from 'vitest';
import { compile } from '../../compile.js';
import { fingerprintOf } from '../../emit/fingerprint.js';
import type { Protomolecule } from '../../emit/protomolecule.js';
import type { Candidate } from '../../host.js';
import { memoryHost } from '../../host-memory.js';
import { readNames } from '../names/read-names.js';
import { withRanges } from '../testing/marked.js';
import { markedFiles } from '../testing/marked-files.js';
import { references } from '../testing/references.js';
import { rename } from './rename.js';
import { edited, isRefusal } from './renaming.js';

type Files = Readonly<Record<string, string>>;

/** Every file with what would be replaced marked, and what it would be in the order of the marks. */
async function renamed(written: Files, name: string): Promise<Record<string, string> | string> {
  const { host, path, offset, texts } = markedFiles(written);
  const renaming = await rename(await readNames(host), host, { path, offset, name });
  if (isRefusal(renaming)) return renaming.reason;
  const changed = new Map(
    [...renaming.edits].map(([{ candidate, text }, edits]) => [candidate.path, edited(text, edits).text]),
  );
  return Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, changed.get(file) ?? text]));
}

/** What is expected of `renamed`: the marks are replaced by what `spelt` makes of them. */
function expected(written: Files, spelt: (marked: string) => string): Record<string, string> {
  return Object.fromEntries(
    [...markedFiles(written).files].map(([path, { text, ranges }]) => [
      path,
      withRanges(text, ranges).replace(/<\|(.*?)\|>/g, (_, marked: string) => spelt(marked)),
    ]),
  );
}

const RULE = `type = "expansion"
[[template]]
id = "<|<|>{target}.draft|>"
[[template]]
id = "{target}.test"
needs = ["<|{target}.draft|>"]
`;
const USERS = {
  main: `extends = "base"
[[steps]]
id = "impl"
expand = "rule"
[[steps]]
id = "fix"
[[steps]]
id = "ship"
needs = ["<|impl.draft|>", "impl.test"]
[compose]
aspects = ["watch"]
[[compose.expand]]
target = "fix"
with = "rule"
[[compose.gate]]
before = "ship"
condition = "<|fix.draft|>.status == complete && draft.status == complete"
`,
  base: '[[steps]]\nid = "draft"\n',
  heir: 'extends = "main"\n[[steps]]\nid = "last"\ndescription = "{{steps.<|impl.draft|>.output}} of impl.draft"\nneeds = ["<|impl.draft|>"]\n',
  watch: 'type = "aspect"\n[[advice]]\ntarget = "<|impl.draft|>"\nbefore = [{ id = "{step.id}-w" }]\n',
  other: '[[steps]]\nid = "impl.draft"\n[[steps]]\nid = "z"\nneeds = ["impl.draft"]\n',
};
const LOOP = `[[steps]]
id = "moves"
[steps.loop]
count = 2
[[steps.loop.body]]
id = "<|<|>lift|>"
[[steps.loop.body]]
id = "put"
needs = ["<|lift|>"]
[[steps]]
id = "b"
needs = ["<|moves.iter2.lift|>", "<|moves.iter1.lift|>"]
`;

describe('a step that a template is for', () => {
  it('gets another name in its template and wherever what is made of it is named', async () => {
    const written = { rule: RULE, ...USERS };
    expect(await renamed(written, '{target}.first')).toEqual(
      expected(written, (marked) => marked.replace('draft', 'first')),
    );
  });

  it('is cooked to the same but for the name', async () => {
    const written = { rule: RULE, ...USERS, base: '[[steps]]\nid = "draft"\ntitle = "A"\n' };
    const cooked = async (texts: Files): Promise<Protomolecule> => {
      const host = memoryHost(texts);
      const { protomolecule, diagnostics } = await compile(host.candidates('main')[0] as Candidate, host);
      if (!protomolecule) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
      return protomolecule;
    };
    const before = await cooked(markedFiles(written).texts);
    const after = await cooked((await renamed(written, '{target}.first')) as Files);
    expect(after.steps.map(({ id }) => id)).toContain('fix.first');
    const names = JSON.stringify(before)
      .replace(/\b(impl|fix)\.draft\b/g, '$1.first')
      .replace(/"title":"Draft/g, '"title":"First');
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.fingerprint).toBe(fingerprintOf(JSON.parse(names) as Protomolecule));
  });

  it('gets another name in a loop and by its iterations', async () => {
    expect(await renamed({ main: LOOP }, 'raise')).toEqual(
      expected({ main: LOOP }, (marked) => marked.replace('lift', 'raise')),
    );
  });

  it('gets another name in advice and where what is woven in is named', async () => {
    const written = {
      watch: 'type = "aspect"\n[[advice]]\ntarget = "impl"\nafter = [{ id = "<|<|>{step.id}-check|>" }]\n',
      main: '[compose]\naspects = ["watch"]\n[[steps]]\nid = "impl"\n[[steps]]\nid = "b"\nneeds = ["<|impl-check|>"]\n',
    };
    expect(await renamed(written, '{step.id}-look')).toEqual(
      expected(written, (marked) => marked.replace('check', 'look')),
    );
  });

  it('is refused another name that would change more, or that has other placeholders', async () => {
    const written = { rule: RULE, ...USERS };
    expect(await renamed(written, 'draft')).toBe(
      '"draft" has to have the placeholders of "{target}.draft" in their order: what it is called elsewhere hangs on them',
    );
    expect(await renamed(written, '{target}.no way')).toContain('cannot be the id of a step');
    expect(await renamed(written, '{target}.test')).toBe(
      'there is a step "{target}.test" already: rule.formula.toml:6',
    );
    // A step that somebody has written has that id.
    const clash = { ...written, base: '[[steps]]\nid = "draft"\n[[steps]]\nid = "fix.first"\n' };
    expect(await renamed(clash, '{target}.first')).toBe(
      '"fix.first" in main.formula.toml:18 would stand for something else',
    );
    const use = {
      ...written,
      rule: RULE.replace('<|>', ''),
      main: USERS.main.replace('impl.draft', 'impl.dr<|>aft'),
    };
    expect(await renamed(use, 'first')).toBe(
      '"draft" comes of what takes the place of "impl": rename it where that is written',
    );
  });
});

describe('references to what is made', () => {
  const shown = (written: Files): Record<string, string> =>
    Object.fromEntries(
      [...markedFiles(written).files].map(([path, { text, ranges }]) => [path, withRanges(text, ranges)]),
    );

  it('are the same from the template and from where it is named', async () => {
    const written = { rule: RULE, ...USERS };
    expect(await references(written)).toEqual(shown(written));
    const use = {
      ...written,
      rule: RULE.replace('<|>', ''),
      main: USERS.main.replace('impl.draft', 'impl.dr<|>aft'),
    };
    expect(await references(use)).toEqual(shown(use));
  });

  it('are found from an iteration', async () => {
    expect(await references({ main: LOOP })).toEqual(shown({ main: LOOP }));
    const use = LOOP.replace('<|>', '').replace('iter2.lift', 'iter2.li<|>ft');
    expect(await references({ main: use })).toEqual(shown({ main: use }));
  });
});
