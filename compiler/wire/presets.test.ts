import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const CONVOY = `
  vars.deep = "no"
  [[legs]]
  id = "speed"
  [[legs]]
  id = "safety"
  [[legs]]
  id = "proof"
  condition = "{{deep}}"
  [presets.quick]
  legs = ["speed"]
  [presets.deep]
  legs = ["proof"]
  [synthesis]
  [[advice]]
  target = "safety"
  before = { id = "{step.id}-scan" }
`;

describe('a preset', () => {
  it('takes out the other legs, with all that was put around them, and what needed them does not wait', async () => {
    const { order, protomolecule, findings } = await cookText(CONVOY, { preset: 'quick' });
    expect(findings).toBe('');
    expect(order).toEqual(['speed', 'synthesis <- speed']);
    expect(protomolecule.shape).toEqual({ '--preset': 'quick' });
  });

  it('takes out nothing when none is chosen', async () => {
    const { order, protomolecule } = await cookText(CONVOY);
    expect(order).toEqual(['speed', 'safety-scan', 'safety <- safety-scan', 'synthesis <- speed, safety']);
    expect(protomolecule.shape).toEqual({ deep: 'no' });
  });

  it('makes another protomolecule', async () => {
    const all = 'presets = { all = { legs = ["a"] } }\n[[legs]]\nid = "a"';
    const [one, other] = [await cookText(all), await cookText(all, { preset: 'all' })];
    expect(one.order).toEqual(other.order);
    expect(one.protomolecule.fingerprint).not.toBe(other.protomolecule.fingerprint);
  });

  it('cannot be taken for a variable of that name in the shape', async () => {
    const { protomolecule } = await cookText(
      `
        vars.preset = "x"
        [[legs]]
        id = "a"
        condition = "{{preset}}"
        [presets.p]
        legs = ["a"]
      `,
      { preset: 'p' },
    );
    expect(protomolecule.shape).toEqual({ '--preset': 'p', preset: 'x' });
  });

  it('also takes out a leg that an expansion replaced', async () => {
    const { order } = await cookText(
      {
        main: `
          [[legs]]
          id = "a"
          [[legs]]
          id = "b"
          [presets.p]
          legs = ["b"]
          [compose]
          expand = [{ target = "a", with = "two" }]
        `,
        two: '[[template]]\nid = "{target}.x"\n[[template]]\nid = "{target}.y"',
      },
      { preset: 'p' },
    );
    expect(order).toEqual(['b']);
  });

  it('does not decide the conditions of legs that it leaves out, and still reads them', async () => {
    const text = (condition: string): string => `
      [inputs.deep]
      [[legs]]
      id = "a"
      [[legs]]
      id = "b"
      condition = "${condition}"
      [presets.p]
      legs = ["a"]
    `;
    const { protomolecule, findings } = await cookText(text('{{deep}}'), { preset: 'p' });
    expect(findings).toBe('');
    expect(protomolecule.shape).toEqual({ '--preset': 'p' });
    expect((await cookText(text('{{dep}}'), { preset: 'p' })).findings).toContain(
      'no variable "dep" is declared',
    );
  });

  it('may be inherited, and replaced', async () => {
    const files = {
      child: 'extends = "parent"\n[presets.two]\nlegs = ["b"]',
      parent: `
        [[legs]]
        id = "a"
        [[legs]]
        id = "b"
        [presets.one]
        legs = ["a"]
        [presets.two]
        legs = ["a", "b"]
      `,
    };
    expect((await cookText(files, { preset: 'one' })).order).toEqual(['a']);
    expect((await cookText(files, { preset: 'two' })).order).toEqual(['b']);
  });
});

describe('a preset that is not there', () => {
  it('is an error with a suggestion', async () => {
    expect(
      (await cookText(CONVOY, { preset: 'quik' })).findings,
    ).toBe(`error[GT5017]: "main" has no preset "quik"
  = help: did you mean "quick"?

1 error
`);
    expect((await cookText(CONVOY, { preset: 'everything' })).findings).toContain(
      'help: its presets are "quick" or "deep"',
    );
  });

  it('is an error of a formula without presets', async () => {
    const { findings } = await cookText('[[steps]]\nid = "a"', { preset: 'toString' });
    expect(findings).toBe(`error[GT5017]: "main" has no preset "toString"
  = help: it has none at all; cook it without "--preset"

1 error
`);
  });
});

describe('a preset that leaves no leg', () => {
  const EMPTY = `error[GT5018]: the preset "deep" leaves no leg: the conditions of all its legs are false
  --> main.formula.toml:12:1
   |
12 | [presets.deep]
   | ^^^^^^^^^^^^^^
   = help: name a leg without a condition, or give variables defaults with which one of the legs is there

1 error
`;

  it('is an error when it is chosen, and for --check always', async () => {
    expect((await cookText(CONVOY, { preset: 'deep' })).findings).toBe(EMPTY);
    expect((await cookText(CONVOY, { check: true })).findings).toBe(EMPTY);
    expect((await cookText(CONVOY)).findings).toBe('');
  });

  it('is none with a value that the leg is there for', async () => {
    const { order } = await cookText(CONVOY, { preset: 'deep', values: { deep: 'yes' } });
    expect(order).toEqual(['proof', 'synthesis <- proof']);
  });

  it('is none where the value is not known yet', async () => {
    const { findings } = await cookText(
      `
        [inputs.deep]
        [[legs]]
        id = "a"
        condition = "{{deep}}"
        [presets.p]
        legs = ["a"]
      `,
      { check: true },
    );
    expect(findings).toBe('');
  });
});
