import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CorrectedSource, type Correction } from './corrected-source.js';
import { Source } from './source.js';

/** A text in parts, some of them replaced. */
const word = fc.string({ minLength: 1, maxLength: 6 });
const parts = fc.array(fc.record({ text: word, instead: fc.option(word) }), { maxLength: 12 });

describe('a corrected source', () => {
  it('says of every part where it stands in the original', () => {
    fc.assert(
      fc.property(parts, (written) => {
        const original = new Source('tier:name', 'name.toml', written.map(({ text }) => text).join(''));
        const corrections: Correction[] = [];
        const places: { here: [number, number]; there: [number, number] }[] = [];
        let here = 0;
        let there = 0;
        for (const { text, instead } of written) {
          const length = (instead ?? text).length;
          places.push({ here: [here, here + length], there: [there, there + text.length] });
          if (instead !== null) {
            corrections.push({ span: original.span(there, there + text.length), text: instead });
          }
          here += length;
          there += text.length;
        }
        // The order in which mistakes are found is not the order in which they stand.
        const corrected = new CorrectedSource(original, corrections.reverse());
        expect(corrected.text).toBe(written.map(({ text, instead }) => instead ?? text).join(''));
        for (const place of places) {
          expect(corrected.span(...place.here)).toEqual(original.span(...place.there));
        }
      }),
    );
  });

  it('may have nothing in the place of something', () => {
    const original = new Source('tier:name', 'name.toml', 'abcdef');
    const corrected = new CorrectedSource(original, [{ span: original.span(2, 4), text: '' }]);
    expect(corrected.text).toBe('abef');
    expect(corrected.span(0, 2)).toEqual(original.span(0, 2));
    expect(corrected.span(3, 4)).toEqual(original.span(5, 6));
  });

  it('keeps the id and the path of the original', () => {
    const original = new Source('tier:name', 'name.toml', 'abc');
    const corrected = new CorrectedSource(original, [{ span: original.span(1, 2), text: 'BBB' }]);
    expect([corrected.id, corrected.path, corrected.text]).toEqual(['tier:name', 'name.toml', 'aBBBc']);
    expect(corrected.span(1, 4)).toEqual(original.span(1, 2));
    expect(corrected.span(4, 5)).toEqual(original.span(2, 3));
  });
});
