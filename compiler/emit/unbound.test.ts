import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

/** What is said of `text` as the description of a template that has a parameter `tone`. */
async function inTemplate(text: string): Promise<unknown> {
  const main = '[[steps]]\nid = "t"\nexpand = "f"';
  const f = `vars.tone = "dry"\nvars.to = "x"\n[[template]]\nid = "{target}.1"\ndescription = '''${text}'''`;
  const { findings, hasErrors } = await cookText({ main, f });
  return hasErrors ? findings.match(/GT\d{4}|did you mean "[\w.]+"/g) : [];
}

describe('a name in single braces that nothing binds', () => {
  it('is an error when it is one slip away from one that is bound there', async () => {
    for (const [slip, meant] of [
      ['tnoe', 'tone'],
      ['tonne', 'tone'],
      ['targt', 'target'],
      ['target.tilte', 'target.title'],
      ['Target', 'target'],
    ])
      expect([slip, await inTemplate(`a {${slip}} b`)]).toEqual([
        slip,
        ['GT3021', `did you mean "${meant}"`],
      ]);
  });

  it('is plain text otherwise', async () => {
    const plain = [
      'git log @{u}',
      '{warrant}',
      '{ tnoe }',
      '${tonne}',
      '{t}',
      '{do}',
      '{tone.x}',
      '{}',
      '{a,b}',
    ];
    expect(await inTemplate(plain.join(' '))).toEqual([]);
    const { step } = await cookText(`[[steps]]\nid = "a"\ndescription = "{targt} {stp.id}"`);
    expect(step('a').description).toBe('{targt} {stp.id}');
  });

  it('is told where it stands, with the way there', async () => {
    const loop =
      '[[steps]]\nid = "l"\n[steps.loop]\ncount = 2\nvar = "round"\n[[steps.loop.body]]\nid = "x"\ntitle = "round {ruond}"';
    const { findings } = await cookText(loop);
    expect(findings).toContain('main.formula.toml:9:16');
    expect(findings).toContain('{ruond} is bound to nothing here');
    expect(findings.match(/GT3021/g)).toHaveLength(1);
  });
});
