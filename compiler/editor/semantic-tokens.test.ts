import { describe, expect, it } from 'vitest';
import { semanticTokens } from './semantic-tokens.js';
import { scanToml } from './syntax/scan-toml.js';

/** The tokens of a text, each with what it is. */
function tokens(text: string, extent = { start: 0, end: text.length }): string[] {
  return semanticTokens(scanToml(text), extent).map(
    ({ start, end, type }) => `${type} ${text.slice(start, end)}`,
  );
}

describe('what stands inside the strings of a text', () => {
  for (const [text, expected] of [
    ['[[steps]]\ntitle = "for {{who}} in {x} {{.go}} ${HOME}"', ['variable {{who}}', 'parameter {x}']],
    [
      '[[steps]]\ndescription = """\na {{who}}\n{{steps.a.output.x}} {{ open\n',
      ['variable {{who}}', 'property {{steps.a.output.x}}'],
    ],
    ['[[steps]]\nid = "{{who}}"\nassignee = "\\u007b{who}}"', ['variable {{who}}', 'variable \\u007b{who}}']],
    [
      '[[steps]]\ncondition = "{{a}} == \'x\' && !b"',
      ['variable {{a}}', 'operator ==', "string 'x'", 'operator &&', 'operator !', 'property b'],
    ],
    [
      '[[steps]]\n[steps.gate]\ncondition = "step(a).status == complete || children(b).count(x) > 2"',
      [
        'function step',
        'property a',
        'property .status',
        'operator ==',
        'property complete',
        'operator ||',
        'function children',
        'property b',
        'property .count',
        'property x',
        'operator >',
        'number 2',
      ],
    ],
    ['[[steps]]\ncondition = "x in [a, true', ['property x', 'keyword in', 'property a', 'keyword true']],
    [
      '[[steps]]\n[steps.loop]\nrange = "1..{n}"\ncount = "2^{{m}}"',
      ['number 1', 'operator ..', 'parameter {n}', 'number 2', 'operator ^', 'variable {{m}}'],
    ],
    ['[[advice]]\ntarget = "*.impl"\n[[advice]]\ntarget = "impl"', ['regexp *.impl']],
    ['[[pointcuts]]\nglob = "a[bc]?"', ['regexp a[bc]?']],
    ['[[steps]]\nwaits_for = "children-of(a)"', ['function children-of', 'property a']],
    ['[prompts]\nbase = "{{.problem}} {{range .legs}}"', ['variable problem', 'variable legs']],
    ['[[steps]]\nnope = "{{x}}"\n[other]\nx = "{{x}}"', []],
  ] as const)
    it(JSON.stringify(text), () => expect(tokens(text)).toEqual(expected));

  it('is asked for in a part of it', () => {
    const text = '[[steps]]\ntitle = "{{a}}"\n[[steps]]\ntitle = "{{b}}"\n[[steps]]\ntitle = "{{c}}"\n';
    const start = text.indexOf('{{b}}');
    expect(tokens(text, { start, end: start + 3 })).toEqual(['variable {{b}}']);
  });
});
