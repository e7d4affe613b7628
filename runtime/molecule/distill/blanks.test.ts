import { describe, expect, it } from 'vitest';
import { Blanks } from './blanks.js';

const blanks = (values: Readonly<Record<string, string>>): Blanks =>
  new Blanks(new Map(Object.entries(values)));

describe('blanks', () => {
  it('takes the place of a value wherever it stands by itself', () => {
    expect(blanks({ feature: 'auth' }).in('Add auth: auth-tests, by the author (auth)')).toBe(
      'Add {{feature}}: {{feature}}-tests, by the author ({{feature}})',
    );
  });

  it('takes the longest value first, whatever the order they are given in, and looks at nothing twice', () => {
    const values = { a: 'auth', b: 'auth service', c: 'feature' };
    const text = 'the auth service has auth; a feature';
    expect(blanks(values).in(text)).toBe('the {{b}} has {{a}}; a {{c}}');
    const { a, b, c } = values;
    expect(blanks({ c, b, a }).in(text)).toBe('the {{b}} has {{a}}; a {{c}}');
  });

  it('takes values that begin or end with a sign, and that are patterns', () => {
    expect(blanks({ price: '$9.99', any: '.*' }).in('costs $9.99, not $9x99: .*')).toBe(
      'costs {{price}}, not $9x99: {{any}}',
    );
  });

  it('goes through lists and tables, and leaves keys and numbers', () => {
    expect(blanks({ x: 'old' }).inAll({ old: ['old', { deep: 'an old one' }, 3, null, true] })).toEqual({
      old: ['{{x}}', { deep: 'an {{x}} one' }, 3, null, true],
    });
  });

  it('refuses a value that is nowhere, an empty one, and one text for two names', () => {
    const unused = blanks({ feature: 'auth', who: 'ada' });
    unused.in('auth');
    expect(() => unused.demandAllFound()).toThrow(
      '"who" cannot become a variable: "ada" stands in none of its texts',
    );
    expect(() => blanks({ x: '' })).toThrow('"x" cannot become a variable: its text is empty');
    expect(() => blanks({ x: 'a', y: 'a' })).toThrow('"y" cannot become a variable: "x" has the same text');
  });
});
