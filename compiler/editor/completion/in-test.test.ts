import { describe, expect, it } from 'vitest';
import { compile } from '../../compile.js';
import { expressions } from '../../language/parser.js';
import { hoverAt } from '../hover/hover.js';
import { definitionsAt } from '../names/navigate.js';
import { readNames } from '../names/read-names.js';
import { scan } from '../syntax/scan.js';
import { withRanges } from '../testing/marked.js';
import { markedFiles } from '../testing/marked-files.js';
import { proposalsAt } from './complete.js';

const FORMULAS = {
  main: 'extends = "base"\n[vars.who]\ndefault = "me"\n[[steps]]\nid = "impl"\ntitle = "For {{who}}"\nexpand = "rule"\n[[steps]]\nid = "ship"\nneeds = ["impl"]\n',
  base: '[vars.place]\ndefault = "here"\n[[steps]]\nid = "first"\ntitle = "In {{place}}"\n',
  rule: 'type = "expansion"\n[[template]]\nid = "{target}.draft"\n',
};

/** What can be asked with the cursor in the tests of `main`, which was cooked or, with errors, was not. */
async function asked(test: string, { isCooked = true, formulas = FORMULAS } = {}) {
  const written = { ...formulas, 'main.formula-test.toml': test };
  const { host, path, offset, texts } = markedFiles(written);
  const text = texts[path] as string;
  const tree = scan(text, 'toml');
  const index = await readNames(host);
  const main = host.all().find(({ name }) => name === 'main');
  const compilation = main && isCooked ? await compile(main, host, { check: true }) : undefined;
  const protomolecule = compilation?.protomolecule;
  const found = proposalsAt(tree, { index, path, offset, stepTypes: [], protomolecule });
  return {
    labels: found.map(({ label }) => label),
    /** The text once a proposal is taken, with `|` where one goes on. */
    taken: (label: string): string => {
      const proposal = found.find((each) => each.label === label);
      if (!proposal) return `no ${label}`;
      const caret = proposal.caret ?? proposal.text.length;
      const put = `${proposal.text.slice(0, caret)}|${proposal.text.slice(caret)}`;
      return text.slice(0, proposal.start) + put + text.slice(proposal.end);
    },
    hover: hoverAt(tree, { index, path, offset, protomolecule, expressions })?.markdown,
    definitions: definitionsAt(index, path, offset, protomolecule).map(({ file, start, end }) =>
      withRanges(file.text, [{ start, end }])
        .split('\n')
        .find((line) => line.includes('<|')),
    ),
  };
}

const labels = async (test: string): Promise<string[]> =>
  (await asked(`[[test]]\nname = "x"\n${test}`)).labels;
const taken = async (test: string, label: string): Promise<string> =>
  (await asked(`[[test]]\n${test}`)).taken(label).slice('[[test]]\n'.length);

describe('what is proposed in tests of a formula', () => {
  it('is the formula', async () => {
    const { labels, taken } = await asked('formula = "<|>\n[[test]]\nname = "x"\n');
    expect(labels).toEqual(['base', 'main', 'rule']);
    expect(taken('main')).toBe('formula = "main"|\n[[test]]\nname = "x"\n');
    expect((await asked('formula = <|>\n')).taken('base')).toBe('formula = "base"|\n');
  });

  it('is a step wherever one is named, by the ids that it has when it is cooked', async () => {
    const ids = ['first', 'impl.draft', 'ship'];
    for (const place of [
      '[test.steps.<|>]\n',
      '[test.steps.<|>\n',
      'steps.<|>\n',
      'gates = { <|> }\n',
      '[test.steps]\n<|>\n',
      '[test.expect]\noutcomes = { <|>\n',
      '[test.expect.attempts]\n<|>\n',
      '[test.expect]\nran = ["<|>"]\n',
      '[test.expect]\nnot_run = ["<|>\n',
      '[test.expect]\norder = ["first < <|>"]\n',
    ])
      expect([place, (await labels(place)).sort()]).toEqual([place, ids]);
    expect(await labels('[test.expect]\nran = ["ship", <|>]\n')).toEqual(['first', 'impl.draft']);
    expect(await labels('gates = { ship = "open", <|> }\n')).toEqual(['first', 'impl.draft']);
    expect((await asked('[[test]]\nsteps.<|>\n', { isCooked: false })).labels.sort()).toEqual([
      'first',
      'impl',
      'ship',
    ]);
  });

  it('is written so that it can be read, with what must follow', async () => {
    expect(await taken('[test.steps.<|>\n', 'impl.draft')).toBe('[test.steps."impl.draft"]|\n');
    expect(await taken('[test.steps.sh<|>]\n', 'ship')).toBe('[test.steps.ship|]\n');
    expect(await taken('gates = { sh<|> }\n', 'ship')).toBe('gates = { ship = "|" }\n');
    expect(await taken('gates = { sh<|> = "open" }\n', 'ship')).toBe('gates = { ship| = "open" }\n');
    expect(await taken('[test.expect.attempts]\n<|>\n', 'impl.draft')).toBe(
      '[test.expect.attempts]\n"impl.draft" = 1|\n',
    );
    expect(await taken('[test.expect]\nran = [<|>]\n', 'ship')).toBe('[test.expect]\nran = ["ship"|]\n');
    expect(await taken('[test.expect]\norder = ["first < sh<|> < x"]\n', 'ship')).toBe(
      '[test.expect]\norder = ["first < ship| < x"]\n',
    );
  });

  it('is a variable, a preset, and nothing where anything may stand', async () => {
    expect((await labels('vars = { <|> }\n')).sort()).toEqual(['place', 'who']);
    expect(await labels('[test.expect.digest.values]\n<|>\n')).toEqual(
      expect.arrayContaining(['place', 'who']),
    );
    expect(await labels('vars = { who = "x", <|> }\n')).toEqual(['place']);
    const convoy = {
      main: 'type = "convoy"\n[[legs]]\nid = "a"\n[presets.quick]\nlegs = ["a"]\n[synthesis]\n',
      base: '',
      rule: '',
    };
    expect((await asked('[[test]]\npreset = "<|>"\n', { formulas: convoy })).labels).toEqual(['quick']);
    for (const place of [
      'name = "<|>"\n',
      'env = { <|> }\n',
      '# <|>\n',
      'steps.ship.reason = "<|>"\n',
      '<|>\n',
    ])
      expect([place, await labels(place)]).toEqual([place, []]);
  });
});

describe('in tests of a formula', () => {
  it('names lead to where they are defined', async () => {
    const definitions = async (test: string) => (await asked(`[[test]]\n${test}`)).definitions;
    expect(await definitions('steps.sh<|>ip.outcome = "fail"\n')).toEqual(['id = "<|ship|>"']);
    expect(await definitions('steps.fi<|>rst.outcome = "fail"\n')).toEqual(['id = "<|first|>"']);
    expect(await definitions('steps."im<|>pl.draft".outcome = "fail"\n')).toEqual(['id = "<|impl|>"']);
    expect(await definitions('steps."impl.dr<|>aft".outcome = "fail"\n')).toEqual([
      'id = "<|{target}.draft|>"',
    ]);
    expect(await definitions('vars = { pl<|>ace = "x" }\n')).toEqual(['[vars.<|place|>]']);
    expect((await asked('formula = "ma<|>in"\n')).definitions).toEqual(['formula = "<|main|>"']);
  });

  it('names are told of under the pointer, and keys of a formula are not', async () => {
    const hover = async (test: string) => (await asked(`[[test]]\n${test}`)).hover;
    expect(await hover('steps.sh<|>ip.outcome = "fail"\n')).toMatch(
      /^\*\*step `ship`\*\*[\s\S]*It waits for `impl.draft`/,
    );
    expect(await hover('steps."impl.dr<|>aft".outcome = "fail"\n')).toMatch(/^\*\*step `impl.draft`\*\*/);
    expect(await hover('vars = { wh<|>o = "x" }\n')).toMatch(/^\*\*variable `who`\*\*/);
    expect((await asked('formula = "ma<|>in"\n')).hover).toMatch(/^\*\*formula `main`\*\*/);
    expect((await asked('form<|>ula = "main"\n')).hover).toBeUndefined();
  });
});
