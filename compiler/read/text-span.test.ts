import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Source } from './source.js';
import { textSpan } from './text-span.js';

/** The spelling of `part`, where it stands in `text`, of which `raw` is the spelling. */
function spelt(raw: string, text: string, part: string, from = text.indexOf(part)): string | undefined {
  const source = new Source('memory:f', 'f', `x = ${raw} # more`);
  const span = textSpan(source.span(4, 4 + raw.length), text, from, from + part.length);
  return span && source.text.slice(span.start, span.end);
}

describe('a part of a text', () => {
  it('is found as it is', () => {
    expect(spelt('"a {{b}} c"', 'a {{b}} c', '{{b}}')).toBe('{{b}}');
    expect(spelt("'''\na\n{{b}}'''", 'a\n{{b}}', '{{b}}')).toBe('{{b}}');
  });

  it('is the same occurrence of several', () => {
    expect(spelt('"\\n{b} {b}."', '\n{b} {b}.', '{b}.')).toBe('{b}.');
  });

  it('is found where it is spelt with escapes', () => {
    expect(spelt('"say {{f \\"a\\"}} twice"', 'say {{f "a"}} twice', '{{f "a"}}')).toBe('{{f \\"a\\"}}');
    expect(spelt('"\\"\\u00e9\\U0001F600\\""', '"é😀"', 'é😀"')).toBe('\\u00e9\\U0001F600\\"');
    const raw = '"""\r\na \\\r\n   b \\"c\\"\r\nd"""';
    expect(spelt(raw, 'a b "c"\nd', 'a b')).toBe('a \\\r\n   b');
    expect(spelt(raw, 'a b "c"\nd', '"c"\nd')).toBe('\\"c\\"\r\nd');
  });

  it('is the whole text where it is not there', () => {
    expect(spelt('"abc"', 'xyz', 'y')).toBe('"abc"');
    expect(textSpan(undefined, 'a', 0, 1)).toBeUndefined();
  });

  it('is what JSON spells it with', () => {
    const unit = fc.constantFrom('a', '"', '\\', '\n', 'é', '😀', '\t');
    fc.assert(
      fc.property(fc.array(unit), fc.array(unit), fc.array(unit), (before, inner, after) => {
        const part = `{{${inner.join('')}}}`;
        const text = `${before.join('')}${part}${after.join('')}`;
        const found = spelt(JSON.stringify(text), text, part);
        expect(JSON.parse(`"${found}"`)).toBe(part);
      }),
    );
  });
});
