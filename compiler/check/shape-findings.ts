import type { ErrorObject } from 'ajv';
import { quote } from '../diagnostics/define.js';
import { editDistance } from '../diagnostics/edit-distance.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Span } from '../read/source.js';
import type { SpanIndex, Table, Value } from '../read/spans.js';
import type { Draft } from './draft.js';
import validate from './generated/all-errors.js';
import type { Formula } from './generated/formula.js';
import { Mending } from './mending.js';
import type { Schema } from './schema/keyword.js';
import { placeName, resolvePointer, typeName } from './shape-words.js';
import { unknownKey } from './unknown-key.js';
import { valueName } from './value-name.js';

/** Mending a key uncovers what is under it; each round goes one deeper. */
const MAX_ROUNDS = 8;

/** Readings of one text with keys corrected; each corrects all that the one before uncovered. */
const MAX_READINGS = 20;

/**
 * Say what is wrong with the shape of a document.
 *
 * Every mistake is reported once, at its place. The document is mended (a misspelt key becomes the key
 * that was meant, a value of the wrong type goes), so that later phases can report what else is wrong
 * without reporting consequences of the same mistake. Undefined: beyond mending.
 */
export async function reportAndMend(
  draft: Draft,
  spans: SpanIndex,
  reporter: Reporter,
): Promise<Formula | undefined> {
  let { root, corrections } = draft;
  let readings = 0;
  const mending = new Mending();
  for (let round = 0; round < MAX_ROUNDS; ) {
    if (validate(root)) return root as unknown as Formula;
    const errors = validate.errors ?? [];
    const unknown = errors
      .filter(({ keyword }) => keyword === 'additionalProperties')
      .map((error) => unknownKey(error, root, spans, (...words) => reporter.near(...words)));
    for (const key of unknown) key.report(reporter);

    const split = unknown.flatMap(({ isSplit, correction }) => (isSplit && correction ? [correction] : []));
    if (split.length > 0 && readings++ < MAX_READINGS) {
      const corrected = await draft.read([...corrections, ...split]);
      if (corrected) {
        root = corrected;
        corrections = [...corrections, ...split];
        continue;
      }
    }
    round++;
    for (const { table, key, meant } of unknown) {
      if (meant === undefined) mending.drop(table, key);
      else mending.rename(table, key, meant, spans);
    }
    for (const error of errors) reportShape(error, { root, spans, reporter, mending });
    if (!mending.apply()) return undefined;
  }
  return undefined;
}

interface Context {
  readonly root: Table;
  readonly spans: SpanIndex;
  readonly reporter: Reporter;
  readonly mending: Mending;
}

function reportShape(error: ErrorObject, context: Context): void {
  const { root, spans, reporter, mending } = context;
  const path = resolvePointer(root, error.instancePath);
  const { schema } = path;
  const where = placeName(path);

  switch (error.keyword) {
    case 'if':
      return; // the finding is that of its `then` or `else`
    case 'additionalProperties':
      return; // the keys that this is about come first: one may be just what is missing elsewhere
    case 'required': {
      const table = path.value as Table;
      const key = String(error.params['missingProperty']);
      if (mending.willHave(table, key)) return;
      if (!mending.hasDropped(table, key))
        reporter.report('GT2003', { key, where }, { span: spans.table(table) });
      if (path.parent) mending.drop(path.parent, path.key as string | number);
      else mending.give(table, key, '');
      return;
    }
    case 'propertyNames': {
      const table = path.value as Table;
      const key = String(error.params['propertyName']);
      const reason = 'is not a name: names are letters, digits and "_", and begin with no digit';
      reporter.report('GT2005', { key, reason }, { span: spans.key(table, key) });
      mending.drop(table, key);
      return;
    }
    default:
      // `pattern` under propertyNames: its own finding is the one above.
      if (error.propertyName !== undefined || !path.parent) return;
      reportValue(error, schema, path.value, valueSpan(path, spans), String(path.keyName), reporter);
      // A number beyond its bound is a number still: without it what needs one would be told to be missing.
      if (error.keyword === 'minimum' && !Array.isArray(path.parent))
        mending.give(path.parent, path.key as string, error.params['limit'] as number);
      else mending.drop(path.parent, path.key as string | number);
  }
}

function reportValue(
  error: ErrorObject,
  schema: Schema,
  value: Value,
  span: Span | undefined,
  key: string,
  reporter: Reporter,
): void {
  switch (error.keyword) {
    case 'type':
      reporter.report('GT2002', { key, expected: typeName(schema), actual: valueName(value) }, { span });
      return;
    case 'enum': {
      if (typeof value !== schema['type']) return; // the finding is that of its type
      const allowed = (schema['enum'] as readonly unknown[]).map(String);
      const near = typeof value === 'string' ? reporter.near(value, allowed) : [];
      // Only a slip of one letter is corrected for its author: "manual" is near "mail", and means "human".
      const meant = near.find(
        (word) => editDistance(String(value).toLowerCase(), word, 1, { cells: 0 }) <= 1,
      );
      const fix =
        meant && span ? { title: `write ${quote(meant)}`, edits: [{ span, text: quote(meant) }] } : undefined;
      reporter.report('GT2004', { key, value: valueName(value), allowed, near }, { span, fix });
      return;
    }
    case 'minimum':
    case 'maximum': {
      const bound = error.keyword === 'minimum' ? 'at least' : 'at most';
      const reason = `must be ${bound} ${error.params['limit']}, not ${value}`;
      reporter.report('GT2005', { key, reason }, { span });
      return;
    }
    case 'minItems':
    case 'minProperties':
      reporter.report('GT2005', { key, reason: 'must not be empty' }, { span });
      return;
    case 'pattern':
      reporter.report(
        'GT2005',
        {
          key,
          reason: `cannot be ${valueName(value)}: a name is letters, digits and "_", and begins with no digit`,
        },
        { span },
      );
      return;
    default:
      reporter.report('GT2005', { key, reason: error.message ?? error.keyword }, { span });
  }
}

function valueSpan(path: ReturnType<typeof resolvePointer>, spans: SpanIndex): Span | undefined {
  const { parent, key, owner } = path;
  if (typeof key === 'number') {
    const { value } = path;
    if (typeof value === 'object' && !Array.isArray(value)) return spans.table(value);
    return owner
      ? (spans.item(owner.table, owner.key, key) ?? spans.value(owner.table, owner.key))
      : undefined;
  }
  return spans.value(parent as Table, key as string) ?? spans.table(parent as Table);
}
