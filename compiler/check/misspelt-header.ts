import type { ErrorObject } from 'ajv';
import { Reporter } from '../diagnostics/reporter.js';
import type { Correction } from '../read/corrected-source.js';
import type { SpanIndex, Table } from '../read/spans.js';
import type { Draft } from './draft.js';
import validate from './generated/all-errors.js';
import { unknownKey } from './unknown-key.js';

/**
 * Explain a file that is not valid TOML by a misspelt header before the place where reading failed: after
 * `[[stpes]]` the next `[steps.gate]` is a second gate of the step before, and that is all that TOML can
 * say of it. The misspelt keys are reported, and the draft that comes back has them corrected;
 * undefined when that does not make the file valid.
 */
export async function correctHeaders(
  failure: Reporter,
  read: Draft['read'],
  spans: SpanIndex,
  reporter: Reporter,
): Promise<Draft | undefined> {
  const [first] = failure.sorted();
  if (first?.code !== 'GT1004' || !first.span) return undefined;
  const { source, start } = first.span;
  const line = source.text.lastIndexOf('\n', start - 1) + 1;
  const whole = await read([{ span: source.span(line, source.text.length), text: '' }]);
  if (!whole || validate(whole)) return undefined;
  const errors = unknownKeys();
  const search = new Reporter();
  const keys = errors.map((error) => unknownKey(error, whole, spans, (...words) => search.near(...words)));
  const corrections = keys
    .map(({ correction }) => correction)
    .filter((each): each is Correction => each !== undefined);
  const root = corrections.length > 0 ? await read(corrections) : undefined;
  if (!root) return undefined;
  for (const key of keys) if (key.correction) key.report(reporter);
  return { root, corrections, read };
}

/** Whether a document has keys that the language does not know: then `correctHeaders` may find one to be a misspelt header. */
export const hasUnknownKeys = (document: Table): boolean => !validate(document) && unknownKeys().length > 0;

/** Of the last validation. */
const unknownKeys = (): ErrorObject[] =>
  (validate.errors ?? []).filter(({ keyword }) => keyword === 'additionalProperties');
