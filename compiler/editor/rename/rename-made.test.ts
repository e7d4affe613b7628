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
import { expectedTexts, refusal, renamed as textsOf } from '../testing/renamed.js';
import { renameable } from './rename.js';
import { isRefusal } from './renaming.js';

type Files = Readonly<Record<string, string>>;

/** Every file as it would be, or why it would not. */
async function renamed(written: Files, name: string): Promise<Record<string, string> | string> {
  const reason = await refusal(written, name);
  return reason === 'renamed' ? (await textsOf(written, name)).texts : reason;
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
      expectedTexts(written, (marked) => marked.replace('draft', 'first')),
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
      expectedTexts({ main: LOOP }, (marked) => marked.replace('lift', 'raise')),
    );
  });

  it('gets another name in advice and where what is woven in is named', async () => {
    const written = {
      watch: 'type = "aspect"\n[[advice]]\ntarget = "impl"\nafter = [{ id = "<|<|>{step.id}-check|>" }]\n',
      main: '[compose]\naspects = ["watch"]\n[[steps]]\nid = "impl"\n[[steps]]\nid = "b"\nneeds = ["<|impl-check|>"]\n',
    };
    expect(await renamed(written, '{step.id}-look')).toEqual(
      expectedTexts(written, (marked) => marked.replace('check', 'look')),
    );
  });

  it('is refused another name that would change more, or that has other placeholders', async () => {
    const written = { rule: RULE, ...USERS };
    expect(await renamed(written, 'draft')).toBe(
      '"draft" has to have the placeholders of "{target}.draft" in their order: what it is called elsewhere hangs on them',
    );
    expect(await renamed(written, '{target}.no way')).toContain('cannot be the id of a step');
    expect(await renamed({ main: '[[steps]]\nid = "<|>impl"\n' }, '{x}')).toContain(
      '"{x}" cannot be the id of a step: letters',
    );
    expect(await renamed({ main: '[vars.<|>who]\n[[steps]]\nid = "a"\n' }, '{x}')).toContain(
      '"{x}" cannot name a variable: ',
    );
    expect(await renamed(written, '{target}.test')).toBe(
      'there is a step "{target}.test" already: rule.formula.toml:6',
    );
    // A step that somebody has written has that id.
    const clash = { ...written, base: '[[steps]]\nid = "draft"\n[[steps]]\nid = "fix.first"\n' };
    expect(await renamed(clash, '{target}.first')).toBe(
      '"fix.first" in main.formula.toml:18 would stand for something else',
    );
  });
});

describe('with the cursor where what is made is named', () => {
  const rule = RULE.replace('<|>', '');
  const first = (word: string): string => word.replace('draft', 'first');

  it('the part it is in gets another name: what comes of a template', async () => {
    const written = { rule, ...USERS, main: USERS.main.replace('impl.draft', 'impl.dr<|>aft') };
    expect(await renamed(written, 'first')).toEqual(expectedTexts(written, first));
    expect(await renamed(written, 'te st')).toMatch(/cannot be the id of a step/);
    expect(await renamed(written, 'test')).toBe(
      'there is a step "{target}.test" already: rule.formula.toml:6',
    );
  });

  it('the part it is in gets another name: the step that a template takes the place of', async () => {
    const main = (word: string, use: string): string =>
      `formula = "main"\n[[steps]]\nid = "${word}"\nexpand = "rule"\n[[steps]]\nid = "b"\nneeds = ["${use}"]\n`;
    const plain = rule.replace(/<\||\|>/g, '');
    expect(await renamed({ rule: plain, main: main('impl', 'im<|>pl.draft') }, 'build')).toEqual({
      'rule.formula.toml': `formula = "rule"\n${plain}`,
      'main.formula.toml': main('build', 'build.draft'),
    });
  });

  it('so does what advice puts in, and what it is put around', async () => {
    const advice = (word: string): string =>
      `formula = "main"\n[[steps]]\nid = "WORD"\n[[steps]]\nid = "b"\nneeds = ["USE"]\n[[advice]]\ntarget = "WORD"\nbefore = { id = "{step.id}-${word}" }\n`;
    const main = (word: string, step: string, use: string): string =>
      advice(word).replaceAll('WORD', step).replace('USE', use);
    expect(await renamed({ main: main('check', 'impl', 'impl-ch<|>eck') }, 'look')).toEqual({
      'main.formula.toml': main('look', 'impl', 'impl-look'),
    });
    expect(await renamed({ main: main('check', 'impl', 'im<|>pl-check') }, 'build')).toEqual(
      'main.formula.toml would be wrong: step "b" has "impl-check" in "needs", but no step has that id',
    );
  });

  it('and the body of a loop, but no number of an iteration', async () => {
    const use = LOOP.replace('<|>', '').replace('iter2.lift', 'iter2.li<|>ft');
    expect(await renamed({ main: use }, 'raise')).toEqual(
      expectedTexts({ main: use }, (word) => word.replace('lift', 'raise')),
    );
    const number = LOOP.replace('<|>', '').replace('iter2.lift', 'it<|>er2.lift');
    expect(await renamed({ main: number }, 'x')).toMatch(/comes of what takes the place of/);
  });

  it('and is told beforehand', async () => {
    const written = { rule, ...USERS, main: USERS.main.replace('impl.draft', 'impl.dr<|>aft') };
    const { host, path, offset, texts } = markedFiles(written);
    const found = await renameable(await readNames(host), host, { path, offset });
    expect(
      isRefusal(found) ? found.reason : [found.name, texts[path]?.slice(found.start, found.end)],
    ).toEqual(['draft', 'draft']);
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
