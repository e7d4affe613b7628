import type { ErrorObject } from 'ajv';
import type { Schema } from '../../compiler/check/schema/keyword.js';
import { typeName } from '../../compiler/check/shape-words.js';
import { valueName } from '../../compiler/check/value-name.js';
import { quote } from '../../compiler/diagnostics/define.js';
import { lint } from '../../compiler/diagnostics/registry/lint.js';
import type { Reporter } from '../../compiler/diagnostics/reporter.js';
import type { Span } from '../../compiler/read/source.js';
import type { SpanIndex, Table, Value } from '../../compiler/read/spans.js';
import type { Config } from './generated/config.js';
import validate from './generated/validator.js';
import { configSchema } from './schema.js';

/** Say what is wrong with a configuration, and give what is right in it. */
export function reportAndDrop(root: Table, spans: SpanIndex, reporter: Reporter): Config {
  // Values go before the tables and lists that hold them, so that one mistake is one finding.
  for (let errors = problems(root); errors.length > 0; errors = problems(root)) {
    const drops = errors.map((error) => report(error, root, spans, reporter));
    for (const drop of drops.reverse()) drop();
  }
  return root as Config;
}

/** Of two findings about one value, that of its type says it. */
function problems(root: Table): readonly ErrorObject[] {
  if (validate(root)) return [];
  const errors = validate.errors ?? [];
  const mistyped = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map((each) => each.instancePath),
  );
  return errors.filter(({ keyword, instancePath }) => keyword !== 'enum' || !mistyped.has(instancePath));
}

/** Report one mistake; gives what takes it away. */
function report(error: ErrorObject, root: Table, spans: SpanIndex, reporter: Reporter): () => void {
  const place = placeOf(error.instancePath, root, spans);
  const { schema, value, span, key, drop } = place;
  switch (error.keyword) {
    case 'additionalProperties': {
      const table = value as Table;
      const unknown = String(error.params['additionalProperty']);
      const near = nearest(unknown, schema, reporter);
      const at = spans.key(table, unknown);
      const [meant] = near;
      const fix =
        meant !== undefined && at
          ? { title: `rename to ${quote(meant)}`, edits: [{ span: at, text: meant }] }
          : undefined;
      const where = key === '' ? 'the configuration' : `[${key}]`;
      reporter.report('GT2001', { key: unknown, where, near, belongs: [] }, { span: at, fix });
      return () => delete table[unknown];
    }
    case 'enum': {
      const allowed = schema['enum'] as readonly string[];
      const near = typeof value === 'string' ? reporter.near(value, allowed) : [];
      reporter.report('GT2004', { key, value: valueName(value), allowed, near }, { span });
      return drop;
    }
    case 'type':
      reporter.report('GT2002', { key, expected: typeName(schema), actual: valueName(value) }, { span });
      return drop;
    default:
      reporter.report(
        'GT2005',
        { key, reason: `has ${valueName(value)}, which is no word of small letters, digits, "-" and "_"` },
        { span },
      );
      return drop;
  }
}

/** Rules go by their names here; a code is another name of the same. */
function nearest(unknown: string, schema: Schema, reporter: Reporter): readonly string[] {
  const rule = Object.entries(lint).find(([code]) => code === unknown.toUpperCase());
  return rule ? [rule[1].name] : reporter.near(unknown, Object.keys(schema['properties'] as Schema));
}

interface Place {
  readonly value: Value;
  readonly schema: Schema;
  readonly span: Span | undefined;
  /** The last key on the way. */
  readonly key: string;
  readonly drop: () => void;
}

function placeOf(pointer: string, root: Table, spans: SpanIndex): Place {
  let place: Place = { value: root, schema: configSchema, span: spans.table(root), key: '', drop: () => {} };
  for (const escaped of pointer.split('/').slice(1)) {
    const segment = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    const { value: holder, schema, key, span } = place;
    if (Array.isArray(holder)) {
      const index = Number(segment);
      const item = holder[index] as Value;
      const list = place;
      place = {
        value: item,
        schema: schema['items'] as Schema,
        span: itemSpan(list, index, root, spans) ?? span,
        key,
        drop: () => void holder.splice(index, 1),
      };
    } else {
      const table = holder as Table;
      place = {
        value: table[segment] as Value,
        schema: (schema['properties'] as Schema)[segment] as Schema,
        span: spans.value(table, segment),
        key: segment,
        drop: () => delete table[segment],
      };
    }
  }
  return place;
}

/** The only list is `types.step_types`. */
const itemSpan = ({ key }: Place, index: number, root: Table, spans: SpanIndex): Span | undefined =>
  spans.item(root['types'] as Table, key, index);
