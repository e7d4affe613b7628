import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, escaped, visible } from './terminal-text.js';

describe('visible', () => {
  it('shows what a terminal would obey or hide, and leaves the rest', () => {
    expect(visible('plain – Ünïcode 日本 👍')).toBe('plain – Ünïcode 日本 👍');
    expect(visible('a\tb')).toBe('a    b');
    expect(visible('\u001b[31mred\u0007\u0000\n')).toBe('␛[31mred␇␀␊');
    expect(visible('\u007f\u009b1m')).toBe('␡\ufffd1m');
    expect(visible('ad\u200bmin \u202egnp\u{e0041}\ud800')).toBe('ad\ufffdmin \ufffdgnp\ufffd\ufffd');
    expect(visible('👩\u200d🔧')).toBe('👩\u200d🔧');
  });

  it('lets no control character through, and changes nothing twice', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0x10ffff)), (codes) => {
        const text = String.fromCodePoint(...codes, ...codes.map((code) => code % 0x100));
        const shown = visible(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(visible(shown)).toBe(shown);
      }),
    );
  });
});

describe('escaped', () => {
  it('writes the same code points as escapes', () => {
    expect(escaped('ad\u200bmin \u202e \u007f \u{e0041} é👍')).toBe(
      'ad\\u200bmin \\u202e \\u007f \\u{e0041} é👍',
    );
  });
});

describe('columns', () => {
  it('counts what a terminal shows', () => {
    expect(columns('')).toBe(0);
    expect(columns('needs = [')).toBe(9);
    expect(columns('é')).toBe(1);
    expect(columns('e\u0301')).toBe(1);
    expect(columns('日本語')).toBe(6);
    expect(columns('한글')).toBe(4);
    expect(columns('👍')).toBe(2);
    expect(columns('…–')).toBe(2);
  });
});
