import { describe, expect, it } from 'vitest';
import { Commands } from '../../rules/shell/commands.js';
import { type Analysis, analyse } from '../analysis.js';
import { OpenHost } from '../open-host.js';
import { scanToml } from '../syntax/scan-toml.js';
import { markedFiles } from '../testing/marked-files.js';
import { codeLenses } from './code-lenses.js';
import { inlayHints } from './inlay-hints.js';

const options = {
  stepTypes: [],
  levels: new Map(),
  commands: new Commands({ gt: [], bd: [] }),
  readsTwice: false,
};

async function good(files: Readonly<Record<string, string>>): Promise<NonNullable<Analysis['good']>> {
  const { host, candidate } = markedFiles(files);
  const analysis = await analyse(candidate, new OpenHost(host, new Map()), options);
  if (!analysis.good) throw new Error(analysis.diagnostics.map(({ message }) => message).join('\n'));
  return analysis.good;
}

/** `text` with what a client shows in it: hints in ‹›, lenses in lines of their own. */
function shown(text: string, state: NonNullable<Analysis['good']>): string {
  const tree = scanToml(text);
  let result = text;
  const put = [
    ...inlayHints(tree, state).map(({ offset, label }) => ({ offset, put: `‹${label}›` })),
    ...codeLenses(tree, state).map(({ at, title }) => ({
      offset: text.lastIndexOf('\n', at.start - 1) + 1,
      put: `^${title}^\n`,
    })),
  ];
  for (const each of put.reverse().sort((a, b) => b.offset - a.offset))
    result = result.slice(0, each.offset) + each.put + result.slice(each.offset);
  return result;
}

const GUARD = `type = "aspect"
[[advice]]
target = "*.gate"
[advice.after]
id = "{step.id}.told"
[[advice]]
target = "build"
[advice.around]
before = [{ id = "lock" }, { id = "look" }]
after = [{ id = "unlock" }]
`;

describe('what composition adds to a text', () => {
  it('stands where it would be: inherited steps, woven steps, and their needs', async () => {
    const text = `formula = "main"
extends = "base"
[[steps]]
id = "plan"
[[steps]]
id = "build"
needs = ["plan"]
[[steps]]
id = "ship"
needs = ["build"]
[compose]
aspects = ["guard"]
[[advice]]
target = "ship"
[advice.before]
id = "ask"
`;
    const base = '[[steps]]\nid = "first"\n[[steps]]\nid = "plan"\n[[steps]]\nid = "second"\n';
    expect(shown(text, await good({ main: text, base, guard: GUARD }))).toBe(`^4 steps woven^
formula = "main"
^2 steps inherited^
extends = "base"
[[steps]]‹inherited before: first (base)›
id = "plan"
^3 steps woven^
[[steps]]‹inherited before: second (base)›‹woven before: lock, look (guard)›‹woven after: unlock (guard)›
id = "build"
needs = ["plan"‹, "look"›]
^1 step woven^
[[steps]]‹woven before: ask (main)›
id = "ship"
needs = ["build"‹, "ask"›]
[compose]
aspects = ["guard"]
[[advice]]
target = "ship"
[advice.before]
id = "ask"
`);
  });

  it('is that of the last good state, beside the steps that the text still has', async () => {
    const text = 'extends = "base"\n[[steps]]\nid = "own"\n[[steps]]\nid = "gone"\n';
    const base = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `[[steps]]\nid = "${id}"\n`).join('');
    const state = await good({ main: text, base });
    const typed = '# new\nextends = "base"\n[[steps]]\nneeds = [\nid = "other"\n[[steps]]\nid = "own"\n';
    expect(shown(typed, state)).toBe(
      '# new\n^6 steps inherited^\nextends = "base"\n[[steps]]\nneeds = [\nid = "other"\n[[steps]]‹inherited before: a, b, c, d and 2 more›\nid = "own"\n',
    );
    const [hint] = inlayHints(scanToml(typed), state);
    expect(hint?.tooltip).toBe('a (base)\nb (base)\nc (base)\nd (base)\ne (base)\nf (base)');
    expect(shown('extends = "base"\n', state)).toBe(
      '^6 steps inherited^\nextends = "base"‹inherited: a, b, c, d and 2 more›\n',
    );
    expect(shown('', state)).toBe('');
  });

  it('stands beside steps in braces, and beside a loop whose iterations are woven around', async () => {
    const text = `steps = [{ id = "build" }, { id = "again", loop = { count = 2, body = [{ id = "x" }] } }]
[[advice]]
target = "build"
[advice.before]
id = "ask"
[[advice]]
target = "again.*"
[advice.after]
id = "{step.id}.told"
`;
    const state = await good({ main: text });
    expect(shown(`formula = "main"\n${text}`, state).split('\n').slice(0, 5)).toEqual([
      '^3 steps woven^',
      'formula = "main"',
      '^1 step woven^',
      '^2 steps woven^',
      'steps = [{‹woven before: ask (main)› id = "build"‹needs = ["ask"]› }, {‹woven after: again.iter1.x.told, again.iter2.x.told (main)› id = "again", loop = { count = 2, body = [{ id = "x" }] } }]',
    ]);
  });
});
