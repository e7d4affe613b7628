import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, textWidth } from './text-width.js';

describe('textWidth', () => {
  it('grows with the text and the font, and tells narrow letters from wide ones', () => {
    expect(textWidth('', 10)).toBe(0);
    expect(textWidth('abc', 20)).toBeCloseTo(2 * textWidth('abc', 10));
    const widths = ['illi', 'name', 'NAME', 'WWWW'].map((text) => textWidth(text, 10));
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(textWidth('日', 10)).toBeCloseTo(11);
  });
});

describe('fitText', () => {
  it('fits, keeps what fits, and says where it cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 12, max: 300 }),
        (text, room) => {
          const fitted = fitText(text, 11, room);
          if (textWidth(text, 11) <= room) {
            expect(fitted).toBe(text);
          } else {
            expect(fitted.endsWith('…')).toBe(true);
            expect(text.startsWith(fitted.slice(0, -1))).toBe(true);
            expect(textWidth(fitted, 11)).toBeLessThanOrEqual(room);
          }
        },
      ),
    );
  });
});
