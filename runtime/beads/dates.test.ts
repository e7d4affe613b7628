import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoMoment, parseMoment } from './dates.js';

const NOW = Date.UTC(2026, 4, 6, 7, 8, 9);
const HOUR = 3_600_000;

describe('a moment', () => {
  it.each([
    ['2026-01-31T18:00:05Z', Date.UTC(2026, 0, 31, 18, 0, 5)],
    ['2026-01-31T18:00+02:00', Date.UTC(2026, 0, 31, 16)],
    ['2026-01-31 18:00-0330', Date.UTC(2026, 0, 31, 21, 30)],
    ['2024-02-29T00:00:00.123Z', Date.UTC(2024, 1, 29)],
    ['+2d', NOW + 48 * HOUR],
    ['+1h30m', NOW + 1.5 * HOUR],
    ['-7d', NOW - 7 * 24 * HOUR],
  ])('%s', (text, expected) => {
    expect(parseMoment(text, NOW, 'the date')).toBe(expected);
  });

  it('without a zone is that of the local clock', () => {
    expect(parseMoment('2026-07-31', NOW, 'the date')).toBe(new Date(2026, 6, 31).getTime());
    expect(parseMoment('2026-07-31T18:05', NOW, 'the date')).toBe(new Date(2026, 6, 31, 18, 5).getTime());
  });

  it.each([
    ...[
      '',
      'soon',
      '2d',
      '+',
      '+2x',
      '2026',
      '2026-1-31',
      '2026-13-01',
      '2026-02-29',
      '2026-00-10',
      '2026-01-00',
    ],
    ...[
      '2026-01-31T24:00',
      '2026-01-31T10:60',
      '2026-01-31T10:00:60Z',
      '1969-01-01',
      '2026-01-31T10',
      ' 2026-01-31',
    ],
  ])('%j is none', (text) => {
    expect(() => parseMoment(text, NOW, 'the date')).toThrow(`the date ${JSON.stringify(text)} is no date`);
  });

  it('that is printed can be read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        expect(parseMoment(isoMoment(at), NOW, 'x')).toBe(Math.floor(at / 1000) * 1000);
      }),
    );
  });
});
