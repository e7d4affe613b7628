import type { ErrorObject } from 'ajv';
import { quote } from '../diagnostics/define.js';
import { editDistance } from '../diagnostics/edit-distance.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Correction } from '../read/corrected-source.js';
import type { SpanIndex, Table, Value } from '../read/spans.js';
import { foreignKey } from './foreign-keys.js';
import type { Schema } from './schema/keyword.js';
import { belongings, placeName, resolvePointer } from './shape-words.js';

/** A key that its table does not have. */
export interface UnknownKey {
  readonly table: Table;
  readonly key: string;
  /** The key that was probably meant. */
  readonly meant: string | undefined;
  /** What makes `meant` of it in the text. */
  readonly correction: Correction | undefined;
  /**
   * `meant` is there too: a `[[stpes]]` among several `[[steps]]`. Only reading the corrected text tells
   * what belongs where, for `[steps.gate]` under it went to the step before.
   */
  readonly isSplit: boolean;
  readonly report: (reporter: Reporter) => void;
}

/** The key that `error`, an `additionalProperties` of the validator, is about. */
export function unknownKey(
  error: ErrorObject,
  root: Table,
  spans: SpanIndex,
  near: Reporter['near'],
): UnknownKey {
  const path = resolvePointer(root, error.instancePath);
  const table = path.value as Table;
  const key = String(error.params['additionalProperty']);
  const meanings = near(key, Object.keys((path.schema['properties'] ?? {}) as Schema));
  const [nearest] = meanings;
  // What is two slips away may be meant, and is said; but to go on as if it were meant would be guessing.
  const isClose = nearest !== undefined && editDistance(key.toLowerCase(), nearest, 1, { cells: 0 }) <= 1;
  const isThere = nearest !== undefined && nearest in table;
  const isSplit = isThere && isOpen(table, key, spans) && isOpen(table, nearest, spans);
  // A key that is there and complete cannot be meant; one that is farther off was not.
  const meant = !isClose || (isThere && !isSplit) ? undefined : nearest;
  const span = spans.key(table, key);
  const correction =
    span && meant !== undefined ? { span, text: spelt(meant, span.source.text[span.start]) } : undefined;
  return {
    table,
    key,
    meant,
    correction,
    isSplit,
    report: (reporter) => {
      const { title } = path.schema;
      const foreign = foreignKey(key, typeof title === 'string' ? title : undefined, table[key] as Value);
      if (foreign && !isClose) {
        reporter.report('GT2020', { key, where: placeName(path), ...foreign }, { span });
        return;
      }
      const facts = { key, where: placeName(path), near: meanings, belongs: belongings(key) };
      const fix = correction && { title: `rename to ${quote(meant ?? key)}`, edits: [correction] };
      reporter.report('GT2001', facts, { span, fix });
    },
  };
}

/** Whether a key is written in headers or as part of dotted keys, so that others can add to its table. */
function isOpen(table: Table, key: string, spans: SpanIndex): boolean {
  const name = spans.key(table, key);
  const value = spans.value(table, key);
  return name !== undefined && value !== undefined && value.start <= name.start && name.end <= value.end;
}

/** `key` in the quotes that the misspelt one had. */
function spelt(key: string, first: string | undefined): string {
  return first === '"' || first === "'" ? `${first}${key}${first}` : key;
}
