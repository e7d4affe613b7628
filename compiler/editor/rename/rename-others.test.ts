import { describe, expect, it } from 'vitest';
import { expectRenamed, refusal, renamed } from '../testing/renamed.js';

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
