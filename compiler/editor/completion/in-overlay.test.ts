import { describe, expect, it } from 'vitest';
import { compile } from '../../compile.js';
import { expressions } from '../../language/parser.js';
import { hoverAt } from '../hover/hover.js';
import { readNames } from '../names/read-names.js';
import { scan } from '../syntax/scan.js';
import { markedFiles } from '../testing/marked-files.js';
import { proposalsAt } from './complete.js';

const FORMULAS = {
  main: 'extends = "base"\n[[steps]]\nid = "impl"\nexpand = "rule"\n',
  base: '[[steps]]\nid = "first"\n',
  rule: 'type = "expansion"\n[[template]]\nid = "{target}.draft"\n',
};

/** What can be asked with the cursor in the overlay of `main`. */
async function asked(overlay: string, isCooked = true) {
  const { host, path, offset, texts } = markedFiles({ ...FORMULAS, 'overlay:main': overlay });
  const text = texts[path] as string;
  const tree = scan(text, 'toml');
  const index = await readNames(host);
  const main = host.all().find(({ name }) => name === 'main');
  const compilation = main && isCooked ? await compile(main, host, { check: true }) : undefined;
  const protomolecule = compilation?.protomolecule;
  const found = proposalsAt(tree, { index, path, offset, stepTypes: [], protomolecule });
  return {
    /** The text once each proposal is taken, with `|` where one goes on. */
    taken: found.map(({ start, end, text: put, caret = put.length }) =>
      [text.slice(0, start), put.slice(0, caret), '|', put.slice(caret), text.slice(end)].join(''),
    ),
    hover: hoverAt(tree, { index, path, offset, protomolecule, expressions })?.markdown,
  };
}

const taken = async (overlay: string, isCooked = true): Promise<string[]> =>
  (await asked(overlay, isCooked)).taken;

describe('what is proposed in an overlay', () => {
  it('is an override, at the beginning and behind one that is empty', async () => {
    expect(await taken('<|>')).toEqual(['[[step-overrides]]\nstep_id = "|"']);
    expect(await taken('st<|>\n')).toEqual(['[[step-overrides]]\nstep_id = "|"\n']);
    expect(await taken('[[<|>')).toEqual(['[[step-overrides]]|']);
    expect(await taken('[[st<|>]]\n')).toEqual(['[[step-overrides|]]\n']);
    expect(await taken('[[st<|>]\n')).toEqual(['[[step-overrides]|]\n']);
    expect(await taken('[<|>')).toEqual([]);
    expect(await taken('a = <|>')).toEqual([]);
  });

  it('are the keys of an override that it does not have', async () => {
    expect(await taken('[[step-overrides]]\nstep_id = "impl"\n<|>')).toEqual([
      '[[step-overrides]]\nstep_id = "impl"\nmode = "|"',
      '[[step-overrides]]\nstep_id = "impl"\ndescription = "|"',
    ]);
    expect(await taken('[[step-overrides]]\nstep_id = "impl"\nm<|> = "skip"\n')).toEqual([
      '[[step-overrides]]\nstep_id = "impl"\nmode| = "skip"\n',
      '[[step-overrides]]\nstep_id = "impl"\ndescription| = "skip"\n',
    ]);
    expect(await taken('[[step-overrides]]\nmode = "skip" <|>\n')).toEqual([]);
  });

  it('are the modes, and the steps that can be changed', async () => {
    expect(await taken('[[step-overrides]]\nmode = "<|>"\n')).toEqual(
      ['replace', 'append', 'skip'].map((mode) => `[[step-overrides]]\nmode = "${mode}|"\n`),
    );
    expect(await taken('[[step-overrides]]\nmode = <|>\n')).toContain('[[step-overrides]]\nmode = "skip"|\n');
    expect(await taken('[[step-overrides]]\nstep_id = "fi<|>\n')).toEqual(
      ['impl', 'first'].map((id) => `[[step-overrides]]\nstep_id = "${id}"|\n`),
    );
    expect(await taken('[[step-overrides]]\ndescription = "<|>"\n')).toEqual([]);
  });
});

it('a step of an overlay is told of, its keys are not those of a formula', async () => {
  expect((await asked('[[step-overrides]]\nstep_id = "im<|>pl"\n')).hover).toContain('**step `impl`**');
  expect((await asked('[[step-overrides]]\ndescr<|>iption = "x"\n')).hover).toBeUndefined();
});
