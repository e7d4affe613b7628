import { expect, it } from 'vitest';
import { Source } from '../read/source.js';
import type { Diagnostic } from './diagnostic.js';
import { distinct } from './distinct.js';
import { Reporter } from './reporter.js';

/** What one compilation found: a finding at each offset of the file, and one without a place. */
function found(path: string, ...offsets: readonly number[]): Diagnostic[] {
  const source = new Source(`project:${path}`, path, 'formula = "it"\n');
  const reporter = new Reporter();
  for (const start of offsets)
    reporter.report('GT2003', { key: 'id', where: 'a step' }, { span: { source, start, end: start } });
  reporter.report('GT1009', { name: 'x/y' });
  return reporter.sorted();
}

it('keeps the first of each finding, in order', () => {
  const all = [...found('a', 1, 2), ...found('b', 1), ...found('a', 2, 3)];
  expect(distinct(all).map((each) => [each.code, each.span?.source.path, each.span?.start])).toEqual([
    ['GT2003', 'a', 1],
    ['GT2003', 'a', 2],
    ['GT1009', undefined, undefined],
    ['GT2003', 'b', 1],
    ['GT2003', 'a', 3],
  ]);
});
