import { describe, expect, it } from 'vitest';
import { formulaSchema } from '../../check/schema/formula.js';
import { schemaRow } from '../schema-row.js';
import { withRanges } from '../testing/marked.js';
import { markedFiles } from '../testing/marked-files.js';
import { readNames } from './read-names.js';
import { SITES } from './sites.js';

/** The files with every place marked that stands for what the cursor is on; nothing, where that is unknown. */
async function sameName(written: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const { host, path, offset, texts } = markedFiles(written);
  const index = await readNames(host);
  const located = index.at(path, offset);
  const [symbol] = located ? index.resolve(located).symbols : [];
  const found = symbol ? index.occurrences(symbol) : [];
  return Object.fromEntries(
    Object.entries(texts).flatMap(([file, text]) => {
      const here = found
        .filter((each) => each.file.candidate.path === file)
        .map(({ occurrence }) => occurrence);
      return here.length === 0 ? [] : [[file.replace('.formula.toml', ''), withRanges(text, here)]];
    }),
  );
}

/** The marks of `written`, which are those that are expected. */
async function expectNames(written: Readonly<Record<string, string>>): Promise<void> {
  const expected = Object.fromEntries(
    Object.entries(written).flatMap(([name, text]) => {
      const isWhole = /^(?:<\|)?formula\b/m.test(text) || /json$|^overlay:/.test(name);
      const whole = `${isWhole ? '' : `formula = "${name}"\n`}${text}`.replaceAll('<|>', '');
      return whole.includes('<|') ? [[name.replace(/^overlay:(.*)$/, 'overlay/$1.toml'), whole]] : [];
    }),
  );
  expect(await sameName(written)).toEqual(expected);
}

describe('the names of a formula', () => {
  it('finds a step wherever it is named, in three files, and nothing else', async () => {
    await expectNames({
      main: `extends = "base"
title = "impl is a word"
[compose]
aspects = ["watch"]
[[compose.expand]]
target = "<|impl|>"
with = "rule"
[[compose.branch]]
from = "start"
steps = ["<|impl|>", "doc"]
join = "end"
[[compose.gate]]
before = "<|impl|>"
condition = "step(<|impl|>).status == complete && children(<|impl|>).all(status == complete)"
[[compose.bond_points]]
id = "impl"
after_step = "<|impl|>"
[patch.<|impl|>]
needs_add = ["doc"]
[[steps]]
id = "doc"
needs = ["<|impl|>.draft", "implement"]
description = "{{steps.<|impl|>.output.url}} of {{impl}} and {{steps.doc.output}}"
waits_for = "children-of(<|impl|>)"
[steps.gate]
type = "condition"
condition = "<|impl|>.output.ok == true && implement.status == complete"
`,
      base: `[[steps]]
id = "start"
[[steps]]
id = "<|im<|>pl|>"
[[steps]]
id = "implement"
needs = ["<|impl|>"]
[[steps]]
id = "end"
depends_on = ['<|impl|>']
`,
      watch: `type = "aspect"
[[advice]]
target = "<|impl|>"
before = { id = "watch" }
[[advice]]
target = "impl*"
after = { id = "impl" }
[[pointcuts]]
glob = "<|impl|>"
`,
      rule: `type = "expansion"
[[template]]
id = "{target}.draft"
[[template]]
id = "impl"
needs = ["{target}.draft"]
`,
      other: `[[steps]]\nid = "impl"\n[[steps]]\nid = "b"\nneeds = ["impl"]\n`,
    });
  });

  it('keeps the body of a loop apart from what is around it', async () => {
    await expectNames({
      main: `[[steps]]
id = "lift"
[[steps]]
id = "moves"
needs = ["lift"]
[steps.loop]
range = "1..3"
var = "lift"
until = "<|lift|>.status == complete"
[[steps.loop.body]]
id = "<|li<|>ft|>"
title = "{lift}"
[[steps.loop.body]]
id = "put"
needs = ["<|lift|>"]
`,
    });
  });

  it('knows the name of a loop in its body', async () => {
    await expectNames({
      main: `[[steps]]
id = "moves"
title = "{i}"
[steps.loop]
range = "1..3"
var = "<|i|>"
[[steps.loop.body]]
id = "lift-{<|i|>}"
title = "Lift {<|<|>i|>} of {{i}}"
`,
    });
  });

  it('finds a variable through extends, arguments and expressions', async () => {
    await expectNames({
      base: `[vars.<|who|>]
default = "me"
[vars.size]
default = 2
[[steps]]
id = "a"
title = "For {{<|wh<|>o|>}}, not {{whoever}}"
condition = "{{<|who|>}} == me"
[steps.metadata]
deep = ["{{<|who|>}}"]
`,
      main: `extends = ["base"]
[vars]
<|who|> = "you"
[[steps]]
id = "b"
expand = "rule"
expand_vars = { who = "{{<|who|>}}" }
[steps.loop]
count = "{{size}}"
body = [{ id = "c", description = "{<|who|>}" }]
`,
      rule: `type = "expansion"
[vars.who]
[[template]]
id = "{target}.x"
title = "{who} {target}"
`,
      user: `[[steps]]
id = "b"
[steps.on_complete]
for_each = "output.items"
bond = "main"
vars = { <|who|> = "{item}" }
`,
    });
  });

  it('finds a formula wherever it is drawn in', async () => {
    await expectNames({
      rule: `formula = "<|ru<|>le|>"\ntype = "expansion"\n[[template]]\nid = "{target}.x"\n`,
      main: `[[steps]]\nid = "rule"\nexpand = "<|rule|>"\n[[compose.map]]\nselect = "*"\nwith = "project:<|rule|>"\n`,
      child: `type = "expansion"\nextends = "<|rule|>"\n`,
    });
  });

  it('finds the variables of a convoy in its templates', async () => {
    await expectNames({
      review: `type = "convoy"
[inputs.<|pr|>]
[inputs.files]
required_unless = ["<|p<|>r|>"]
[prompts]
base = "Review {{.<|pr|>}} {{if .leg.pr}}x{{end}}"
[[legs]]
id = "one"
focus = "{{ .<|pr|> }}"
[presets.quick]
legs = ["one"]
`,
    });
  });

  it('finds bond points', async () => {
    await expectNames({
      main: `[[steps]]\nid = "a"\n[[compose.bond_points]]\nid = "<|he<|>re|>"\n[[compose.hooks]]\ntrigger = "type:bug"\nattach = "x"\nat = "<|here|>"\n`,
    });
  });

  it('reads what stands in a broken file', async () => {
    await expectNames({
      main: `[[steps]]\nid = "<|<|>a|>"\n[[steps]]\nneeds = ["b", "<|a|>\ntitle = \n[[steps\nneeds = ["<|a|>"]\n`,
    });
  });

  it('finds names in JSON and in overlays', async () => {
    await expectNames({
      main: `extends = "base"\n[[steps]]\nid = "b"\nneeds = ["<|a|>"]\n`,
      'base.formula.json':
        `{"formula": "base", "steps": [{"id": "<|<|>a|>", "title": "a"}, {"id": "c", "needs": ["\\u0061", "a.b"]}]}`.replace(
          '"\\u0061", "a.b"',
          '"<|\\u0061|>", "<|a|>.b"',
        ),
      'overlay:main': `[[step-overrides]]\nstep_id = "<|a|>"\nmode = "append"\ndescription = "a"\n`,
    });
  });

  it('finds what a patch changes in the body of a loop and in a template', async () => {
    await expectNames({
      main: `extends = "base"\n[patch.<|a|>]\ntitle = "A"\n`,
      base: `[[steps]]\nid = "l"\n[steps.loop]\ncount = 2\nbody = [{ id = "<|<|>a|>" }, { id = "b", needs = ["<|a|>"] }]\n`,
    });
  });

  it('has no site that the schema does not know', () => {
    const known = new Set<string>();
    const met = new Set<object>();
    const visit = (path: (string | number)[]): void => {
      const row = schemaRow(path);
      if (!row) return;
      known.add(row.site.replace(/^(?:leg|synthesis|patch)\./, 'step.')).add(row.place);
      if (met.has(row.schema) || path.length > 12) return;
      met.add(row.schema);
      const inserted = [row.schema, row.schema['else'], row.schema['then']] as Record<string, object>[];
      for (const each of inserted)
        for (const key of Object.keys(each?.['properties'] ?? {})) visit([...path, key]);
      visit([...path, 'any name']);
      visit([...path, 0]);
    };
    visit([]);
    expect(Object.keys(formulaSchema['properties'] as object).length).toBeGreaterThan(20);
    expect(SITES.filter((site) => !known.has(site))).toEqual([]);
  });
});
