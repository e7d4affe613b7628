import { describe, expect, it } from 'vitest';
import { compile } from '../../compile.js';
import { withRanges } from '../testing/marked.js';
import { type MarkedFiles, markedFiles } from '../testing/marked-files.js';
import { allHighlightsAt } from './made.js';
import type { NameIndex } from './name-index.js';
import { definitionsAt, type Place, referencesAt } from './navigate.js';
import { readNames } from './read-names.js';

type Ask = (index: NameIndex, files: MarkedFiles) => Promise<Place[]> | Place[];

/** Ask with the cursor `<|>` of `written`, whose marks `<|…|>` are what is expected. */
async function expectPlaces(written: Readonly<Record<string, string>>, ask: Ask): Promise<void> {
  const files = markedFiles(written);
  const places = await ask(await readNames(files.host), files);
  const shown = (of: (path: string) => readonly { start: number; end: number }[]): Record<string, string> =>
    Object.fromEntries(
      Object.entries(files.texts).flatMap(([path, text]) => {
        const here = of(path);
        return here.length === 0 ? [] : [[path, withRanges(text, here)]];
      }),
    );
  expect(shown((path) => places.filter(({ file }) => file.candidate.path === path))).toEqual(
    shown((path) => files.files.get(path)?.ranges ?? []),
  );
}

const definitions: Ask = async (index, { path, offset, candidate, host }) =>
  definitionsAt(index, path, offset, (await compile(candidate, host)).protomolecule);
const references =
  (withDefinitions: boolean): Ask =>
  (index, { path, offset }) =>
    referencesAt(index, path, offset, { withDefinitions });

describe('definitions', () => {
  it('finds a step of a parent, and what a child makes of it', async () => {
    await expectPlaces(
      {
        main: `extends = "mid"\n[[steps]]\nid = "b"\nneeds = ["im<|>pl"]\n`,
        mid: `extends = "base"\n[[steps]]\nid = "<|impl|>"\n`,
        base: `[[steps]]\nid = "<|impl|>"\n[[steps]]\nid = "c"\nneeds = ["impl"]\n`,
        other: `[[steps]]\nid = "impl"\n`,
      },
      definitions,
    );
  });

  it('finds the step of a template that stands behind a step that is expanded, and the step before it', async () => {
    const files = (needs: string, marks: [string, string]) => ({
      main: `[[steps]]\nid = "${marks[0]}"\nexpand = "rule"\n[[steps]]\nid = "b"\nneeds = ["${needs}"]\n`,
      rule: `type = "expansion"\n[[template]]\nid = "{target}.plan"\n[[template]]\nid = "${marks[1]}"\nneeds = ["{target}.plan"]\n`,
    });
    await expectPlaces(files('impl.dra<|>ft', ['impl', '<|{target}.draft|>']), definitions);
    await expectPlaces(files('im<|>pl.draft', ['<|impl|>', '{target}.draft']), definitions);
  });

  it('finds the step of a loop by the name of an iteration', async () => {
    await expectPlaces(
      {
        main: `[[steps]]\nid = "moves"\n[steps.loop]\ncount = 2\n[[steps.loop.body]]\nid = "<|lift|>"\n[[steps]]\nid = "b"\nneeds = ["moves.iter2.li<|>ft"]\n`,
      },
      definitions,
    );
  });

  it('finds what advice puts around a step', async () => {
    await expectPlaces(
      {
        main: `[compose]\naspects = ["watch"]\n[[steps]]\nid = "impl"\n[[steps]]\nid = "b"\nneeds = ["impl-che<|>ck"]\n`,
        watch: `type = "aspect"\n[[advice]]\ntarget = "impl"\n[[advice.after]]\nid = "<|{step.id}-check|>"\n`,
      },
      definitions,
    );
  });

  it('finds the variable that an argument is for, and the formula that it goes to', async () => {
    const rule = `type = "expansion"\n[vars.<|who|>]\n[[template]]\nid = "{target}.x"\ntitle = "{who}"\n`;
    await expectPlaces(
      {
        main: `[vars.who]\ndefault = "me"\n[[steps]]\nid = "b"\nexpand = "rule"\nexpand_vars = { w<|>ho = "{{who}}" }\n`,
        rule,
      },
      definitions,
    );
    await expectPlaces(
      {
        main: `[[steps]]\nid = "b"\nexpand = "ru<|>le"\n`,
        rule: `formula = "<|rule|>"\n${rule.replace(/<\||\|>/g, '')}`,
      },
      definitions,
    );
  });

  it('finds the step that a condition asks about, and nothing for a name that nobody has', async () => {
    await expectPlaces(
      {
        main: `[[steps]]\nid = "<|a|>"\n[[steps]]\nid = "b"\n[steps.gate]\ntype = "condition"\ncondition = "step(<|>a).status == complete"\n`,
      },
      definitions,
    );
    await expectPlaces({ main: `[[steps]]\nid = "a"\nneeds = ["no<|>body"]\n` }, definitions);
  });
});

describe('references and highlights', () => {
  const files = {
    main: `extends = "base"\n[[steps]]\nid = "b"\nneeds = ["<|a|>"]\n[compose]\naspects = ["watch"]\n`,
    base: `[[steps]]\nid = "<|<|>a|>"\n`,
    watch: `type = "aspect"\n[[advice]]\ntarget = "<|a|>"\nbefore = { id = "a.before" }\n`,
  };

  it('finds all files that name a step, with its definition or without', async () => {
    await expectPlaces(files, references(true));
    await expectPlaces({ ...files, base: `[[steps]]\nid = "<|>a"\n` }, references(false));
  });

  it('finds those of the file itself', async () => {
    const written = {
      main: `extends = "base"\n[vars.<|who|>]\n[[steps]]\nid = "a"\ntitle = "{{<|w<|>ho|>}} and {{<|who|>}}"\n`,
      base: `[[steps]]\nid = "x"\ntitle = "{{who}}"\n`,
    };
    const { host, path, offset, texts, files: marks } = markedFiles(written);
    const found = await allHighlightsAt(await readNames(host), host, path, offset);
    expect(withRanges(texts[path] as string, found)).toBe(
      withRanges(texts[path] as string, marks.get(path)?.ranges ?? []),
    );
    expect(found.map(({ isDefinition }) => isDefinition)).toEqual([true, false, false]);
  });

  it('finds also the ids that composition gives, from there and from where they are named', async () => {
    const shown = async (written: Readonly<Record<string, string>>): Promise<string> => {
      const { host, path, offset, texts } = markedFiles(written);
      const found = await allHighlightsAt(await readNames(host), host, path, offset);
      return withRanges(texts[path] as string, found);
    };
    const loop = (body: string, use: string): string =>
      `formula = "main"\n[[steps]]\nid = "l"\n[steps.loop]\ncount = 2\n[[steps.loop.body]]\nid = "${body}"\n[[steps]]\nid = "b"\nneeds = ["${use}", "l.iter2.lift"]\n`;
    const both = loop('<|lift|>', '<|l.iter1.lift|>').replace('"l.iter2.lift"', '"<|l.iter2.lift|>"');
    expect(await shown({ main: loop('li<|>ft', 'l.iter1.lift') })).toBe(both);
    expect(await shown({ main: loop('lift', 'l.iter1.li<|>ft') })).toBe(both);
    const rule = 'type = "expansion"\n[[template]]\nid = "{target}.draft"\n';
    const main = (use: string): string =>
      `formula = "main"\n[[steps]]\nid = "impl"\nexpand = "rule"\n[[steps]]\nid = "b"\nneeds = ["${use}"]\n[[steps]]\nid = "c"\nneeds = ["impl.draft"]\n`;
    expect(await shown({ rule, main: main('impl.dr<|>aft') })).toBe(
      main('<|impl.draft|>').replace('["impl.draft"]', '["<|impl.draft|>"]'),
    );
  });
});
