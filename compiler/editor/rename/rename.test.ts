import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compile.js';
import { fingerprintOf } from '../../emit/fingerprint.js';
import type { Protomolecule } from '../../emit/protomolecule.js';
import type { Candidate, Host } from '../../host.js';
import { memoryHost } from '../../host-memory.js';
import { readNames } from '../names/read-names.js';
import { withRanges } from '../testing/marked.js';
import { markedFiles } from '../testing/marked-files.js';
import { EditedHost } from './edited-host.js';
import { rename, renameable } from './rename.js';
import { edited, isRefusal, type Renaming } from './renaming.js';
import { isRenamed } from './same-but-for.js';

/** The files as they are once renamed, and how. */
async function renamed(
  written: Readonly<Record<string, string>>,
  name: string,
): Promise<{ texts: Record<string, string>; host: Host; renaming: Renaming }> {
  const { host, path, offset, texts } = markedFiles(written);
  const renaming = await rename(await readNames(host), host, { path, offset, name });
  if (isRefusal(renaming)) throw new Error(renaming.reason);
  const changed = new Map(
    [...renaming.edits].map(([{ candidate, text }, edits]) => [candidate.path, edited(text, edits).text]),
  );
  return {
    texts: Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, changed.get(file) ?? text])),
    host: new EditedHost(host, changed),
    renaming,
  };
}

/** Rename what the cursor is on: exactly what is marked in `written` is replaced, by `name` or what `spelt` says. */
async function expectRenamed(
  written: Readonly<Record<string, string>>,
  name: string,
  spelt: (marked: string) => string = () => name,
): Promise<void> {
  const { files } = markedFiles(written);
  const { texts } = await renamed(written, name);
  const expected = Object.fromEntries(
    [...files].map(([path, { text, ranges }]) => [
      path,
      withRanges(text, ranges).replace(/<\|(.*?)\|>/g, (_, marked: string) => spelt(marked)),
    ]),
  );
  expect(texts).toEqual(expected);
}

async function refusal(written: Readonly<Record<string, string>>, name: string): Promise<string> {
  const { host, path, offset } = markedFiles(written);
  const result = await rename(await readNames(host), host, { path, offset, name });
  return isRefusal(result) ? result.reason : 'renamed';
}

async function cook(host: Host, name: string): Promise<Protomolecule> {
  const { protomolecule, diagnostics } = await compile(host.candidates(name)[0] as Candidate, host, {
    check: true,
  });
  if (!protomolecule) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return protomolecule;
}

/** The fingerprint that a protomolecule has once its names are others. */
function fingerprintWith(protomolecule: Protomolecule, names: (text: string) => string): string {
  return fingerprintOf(JSON.parse(names(JSON.stringify(protomolecule))) as Protomolecule);
}

describe('renaming a step', () => {
  const files = {
    main: `extends = "base"
description = "impl is a word here"

[compose]
aspects = ["watch"]

[[compose.expand]]
target = "<|impl|>" # impl
with = "rule"

[[compose.branch]]
from = "start"
steps = ["<|impl|>", "doc"]
join = "end"

[[compose.gate]]
before = "ship"
condition = "step(<|impl|>).status == complete && implement.status == complete"

[patch.<|impl|>]
notes = "impl"

[[steps]]
id = "ship"
title = "Ship {{steps.<|impl|>.output.url}}"
description = "{{steps.<|impl|>.output.url}} of impl"
needs = ["end", "<|impl|>.test"]
`.replace('title = "Ship {{steps.<|impl|>.output.url}}"\n', ''),
    base: `[[steps]]
id = "start"
[[steps]]
id = "<|im<|>pl|>"
title = "impl"
[[steps]]
id = "implement"
needs = ["<|\\u0069mpl|>"]
[[steps]]
id = "doc"
[[steps]]
id = "end"
depends_on = ['<|impl|>']
`,
    watch: `type = "aspect"
[[advice]]
target = "<|impl|>"
before = [{ id = "{step.id}-plan" }]
[[advice]]
target = "d*"
after = [{ id = "{step.id}-impl" }]
[[pointcuts]]
glob = "<|impl|>"
[[pointcuts]]
glob = "doc"
`,
    rule: `type = "expansion"
[[template]]
id = "{target}.draft"
[[template]]
id = "{target}.test"
needs = ["{target}.draft"]
[template.output]
type = "object"
properties = { url = { type = "string" } }
`,
    other: `[[steps]]\nid = "impl"\n[[steps]]\nid = "b"\nneeds = ["impl"]\n`,
  };

  it('changes its name in needs, an exact glob, expand, a branch, conditions and other files, and nothing else', async () => {
    await expectRenamed(files, 'build');
  });

  it('is cooked to the same but for the name', async () => {
    const { host } = markedFiles(files);
    const before = await cook(host, 'main');
    const { host: after } = await renamed(files, 'build');
    const now = await cook(after, 'main');
    expect(before.steps.map(({ id }) => id)).toEqual([
      'start',
      'impl-plan',
      'impl.draft',
      'impl.test',
      'implement',
      'doc',
      'doc-impl',
      'end',
      'ship',
    ]);
    expect(now.fingerprint).not.toBe(before.fingerprint);
    // As a word of a text "impl" stays; as an id, or the beginning of one, it has changed.
    const names = (text: string): string =>
      text
        .replace(/"impl(?=[".-])/g, '"build')
        .replace(/steps\.impl\./g, 'steps.build.')
        .replace(/step\(impl\)|\bimpl(?=\.status)/g, (found) => found.replace('impl', 'build'))
        .replace('"title":"Impl plan"', '"title":"Build plan"')
        .replace('"notes":"build"', '"notes":"impl"')
        .replace('"title":"build"', '"title":"impl"');
    expect(fingerprintWith(before, names)).toBe(now.fingerprint);
    expect(await cook(after, 'other')).toEqual(await cook(host, 'other'));
  });

  it('puts quotes around a key that needs them, and keeps those that are there', async () => {
    const written = {
      main: `extends = "base"\n[patch.<|impl|>]\ntitle = "A"\n`,
      base: `[[steps]]\nid = "<|im<|>pl|>"\n[[steps]]\nid = "b"\nneeds = ["<|impl|>"]\n`,
    };
    const { texts } = await renamed(written, 'a.b');
    expect(texts['main.formula.toml']).toContain('[patch."a.b"]\n');
    expect(texts['base.formula.toml']).toContain('needs = ["a.b"]\n');
    await expectRenamed({ ...written, main: written.main.replace('<|impl|>', '"<|impl|>"') }, 'a.b');
  });

  it('changes JSON formulas and overlays', async () => {
    await expectRenamed(
      {
        main: `extends = "base"\n[[steps]]\nid = "b"\nneeds = ["<|a|>"]\n`,
        'base.formula.json': `{"formula": "base", "steps": [{"id": "<|<|>a|>", "title": "a"}, {"id": "c", "needs": ["<|a|>"]}]}`,
        'overlay:main': `[[step-overrides]]\nstep_id = "<|a|>"\nmode = "append"\ndescription = "a"\n`,
      },
      'first',
    );
  });

  it('keeps to the body of a loop, and to a template', async () => {
    await expectRenamed(
      {
        main: `[[steps]]\nid = "lift"\n[[steps]]\nid = "moves"\nneeds = ["lift"]\n[steps.loop]\nmax = 2\nuntil = "<|lift|>.status == complete"\n[[steps.loop.body]]\nid = "<|li<|>ft|>"\n[[steps.loop.body]]\nid = "put"\nneeds = ["<|lift|>"]\n`,
      },
      'raise',
    );
  });

  const base = `[[steps]]\nid = "<|>impl"\n[[steps]]\nid = "b"\nneeds = ["impl"]\n`;

  it('is refused where something else would change', async () => {
    expect(await refusal({ main: base }, 'no way')).toBe(
      '"no way" cannot be the id of a step: letters, digits, "-" and "_" can stand in it, and dots between parts that begin with a letter, a digit or "_"',
    );
    expect(await refusal({ main: base }, 'b')).toBe('there is a step "b" already: main.formula.toml:5');
    expect(await refusal({ main: base }, 'iter3')).toContain('main.formula.toml would be wrong: ');
    // An heir has a step of that name, which would take the place of this one.
    expect(await refusal({ main: base, heir: `extends = "main"\n[[steps]]\nid = "c"\n` }, 'c')).toBe(
      'there is a step "c" already: heir.formula.toml:4',
    );
    // A step that an expansion makes.
    expect(
      await refusal(
        {
          main: `${base}[[steps]]\nid = "x"\nexpand = "rule"\n`,
          rule: `type = "expansion"\n[[template]]\nid = "{target}.y"\n`,
        },
        'x.y',
      ),
    ).toContain('main.formula.toml would be wrong: ');
    expect(
      await refusal(
        {
          main: `extends = "builtin:base"\n${base.replace('<|>', '')}[[steps]]\nid = "z"\nneeds = ["<|>q"]\n`,
          'builtin:base': `[[steps]]\nid = "q"\n`,
        },
        'w',
      ),
    ).toBe('the step "q" stands in builtin/base.formula.toml, and the built-in library is not changed');
    expect(await refusal({ main: '[[steps]]\nid = "a"\nneeds = ["no<|>ne"]\n' }, 'w')).toBe(
      'the step "none" is not there',
    );
    expect(await refusal({ main: '[[steps]]\nid = "a"\ntitle = "no<|>ne"\n' }, 'w')).toBe(
      'nothing here has a name: steps, variables, formulas, bond points and names of loops have',
    );
  });

  it('is refused where a pattern would match otherwise', async () => {
    const aspect = (glob: string) =>
      `type = "aspect"\n[[advice]]\ntarget = "${glob}"\nbefore = [{ id = "{step.id}-w" }]\n`;
    const main = `${base}[compose]\naspects = ["watch"]\n`;
    expect(await refusal({ main, watch: aspect('im*') }, 'build')).toBe(
      'the pattern "im*" in watch.formula.toml:4 matches "impl" and not "build": change it first',
    );
    expect(await refusal({ main, watch: aspect('bu*') }, 'build')).toBe(
      'the pattern "bu*" in watch.formula.toml:4 matches "build" and not "impl": change it first',
    );
    expect(await refusal({ main, watch: aspect('im*') }, 'impala')).toBe('renamed');
    expect(await refusal({ main: base, watch: aspect('im*') }, 'build')).toBe('renamed');
    // Of what an expansion makes of it, nothing but cooking tells.
    const deep = `${main}[[compose.expand]]\ntarget = "impl"\nwith = "rule"\n`;
    const rule = `type = "expansion"\n[[template]]\nid = "{target}.y"\n`;
    expect(await refusal({ main: deep, rule, watch: aspect('impl.*') }, 'build')).toBe(
      'main.formula.toml would be cooked to something else: steps would not be the same',
    );
  });

  it('is refused where an aspect means steps of several formulas, and where an expression cannot be read', async () => {
    const aspect = `type = "aspect"\n[[advice]]\ntarget = "impl"\nbefore = [{ id = "w" }]\n`;
    const main = `${base}[compose]\naspects = ["watch"]\n`;
    expect(await refusal({ main, other: main.replace('<|>', ''), watch: aspect }, 'build')).toBe(
      'watch.formula.toml:4 means "impl" of each of main.formula.toml, other.formula.toml: with another name in one of these it would miss that or the others',
    );
    expect(
      await refusal(
        { main: `${base}[steps.gate]\ntype = "condition"\ncondition = "impl.status = pass"\n` },
        'x',
      ),
    ).toBe('main.formula.toml:9 cannot be read, and may name "impl": mend it first');
  });

  it('says beforehand what it would change', async () => {
    const { host, path, offset, texts } = markedFiles({ main: base });
    const found = renameable(await readNames(host), path, offset);
    expect(isRefusal(found) || withRanges(texts[path] as string, [found])).toContain('id = "<|impl|>"\n');
  });
});

describe('renaming other things', () => {
  it('renames a variable through parents, arguments, expressions and templates', async () => {
    await expectRenamed(
      {
        base: `[vars.<|who|>]\ndefault = "me"\n[[steps]]\nid = "a"\ntitle = "For {{<|wh<|>o|>}}, not who"\ncondition = "{{<|who|>}} == me"\n`,
        main: `extends = ["base"]\n[vars]\n<|who|> = "you"\n[[steps]]\nid = "b"\nexpand = "rule"\nexpand_vars = { who = "{{<|who|>}}" }\n`,
        rule: `type = "expansion"\n[vars.who]\n[[template]]\nid = "{target}.x"\ntitle = "{who} {target}"\n`,
      },
      'person',
    );
    await expectRenamed(
      {
        review: `type = "convoy"\n[inputs.<|pr|>]\n[inputs.files_of]\nrequired_unless = ["<|p<|>r|>"]\n[prompts]\nbase = "Review {{.<|pr|>}} {{.inputs.<|pr|>}} {{.leg.id}} pr"\n[[legs]]\nid = "one"\n`,
      },
      'pull',
    );
  });

  it('refuses a variable that is handed on by its name alone', async () => {
    const rule = `type = "expansion"\n[vars.who]\nrequired = true\n[[template]]\nid = "{target}.x"\ntitle = "{who}"\n`;
    expect(
      await refusal(
        { main: `[vars.<|>who]\ndefault = "me"\n[[steps]]\nid = "b"\nexpand = "rule"\n`, rule },
        'person',
      ),
    ).toContain('main.formula.toml would be wrong: ');
    expect(
      await refusal(
        { main: `[vars.<|>who]\ndefault = "me"\n[[steps]]\nid = "b"\ntitle = "{{who}}"\n` },
        'no-dash',
      ),
    ).toBe(
      '"no-dash" cannot name a variable: it begins with a letter or "_", and has letters, digits and "_"',
    );
  });

  it('renames the name of a loop, a bond point and a leg', async () => {
    await expectRenamed(
      {
        main: `[[steps]]\nid = "moves"\ntitle = "{i}"\n[steps.loop]\nrange = "1..3"\nvar = "<|i|>"\n[[steps.loop.body]]\nid = "lift-{<|<|>i|>}"\ntitle = "{<|i|>} of {{ i }}"\n`,
      },
      'n',
    );
    await expectRenamed(
      {
        main: `[[steps]]\nid = "a"\n[[compose.bond_points]]\nid = "<|he<|>re|>"\nafter_step = "a"\n[[compose.hooks]]\ntrigger = "type:bug"\nattach = "x"\nat = "<|here|>"\n`,
        x: '[[steps]]\nid = "here"\n',
      },
      'there',
    );
    await expectRenamed(
      {
        main: `type = "convoy"\n[prompts]\n<|one|> = "one"\n[[legs]]\nid = "<|on<|>e|>"\n[[legs]]\nid = "two"\n[synthesis]\ndepends_on = ["<|one|>"]\n[presets.one]\nlegs = ["<|one|>"]\n`,
      },
      'first',
    );
  });

  it('renames a formula with its file and its overlay', async () => {
    const written = {
      main: `formula = "<|ma<|>in|>"\n[[steps]]\nid = "main"\n`,
      heir: `extends = "<|main|>"\n[[steps]]\nid = "b"\n`,
      other: `[[steps]]\nid = "b"\n[steps.on_complete]\nfor_each = "output.items"\nbond = "project:<|main|>"\n`,
      'overlay:main': `[[step-overrides]]\nstep_id = "main"\nmode = "append"\ndescription = "more"\n`,
    };
    await expectRenamed(written, 'new-name');
    const { renaming } = await renamed(written, 'new-name');
    expect([...renaming.files]).toEqual([
      ['main.formula.toml', 'new-name.formula.toml'],
      ['overlay/main.toml', 'overlay/new-name.toml'],
    ]);
    expect(await refusal(written, 'heir')).toBe('there is a formula "heir" already: heir.formula.toml');
    expect(await refusal(written, 'a/b')).toBe(
      '"a/b" cannot name a formula: letters, digits, "-", "_" and "." can stand in it',
    );
  });
});

describe('laws', () => {
  const folder = new URL('../../../formulas/', import.meta.url);
  const library = Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.formula.toml'))
      .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
  );

  it('a step of the library that gets a fresh name and its own again is what it was', async () => {
    const index = await readNames(memoryHost(library));
    const ids = [...index.files].flatMap(({ candidate, names }) =>
      names.occurrences
        .filter(({ kind, isDefinition, name }) => kind === 'step' && isDefinition && !name.includes('{'))
        .map(({ start }) => ({ path: candidate.path, offset: start })),
    );
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ids),
        fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
        async (at, word) => {
          const name = `${word}-${createHash('sha256').update(word).digest('hex').slice(0, 6)}`;
          const host = memoryHost(library);
          const own = index.at(at.path, at.offset)?.occurrence.name as string;
          const there = await rename(index, host, { ...at, name });
          if (isRefusal(there)) {
            expect(there.reason).toMatch(/^the pattern |in each of |of each of /);
            refused++;
            return;
          }
          const texts: Record<string, string> = { ...library };
          for (const [{ candidate, text }, edits] of there.edits)
            texts[candidate.path] = edited(text, edits).text;
          expect(texts).not.toEqual(library);
          const other = memoryHost(texts);
          const back = await rename(await readNames(other), other, { ...at, name: own });
          if (isRefusal(back)) throw new Error(back.reason);
          for (const [{ candidate, text }, edits] of back.edits)
            texts[candidate.path] = edited(text, edits).text;
          expect(texts).toEqual(library);
        },
      ),
      { numRuns: 30, interruptAfterTimeLimit: 40_000 },
    );
    expect(refused).toBeLessThan(15);
  }, 60_000);

  it('a text is renamed when some of its places are, and no other way', () => {
    const piece = fc.constantFrom('a', 'ab', 'b', ' ', 'aa');
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.boolean())), piece, piece, (parts, from, to) => {
        const before = parts.map(([text]) => text).join('');
        const after = parts.map(([text, isNew]) => (isNew && text === from ? to : text)).join('');
        expect(isRenamed(before, after, [{ from, to }])).toBe(true);
        expect(isRenamed(before, `${after}c`, [{ from, to }])).toBe(false);
        expect(isRenamed(`c${before}`, after, [{ from, to }])).toBe(false);
      }),
    );
  });
});
