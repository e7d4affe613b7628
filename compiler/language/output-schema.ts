import { alternatives } from '../diagnostics/define.js';
import type { Scalar } from './scalar.js';
import type { VariableType } from './variable-type.js';

/** What an output schema says of a value: of which type it is, that it is a list or a table, or nothing. */
export type OutputType =
  | VariableType
  | { readonly type: 'data'; readonly is: string }
  | { readonly type: 'any' };

export type TypeAt =
  | { readonly type: OutputType }
  /** The output has nothing there. `at`: the first part of the path that is not there. */
  | { readonly missing: { readonly at: number; readonly reason: string; readonly known: readonly string[] } };

const ANY = { type: 'any' } as const;

/** References inside a schema that are followed one after the other; a circle of them says nothing. */
const MAX_REFERENCES = 32;

/**
 * What the JSON schema of an output says of `path` in it (spec: FLOW-4). A table that lists its
 * properties has no others, unless `additionalProperties` says so; what the schema leaves open is not judged.
 */
export function typeAt(schema: unknown, path: readonly string[]): TypeAt {
  let at = dereferenced(schema, schema);
  for (const [index, segment] of path.entries()) {
    const inner = within(at, segment);
    if ('missing' in inner) return { missing: { at: index, ...inner.missing } };
    at = dereferenced(inner.schema, schema);
  }
  return { type: typeOf(at) };
}

/** The fields that the schema of an output lists in the table at `path`. */
export function fieldsAt(schema: unknown, path: readonly string[]): string[] {
  let at = dereferenced(schema, schema);
  for (const segment of path) {
    const inner = within(at, segment);
    if ('missing' in inner) return [];
    at = dereferenced(inner.schema, schema);
  }
  return isTable(at) && isTable(at['properties']) ? Object.keys(at['properties']) : [];
}

type Schema = Readonly<Record<string, unknown>>;

type Inner =
  | { readonly schema: unknown }
  | { readonly missing: { readonly reason: string; readonly known: readonly string[] } };

const isTable = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema itself, through `$ref`s inside it; a table without a word for what is elsewhere or in a circle. */
function dereferenced(schema: unknown, root: unknown): unknown {
  let at = schema;
  for (let hops = 0; isTable(at) && typeof at['$ref'] === 'string'; hops++) {
    if (hops === MAX_REFERENCES || !at['$ref'].startsWith('#')) return {};
    at = at['$ref']
      .slice(1)
      .split('/')
      .slice(1)
      .reduce<unknown>(
        (node, key) => (isTable(node) && Object.hasOwn(node, unescaped(key)) ? node[unescaped(key)] : {}),
        root,
      );
  }
  return at;
}

const unescaped = (key: string): string => key.replace(/~1/g, '/').replace(/~0/g, '~');

function within(schema: unknown, segment: string): Inner {
  if (schema === false) return missing('there is nothing there', []);
  if (!isTable(schema)) return { schema: {} };
  const { properties, additionalProperties } = schema;
  if (isTable(properties) && Object.hasOwn(properties, segment)) return { schema: properties[segment] };
  if (OPEN.some((key) => schema[key] !== undefined)) return { schema: {} };
  const types = typesOf(schema) ?? typesOfMembers(schema);
  const isNumber = /^\d+$/.test(segment);
  const mayBeList = types ? types.includes('array') : schema['items'] !== undefined;
  if (mayBeList && isNumber) return item(schema, Number(segment));
  if (types && !types.includes('object')) {
    const [type = ''] = types;
    return types.includes('array')
      ? missing('it is a list, whose items have numbers from 0', [])
      : missing(`it ${IS[type] ?? 'is no table'}, which has no fields`, []);
  }
  if (additionalProperties !== undefined && additionalProperties !== false) {
    return { schema: additionalProperties };
  }
  const known = isTable(properties) ? Object.keys(properties) : [];
  if (known.length === 0 && additionalProperties === undefined) return { schema: {} };
  return missing(known.length > 0 ? `there is ${alternatives(known)}` : 'it has no fields', known);
}

/** What says more of a table than this reader follows. */
const OPEN = ['anyOf', 'oneOf', 'allOf', 'if', 'patternProperties', 'dependentSchemas'] as const;

function item({ items, prefixItems, additionalItems }: Schema, index: number): Inner {
  const first = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
  if (index < first.length) return { schema: first[index] };
  const rest = Array.isArray(items) ? additionalItems : items;
  return rest === false ? missing(`the list has ${first.length} items`, []) : { schema: rest };
}

const missing = (reason: string, known: readonly string[]): Inner => ({ missing: { reason, known } });

const IS: Readonly<Record<string, string>> = {
  string: 'is text',
  integer: 'is a whole number',
  number: 'is a number',
  boolean: 'is true or false',
};

/** The types a value may have, `null` apart, which is the same as no value. */
function typesOf({ type }: Schema): readonly string[] | undefined {
  if (type === undefined) return undefined;
  return [type].flat().filter((each): each is string => typeof each === 'string' && each !== 'null');
}

/** The values that are listed, `null` apart; undefined where none are, or some that are no single values. */
function membersOf(schema: Schema): readonly Scalar[] | undefined {
  const fixed = 'const' in schema ? [schema['const']] : schema['enum'];
  const members = Array.isArray(fixed) ? fixed.filter((each) => each !== null) : undefined;
  return members?.every(isScalar) ? members : undefined;
}

const typesOfMembers = (schema: Schema): readonly string[] | undefined => {
  const members = membersOf(schema);
  return members && [...new Set(members.map(typeOfScalar))];
};

function typeOf(schema: unknown): OutputType {
  if (!isTable(schema)) return ANY;
  const members = membersOf(schema);
  const [type, other] = typesOf(schema) ?? typesOfMembers(schema) ?? [];
  if (type === undefined || other !== undefined) return ANY;
  if (type === 'array') return { type: 'data', is: 'is a list' };
  if (type === 'object') return { type: 'data', is: 'is a table' };
  const scalar = SCALARS[type];
  if (!scalar) return ANY;
  return members && scalar !== 'bool' ? { type: scalar, enum: members } : { type: scalar };
}

const SCALARS: Readonly<Record<string, VariableType['type']>> = {
  string: 'string',
  integer: 'int',
  number: 'number',
  boolean: 'bool',
};

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const typeOfScalar = (value: Scalar): string =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string';
