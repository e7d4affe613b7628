import type { Table, Value } from '../read/spans.js';
import { formulaSchema } from './schema/formula.js';
import type { Schema } from './schema/keyword.js';

/** What a JSON pointer of the validator leads to. */
export interface Path {
  readonly value: Value;
  /** What holds the value; undefined for the whole document. */
  readonly parent: Table | Value[] | undefined;
  readonly key: string | number | undefined;
  /** The last key that is a word: what a message calls the value. */
  readonly keyName: string | undefined;
  /** The table and key of the innermost list on the way, for positions of list items. */
  readonly owner: { readonly table: Table; readonly key: string } | undefined;
  /** The tables on the way, outermost first, each with the key that led to it. */
  readonly tables: readonly { readonly table: Table; readonly key: string | undefined }[];
  /** What the value is checked against. */
  readonly schema: Schema;
}

export function resolvePointer(root: Table, pointer: string): Path {
  let value: Value = root;
  let parent: Path['parent'];
  let key: Path['key'];
  let keyName: string | undefined;
  let owner: Path['owner'];
  const tables: { table: Table; key: string | undefined }[] = [{ table: root, key: undefined }];
  let schema = formulaSchema;
  for (const escaped of pointer.split('/').slice(1)) {
    const segment = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    parent = value as Table | Value[];
    if (Array.isArray(parent)) {
      key = Number(segment);
      value = parent[key] as Value;
    } else {
      key = segment;
      keyName = segment;
      owner = { table: parent, key: segment };
      value = parent[segment] as Value;
    }
    schema = followed(schemaBelow(schema, segment, Array.isArray(parent)), value);
    if (typeof value === 'object' && !Array.isArray(value)) tables.push({ table: value, key: keyName });
  }
  return { value, parent, key, keyName, owner, tables, schema };
}

// The validator's own `schemaPath` will not do: it begins anew at each `$ref` and does not say at which.

function schemaBelow(schema: Schema, segment: string, inList: boolean): Schema {
  if (inList) return schema['items'] as Schema;
  const properties = (schema['properties'] ?? {}) as Schema;
  const known = Object.hasOwn(properties, segment) ? properties[segment] : schema['additionalProperties'];
  return known as Schema;
}

/** `schema` with its reference and its condition resolved, as they are for `value`. */
function followed(schema: Schema, value: Value): Schema {
  const name = schema['$ref'];
  if (typeof name === 'string') {
    const definitions = formulaSchema['definitions'] as Readonly<Record<string, Schema>>;
    return definitions[name.split('/').at(-1) as string] as Schema;
  }
  // The only condition that the schema has: a list or a single one.
  if (schema['if'] === undefined) return schema;
  return followed((Array.isArray(value) ? schema['then'] : schema['else']) as Schema, value);
}

/** `step "submit"`, `the gate of step "submit"`, `variable "rounds"`: how a message names a table. */
export function placeName(path: Path): string {
  const [last, ...outer] = [...path.tables].reverse();
  if (!last || outer.length === 0) return 'the formula';
  const title = words(String(path.schema['title'] ?? last.key ?? 'table'));
  const named = (entry: { table: Table; key: string | undefined }): string | undefined =>
    typeof entry.table['id'] === 'string' ? entry.table['id'] : undefined;
  const own = named(last) ?? (title === 'variable' || title === 'input' ? last.key : undefined);
  if (own !== undefined) return `${title} ${JSON.stringify(own)}`;
  const holder = outer.find((entry) => named(entry) !== undefined);
  if (holder) {
    const step = `step ${JSON.stringify(named(holder))}`;
    return title === 'step' ? `a step in ${step}` : `the ${title} of ${step}`;
  }
  return title === 'step' ? 'a step' : `[${last.key ?? title}]`;
}

/** Where a key does have its place: `steps`, `[vars.*]`. */
export function belongings(key: string): string[] {
  const places: string[] = [];
  const look = (schema: Schema, name: string): void => {
    if (Object.hasOwn((schema['properties'] ?? {}) as Schema, key)) places.push(name);
  };
  look(formulaSchema, 'the formula');
  for (const [name, definition] of Object.entries(formulaSchema['definitions'] as Schema)) {
    // A patch of a gate has the keys of a gate.
    if (name.endsWith('Patch')) continue;
    const place = words(String((definition as Schema)['title'] ?? name));
    look(definition as Schema, `${/^[aeiou]/.test(place) ? 'an' : 'a'} ${place}`);
  }
  return places;
}

/** Titles are types in generated code; `OnComplete` is a key, and keys are told as they are written. */
const words = (title: string): string =>
  title === 'OnComplete' ? 'on_complete' : title.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a table',
};

/** What a schema asks for, in words. */
export function typeName(schema: Schema): string {
  const types = [schema['type']].flat().map((type) => TYPE_NAMES[String(type)] ?? String(type));
  if (types.length < 2) return types.join('');
  return `${types.slice(0, -1).join(', ')} or ${types.at(-1)}`;
}
