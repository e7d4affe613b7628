import { describe, expect, it } from 'vitest';
import { readNames } from '../names/read-names.js';
import { withRanges } from '../testing/marked.js';
import { markedFiles } from '../testing/marked-files.js';
import { cook, expectRenamed, fingerprintWith, refusal, renamed } from '../testing/renamed.js';
import { renameable } from './rename.js';
import { isRefusal } from './renaming.js';

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
    const found = await renameable(await readNames(host), host, { path, offset });
    expect(isRefusal(found) || withRanges(texts[path] as string, [found])).toContain('id = "<|impl|>"\n');
  });
});
