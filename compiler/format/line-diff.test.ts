import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './line-diff.js';

/** What a unified diff makes of `before`: every line of context and every removed line must be there. */
function patch(before: string, diff: string): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const made: string[] = [];
  let at = 0;
  for (const line of diff.match(/[^\n]*\n/g)?.slice(2) ?? []) {
    const [, start, count] = /^@@ -(\d+)(?:,(\d+))? /.exec(line) ?? [];
    if (start !== undefined) {
      const first = count === '0' ? Number(start) : Number(start) - 1;
      while (at < first) made.push(old[at++] as string);
    } else if (line.startsWith('\\')) {
      if (made.length > 0 && lastMark !== '-') made.push((made.pop() as string).slice(0, -1));
    } else {
      const text = line.slice(1);
      if (line[0] !== '+') expect((old[at++] as string).replace(/\n?$/, '\n')).toBe(text);
      if (line[0] !== '-') made.push(text);
    }
    lastMark = line[0];
  }
  return made.join('') + old.slice(at).join('');
}
let lastMark: string | undefined;

const text = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', '', 'once', 'long line'), { maxLength: 30 }), fc.boolean())
  .map(
    ([lines, ends]) =>
      lines.map((line, index) => (index % 3 === 0 ? `${line}${index}` : line)).join('\n') +
      (ends ? '\n' : ''),
  );

describe('a unified diff', () => {
  it('makes the one text of the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(patch(before, unifiedDiff(before, after, 'x'))).toBe(after);
      }),
    );
  });

  it('shows three lines around each change', () => {
    const lines = Array.from({ length: 20 }, (_, n) => `line ${n + 1}`);
    const changed = lines.with(1, 'other').toSpliced(15, 1);
    expect(unifiedDiff(`${lines.join('\n')}\n`, changed.join('\n'), 'p.toml').split('\n')).toEqual([
      ...[
        '--- p.toml',
        '+++ p.toml',
        '@@ -1,5 +1,5 @@',
        ' line 1',
        '-line 2',
        '+other',
        ' line 3',
        ' line 4',
        ' line 5',
      ],
      ...[
        '@@ -13,8 +13,7 @@',
        ' line 13',
        ' line 14',
        ' line 15',
        '-line 16',
        ' line 17',
        ' line 18',
        ' line 19',
      ],
      ...['-line 20', '+line 20', '\\ No newline at end of file', ''],
    ]);
  });

  it('is empty where nothing differs', () => {
    expect(unifiedDiff('a\n', 'a\n', 'x')).toBe('');
  });
});
