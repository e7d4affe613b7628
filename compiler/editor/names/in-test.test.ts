import { describe, expect, it } from 'vitest';
import { rename } from '../rename/rename.js';
import { edited, isRefusal } from '../rename/renaming.js';
import { withRanges } from '../testing/marked.js';
import { markedFiles } from '../testing/marked-files.js';
import { references } from '../testing/references.js';
import { readNames } from './read-names.js';

type Files = Readonly<Record<string, string>>;

const shown = (written: Files, spelt: (marked: string) => string): Record<string, string> =>
  Object.fromEntries(
    [...markedFiles(written).files].map(([path, { text, ranges }]) => [
      path,
      withRanges(text, ranges).replace(/<\|(.*?)\|>/g, (_, word: string) => spelt(word)),
    ]),
  );

/** The texts by their paths once they are renamed, or why they are not. */
async function renamed(written: Files, name: string): Promise<Record<string, string> | string> {
  const { host, path, offset, texts } = markedFiles(written);
  const renaming = await rename(await readNames(host), host, { path, offset, name });
  if (isRefusal(renaming)) return renaming.reason;
  const changed = new Map(
    [...renaming.edits].map(([{ candidate, text }, edits]) => [candidate.path, edited(text, edits).text]),
  );
  return Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [
      renaming.files.get(file) ?? file,
      changed.get(file) ?? text,
    ]),
  );
}

/** References find what is marked, and a new name replaces exactly that. */
async function expectNamed(written: Files, name: string, spelt = (_: string) => name): Promise<void> {
  expect(await references(written)).toEqual(shown(written, (word) => `<|${word}|>`));
  expect(await renamed(written, name)).toEqual(shown(written, spelt));
}

const RULE = 'type = "expansion"\n[[template]]\nid = "{target}.draft"\n';

describe('the names in tests of a formula', () => {
  it('are its steps, wherever a test names them', async () => {
    await expectNamed(
      {
        main: 'extends = "base"\n[[steps]]\nid = "ship"\nneeds = ["<|impl|>"]\n',
        base: '[[steps]]\nid = "<|<|>impl|>"\n',
        'main.formula-test.toml': `[[test]]
name = "impl"
gates = { <|impl|> = "open" }
[test.steps.<|impl|>]
outcome = "fail"
[test.steps."<|impl|>".output]
impl = 1
[test.expect]
order = ["<|impl|> < ship", "ship<<|impl|>"]
outcomes = { ship = "pass", "<|impl|>" = "fail" }
attempts.<|impl|> = 2
ran = ["<|impl|>"]
not_run = ["ship", '<|impl|>']
`,
        'other.formula-test.toml': '[[test]]\nname = "x"\nsteps.impl.outcome = "fail"\n',
        other: '[[steps]]\nid = "impl"\n',
      },
      'build',
    );
  });

  it('are its variables and the formula, which moves with its tests', async () => {
    const main = '[vars.<|w<|>ho|>]\ndefault = "me"\n[[steps]]\nid = "a"\ntitle = "{{<|who|>}}"\n';
    const test =
      'formula = "main"\n[[test]]\nname = "who"\nvars = { <|who|> = "x" }\n[test.expect.digest]\nvalues = { <|who|> = "x" }\n';
    await expectNamed({ main, 'main.formula-test.toml': test }, 'person');
    const plain = (text: string): string => text.replace(/<\|>|<\||\|>/g, '');
    const written = {
      main: `formula = "<|>main"\n${plain(main)}`,
      'main.formula-test.toml': plain(test),
      'more.formula-test.toml': plain(test),
      more: '[[steps]]\nid = "b"\n',
    };
    expect(await renamed(written, 'new')).toEqual({
      'new.formula.toml': `formula = "new"\n${plain(main)}`,
      'new.formula-test.toml': plain(test).replace('"main"', '"new"'),
      'more.formula-test.toml': plain(test).replace('"main"', '"new"'),
      'more.formula.toml': 'formula = "more"\n[[steps]]\nid = "b"\n',
    });
  });

  it('are also ids that composition gives, and patterns, which speak against another name', async () => {
    const main = '[[steps]]\nid = "impl"\nexpand = "rule"\n';
    const written = {
      rule: RULE.replace('{target}.draft', '<|<|>{target}.draft|>'),
      main,
      'main.formula-test.toml': '[[test]]\nname = "x"\nsteps."<|impl.draft|>".outcome = "fail"\n',
    };
    await expectNamed(written, '{target}.first', (word) => word.replace('draft', 'first'));
    const loop = (id: string, name: string) => ({
      main: `[[steps]]\nid = "moves"\n[steps.loop]\nmax = 3\nuntil = "${id.replace(/<\|>/, '')}.status == complete"\n[[steps.loop.body]]\nid = "${id}"\n`,
      'main.formula-test.toml': `[[test]]\nname = "x"\nsteps."moves.iter3.${name}".outcome = "fail"\n`,
    });
    expect(await renamed(loop('li<|>ft', 'lift'), 'raise')).toBe(
      'main.formula-test.toml:3 may mean it by "moves.iter3.lift", which only a run makes: change that first',
    );
    expect(await renamed(loop('li<|>ft', 'raise'), 'raise')).toEqual({
      'main.formula.toml': `formula = "main"\n${loop('raise', '').main}`,
      'main.formula-test.toml': loop('', 'raise')['main.formula-test.toml'],
    });
    const globbed = {
      main: '[[steps]]\nid = "<|>impl"\n',
      'main.formula-test.toml': '[[test]]\nname = "x"\n[test.expect]\nran = ["im*"]\n',
    };
    expect(await renamed(globbed, 'build')).toBe(
      'the pattern "im*" in main.formula-test.toml:4 matches "impl" and not "build": change it first',
    );
  });

  it('are found and renamed with the cursor in a test, too', async () => {
    const main = '[vars.<|who|>]\ndefault = "me"\n[[steps]]\nid = "a"\ntitle = "{{<|who|>}}"\n';
    await expectNamed(
      { main, 'main.formula-test.toml': '[[test]]\nname = "who"\nvars = { <|w<|>ho|> = "x" }\n' },
      'person',
    );
    const step = '[[steps]]\nid = "<|impl|>"\n[[steps]]\nid = "b"\nneeds = ["<|impl|>"]\n';
    const test = '[[test]]\nname = "x"\n[test.expect]\norder = ["<|i<|>mpl|> < b"]\n';
    await expectNamed({ main: step, 'main.formula-test.toml': test }, 'build');
    expect(
      await renamed(
        {
          main: 'formula = "main"\n[[steps]]\nid = "a"\n',
          'main.formula-test.toml': 'formula = "ma<|>in"\n[[test]]\nname = "x"\n',
        },
        'new',
      ),
    ).toEqual({
      'new.formula.toml': 'formula = "new"\n[[steps]]\nid = "a"\n',
      'new.formula-test.toml': 'formula = "new"\n[[test]]\nname = "x"\n',
    });
  });
});
