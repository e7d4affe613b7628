import { Reporter } from '../diagnostics/reporter.js';
import type { Candidate } from '../host.js';
import { parse } from '../read/parse.js';
import { Source } from '../read/source.js';
import { SpanIndex } from '../read/spans.js';
import { difference } from '../read/toml.js';

/**
 * A formula file in the layout of spec/language.md, "Formatting": its data and comments are those of `source`, and
 * a formatted one stays as it is. Undefined when it cannot be (reported): the file is not valid, it is too large
 * for the parser that knows of comments, or the result would say something else, which is our bug (GT9001).
 */
export async function formatFormula(
  source: Source,
  format: Candidate['format'],
  reporter: Reporter,
): Promise<string | undefined> {
  const data = await parse(source, format, new SpanIndex(), reporter, { strict: true });
  if (!data) return undefined;
  const text = await layOut(source.text, format);
  const whole = source.span(0, 0);
  if (text === undefined) {
    reporter.report('GT1018', {}, { span: whole });
    return undefined;
  }
  const failure = new Reporter();
  const formatted = new Source(source.id, source.path, text);
  const again = await parse(formatted, format, new SpanIndex(), failure, { strict: true });
  const path = again ? difference(data, again) : '';
  if (path === undefined) return text;
  const what = again
    ? `formatting would change the value at "${path}"`
    : 'the formatted text would not be valid';
  reporter.report('GT9001', { what }, { span: whole });
  return undefined;
}

async function layOut(text: string, format: Candidate['format']): Promise<string | undefined> {
  if (format === 'json') return (await import('./json.js')).layOutJson(text);
  return (await import('./toml.js')).layOutToml(text);
}
