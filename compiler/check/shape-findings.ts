import type { ErrorObject } from 'ajv';
import { quote } from '../diagnostics/define.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Span } from '../read/source.js';
import type { SpanIndex, Table, Value } from '../read/spans.js';
import type { Formula } from './generated/formula.js';
import validate from './generated/all-errors.js';
import { Mending } from './mending.js';
import type { Schema } from './schema/keyword.js';
import { belongings, placeName, resolvePointer, schemaAt, typeName, valueName } from './shape-words.js';

/** Mending a key uncovers what is under it; each round goes one deeper. */
const MAX_ROUNDS = 8;

/**
 * Say what is wrong with the shape of a document.
 *
 * Every mistake is reported once, at its place. The document is mended in place (a misspelt key
 * becomes the key that was meant, a value of the wrong type goes), so that later phases can report
 * what else is wrong without reporting consequences of the same mistake. Undefined: beyond mending.
 */
export function reportAndMend(root: Table, spans: SpanIndex, reporter: Reporter): Formula | undefined {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (validate(root)) return root as unknown as Formula;
    const mending = new Mending();
    const errors = [...(validate.errors ?? [])].sort((a, b) => rank(a) - rank(b));
    for (const error of errors) reportShape(error, { root, spans, reporter, mending });
    if (!mending.apply()) return undefined;
  }
  return undefined;
}

/** Unknown keys first: what they were meant to be may be just what is missing. */
const rank = (error: ErrorObject): number => (error.keyword === 'additionalProperties' ? 0 : 1);

interface Context {
  readonly root: Table;
  readonly spans: SpanIndex;
  readonly reporter: Reporter;
  readonly mending: Mending;
}

function reportShape(error: ErrorObject, context: Context): void {
  const { root, spans, reporter, mending } = context;
  const path = resolvePointer(root, error.instancePath);
  const schema = schemaAt(error.schemaPath);
  const where = placeName(path, schema);

  switch (error.keyword) {
    case 'if':
      return; // the finding is that of its `then` or `else`
    case 'additionalProperties': {
      const table = path.value as Table;
      const key = String(error.params['additionalProperty']);
      const known = Object.keys((schema['properties'] ?? {}) as Schema);
      const near = reporter.near(
        key,
        known.filter((candidate) => !(candidate in table)),
      );
      const meant = near[0];
      const at = spans.key(table, key);
      reporter.report(
        'GT2001',
        { key, where, near, belongs: belongings(key) },
        {
          span: at,
          fix:
            meant && at
              ? { title: `rename to ${quote(meant)}`, edits: [{ span: at, text: meant }] }
              : undefined,
        },
      );
      if (meant) mending.rename(table, key, meant, spans);
      else mending.drop(table, key);
      return;
    }
    case 'required': {
      const table = path.value as Table;
      const key = String(error.params['missingProperty']);
      if (mending.willHave(table, key)) return;
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
      mending.drop(path.parent, path.key as string | number);
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
      const allowed = (schema['enum'] as readonly unknown[]).map(String);
      const near = typeof value === 'string' ? reporter.near(value, allowed) : [];
      const meant = near[0];
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
