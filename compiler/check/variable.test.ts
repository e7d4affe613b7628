import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const withVars = (vars: string, title = 'x'): string => `
  [vars]
  ${vars}
  [[steps]]
  id = "a"
  title = "${title}"
`;

describe('a variable', () => {
  it.each<[declared: string, emitted: object]>([
    ['v = "text"', { type: 'string', default: 'text' }],
    ['v = ""', { type: 'string', default: '' }],
    ['v = 7', { type: 'int', default: 7 }],
    ['v = 7.5', { type: 'number', default: 7.5 }],
    ['v = false', { type: 'bool', default: false }],
    ['v = {}', { type: 'string' }],
    ['v = { description = "d", required = true }', { type: 'string', description: 'd', required: true }],
    ['v = { type = "int" }', { type: 'int' }],
    ['v = { type = "int", default = "7" }', { type: 'int', default: 7 }],
    ['v = { type = "number", default = 7 }', { type: 'number', default: 7 }],
    ['v = { type = "bool", default = "off" }', { type: 'bool', default: false }],
    ['v = { type = "string", default = 7 }', { type: 'string', default: '7' }],
    ['v = { enum = ["a", 1], default = "a" }', { type: 'string', enum: ['a', '1'], default: 'a' }],
    ['v = { enum = ["1", 2], default = 2 }', { type: 'int', enum: [1, 2], default: 2 }],
    ['v = { pattern = "^a", default = "ab" }', { type: 'string', pattern: '^a', default: 'ab' }],
  ])('%s', async (declared, emitted) => {
    const { protomolecule, findings } = await cookText(withVars(declared));
    expect(findings).toBe('');
    expect(protomolecule.vars).toEqual({ v: emitted });
  });

  it.each<[declared: string, finding: string, column: number]>([
    [
      'v = { type = "int", default = "x" }',
      'error[GT3003]: the default "x" of "v" is not a whole number',
      31,
    ],
    [
      'v = { type = "int", default = 1.5 }',
      'error[GT3003]: the default 1.5 of "v" is not a whole number',
      31,
    ],
    ['v = { type = "number", default = true }', 'error[GT3003]: the default true of "v" is not a number', 34],
    [
      'v = { type = "bool", default = "maybe" }',
      'error[GT3003]: the default "maybe" of "v" is neither true nor false',
      32,
    ],
    [
      'v = { enum = ["a", "b"], default = "c" }',
      'error[GT3003]: the default "c" of "v" is not one of "a", "b"',
      36,
    ],
    [
      'v = { enum = ["a", "b"], type = "int" }',
      'error[GT2005]: "enum" has "a", which is not a whole number',
      15,
    ],
    [
      'v = { pattern = "^a", default = "b" }',
      'error[GT3003]: the default "b" of "v" does not match the pattern "^a"',
      33,
    ],
    [
      'v = { pattern = "(?=a)" }',
      'error[GT3004]: the pattern of "v" cannot be read: invalid or unsupported Perl syntax: `(?=`',
      17,
    ],
  ])('%s is refused', async (declared, finding, column) => {
    const { findings } = await cookText(withVars(declared));
    expect(findings.split('\n').slice(0, 2)).toEqual([finding, ` --> main.formula.toml:3:${column}`]);
  });

  it('that is required and has a default is told that the default serves', async () => {
    const { findings, hasErrors, protomolecule } = await cookText(`
      [vars.v]
      required = true
      default = "d"
      [[steps]]
      id = "a"
    `);
    expect(findings).toBe(`warning[GT3005]: "v" is required and has a default, so the default serves
 --> main.formula.toml:3:1
  |
3 | required = true
  | ^^^^^^^^^^^^^^^
  = help: drop "required", or drop "default" if a value must be given
  = fix: drop "required"

1 warning
`);
    expect(hasErrors).toBe(false);
    expect(protomolecule.vars).toEqual({ v: { type: 'string', default: 'd' } });
  });

  it('cannot be both a variable and an input', async () => {
    const { findings } = await cookText('vars.v = ""\ninputs.v = ""\nlegs = [{ id = "a" }]');
    expect(findings.split('\n')[0]).toBe('error[GT2010]: variable "v" has both "vars" and "inputs"');
  });
});

describe('a given value', () => {
  it.each<[declared: string, given: string, reason: string]>([
    ['v = 1', 'x', 'is not a whole number'],
    ['v = 1', '1.5', 'is not a whole number'],
    ['v = 1', '9007199254740993', 'is not a whole number'],
    ['v = 1.5', 'x', 'is not a number'],
    ['v = true', 'x', 'is neither true nor false'],
    ['v = { enum = ["a", "b"] }', 'c', 'is not one of "a", "b"'],
    ['v = { pattern = "^a$" }', 'ab', 'does not match the pattern "^a$"'],
  ])('for %s cannot be %s', async (declared, given, reason) => {
    const { findings } = await cookText(withVars(declared), { values: { v: given } });
    expect(findings).toBe(`error[GT3006]: the value "${given}" of "v" ${reason}
 --> main.formula.toml:3:1
  |
3 | ${declared}
  | ^

1 error
`);
  });

  it.each<[declared: string, given: string, value: string]>([
    ['v = 1', '+07', '7'],
    ['v = 1.5', '2', '2'],
    ['v = true', 'No', 'false'],
    ['v = { type = "bool" }', 'on', 'true'],
    ['v = "x"', '', ''],
    ['v = "x"', '{{v}} {a} $&', '{{v}} {a} $&'],
  ])('for %s of %s is filled in as %j', async (declared, given, value) => {
    const { step, protomolecule } = await cookText(withVars(declared, '<{{v}}>'), { values: { v: given } });
    expect(step('a').title).toBe(`<${value}>`);
    expect(protomolecule.values).toEqual({
      v: JSON.parse(/^v = (?:"|\{ p)/.test(declared) ? JSON.stringify(value) : value),
    });
  });
});

describe('a formula that is to be run', () => {
  const TEXT = `
    [vars]
    given = "g"
    usual = "u"
    empty = ""
    [[steps]]
    id = "a"
    title = "{{given}} {{usual}} {{empty}}"
  `;

  it('has its values in all texts, defaults too', async () => {
    const { step, findings } = await cookText(TEXT, { mode: 'runtime', values: { given: 'x' } });
    expect(findings).toBe('');
    expect(step('a').title).toBe('x u ');
  });

  it('keeps its variables while it is only cooked, but for given values', async () => {
    const { step } = await cookText(TEXT, { values: { given: 'x' } });
    expect(step('a').title).toBe('x {{usual}} {{empty}}');
  });

  it('must have a value for each variable', async () => {
    const text = `
      [vars]
      missing = {}
      described = { description = "what to build" }
      [[steps]]
      id = "a"
    `;
    const { findings } = await cookText(text, { mode: 'runtime' });
    expect(findings).toBe(`error[GT3009]: no value is given for "missing"
 --> main.formula.toml:3:1
  |
3 | missing = {}
  | ^^^^^^^
  = help: give one with --var missing=...

error[GT3009]: no value is given for "described" (what to build)
 --> main.formula.toml:4:1
  |
4 | described = { description = "what to build" }
  | ^^^^^^^^^
  = help: give one with --var described=...

2 errors
`);
    expect((await cookText(text)).findings).toBe('');
  });

  it.each<[given: Record<string, string>, missing: string[]]>([
    // One value serves both, so one finding does.
    [{}, ['pr']],
    [{ pr: '7' }, []],
    [{ files: 'a.ts' }, []],
    [{ optional: 'x' }, ['pr']],
  ])('must have inputs unless others are given: %j', async (values, missing) => {
    const { findings } = await cookText(
      `
        legs = [{ id = "a" }]
        [inputs]
        pr = { required_unless = ["files"] }
        files = { required_unless = ["pr"] }
        optional = {}
      `,
      { mode: 'runtime', values },
    );
    expect([...findings.matchAll(/no value is given for "(\w+)"/g)].map(([, name]) => name)).toEqual(missing);
  });
});
