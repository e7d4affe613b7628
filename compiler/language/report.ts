import { quote } from '../diagnostics/define.js';
import type { Related } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Span } from '../read/source.js';
import type { Problem } from './problem.js';

/**
 * Report a problem of the expression under `key`. The caller maps the problem's offsets, which count in
 * the expression's text, to `span`, since only it knows how the text stood in its file.
 */
export function reportProblem(
  reporter: Reporter,
  key: string,
  found: Problem,
  span: Span | undefined,
  related: readonly Related[] = [],
): void {
  const { name = '', known } = found;
  const near = found.near ?? (known ? reporter.near(name, known()) : []);
  if (found.code === 'GT3001') {
    reporter.report('GT3001', { step: 'a condition', key, name, near }, { span, related });
  } else if (found.code === 'GT3002') reporter.report('GT3002', { name, near }, { span, related });
  else if (found.code === 'GT3010')
    reporter.report('GT3010', { variable: name, what: quote(key) }, { span, related });
  else reporter.report(found.code, { key, reason: found.message, near }, { span, related });
}
