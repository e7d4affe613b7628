import { satisfies, validRange } from 'semver';
import { VERSION } from '../version.js';
import type { CheckContext } from './context.js';
import type { Formula } from './generated/formula.js';

/** Hold `requires` against this compiler, before anything in the formula is misread (spec: FILE-8). */
export function checkRequired(doc: Formula, { reporter, spans }: CheckContext): void {
  const { requires: range = '' } = doc;
  const span = spans.value(doc, 'requires');
  if (range.trim() === '' || validRange(range) === null) {
    const reason = `is ${JSON.stringify(range)}; it is a range of versions such as ">=0.1 <2" or "^1.2"`;
    reporter.report('GT2005', { key: 'requires', reason }, { span });
  } else if (!satisfies(VERSION, range, { includePrerelease: true })) {
    reporter.report('GT2021', { range, version: VERSION }, { span });
  }
}
