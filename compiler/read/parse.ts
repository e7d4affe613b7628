import type { Reporter } from '../diagnostics/reporter.js';
import type { Source } from './source.js';
import type { SpanIndex, Table } from './spans.js';
import { readToml } from './toml.js';

/**
 * The data of a formula file, as tables without prototypes; where it was written goes to `spans`. `source`
 * is what `decode` made. What no formula may contain (dates, null, numbers that would be rounded, `__proto__`)
 * is reported, all of it in one run. Undefined after an error; never rejects.
 *
 * `strict` reads TOML a second time with a slower parser that knows every rule: for --check and the editor.
 */
export async function parse(
  source: Source,
  format: 'toml' | 'json',
  spans: SpanIndex,
  reporter: Reporter,
  options: { readonly strict: boolean },
): Promise<Table | undefined> {
  if (format === 'toml') return readToml(source, spans, reporter, options.strict);
  // Most formulas are TOML; they need not pay for loading a JSON parser.
  const { readJson } = await import('./json.js');
  return readJson(source, spans, reporter);
}
