import { formulaSchema } from '../../compiler/check/schema/formula.js';
import type { Schema } from '../../compiler/check/schema/keyword.js';

/** A kind of table in a formula. */
export interface Table {
  /** `formula`, the name of a definition, or the path to a table that stands in one place only: `compose.expand`. */
  readonly name: string;
  readonly description: string;
  readonly keys: readonly Key[];
}

export interface Key {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly description: string;
  readonly schema: Schema;
  /** The name of the kind of table that its value is or holds, if it has known keys. */
  readonly leadsTo: string | undefined;
}

/** A key and the table it stands in. */
export interface Holder {
  readonly owner: Table;
  readonly key: Key;
}

const definitions = formulaSchema['definitions'] as Readonly<Record<string, Schema>>;

/** Every kind of table that a formula can have, the formula first. */
export function readGrammar(): Map<string, Table> {
  const tables = new Map<string, Table>();
  addTable('formula', formulaSchema, tables);
  for (const [name, definition] of Object.entries(definitions))
    if (unpatched(name) === name) addTable(name, definition, tables);
  return tables;
}

function addTable(name: string, schema: Schema, tables: Map<string, Table>): void {
  const properties = schema['properties'] as Readonly<Record<string, Schema>> | undefined;
  if (!properties) return;
  const needed = (schema['required'] ?? []) as readonly string[];
  const nested: [string, Schema][] = [];
  const keys = Object.entries(properties).map(([key, value]): Key => {
    const target = innermost(value);
    const own = name === 'formula' ? key : `${name}.${key}`;
    if (!target.reference && target.schema['properties']) nested.push([own, target.schema]);
    const leadsTo = target.schema['properties'] ? unpatched(target.reference ?? own) : undefined;
    const description = String(value['description'] ?? resolved(value)['description'] ?? '');
    return { name: key, isNeeded: needed.includes(key), description, schema: value, leadsTo };
  });
  tables.set(name, { name, description: String(schema['description'] ?? ''), keys });
  for (const [path, table] of nested) addTable(path, table, tables);
}

/** A table inside a patch has the keys of the table that it changes, `gatePatch` those of `gate`. */
const unpatched = (name: string): string => name.replace(/(?<=.)Patch$/, '');

/** What a schema says of the tables that its values are or hold, and the definition that says it, if any. */
function innermost(schema: Schema): { schema: Schema; reference: string | undefined } {
  const reference = nameOf(schema);
  const at = resolved(schema);
  if (at['properties']) return { schema: at, reference };
  const below = at['items'] ?? at['else'] ?? at['additionalProperties'];
  if (typeof below !== 'object' || below === null) return { schema: at, reference };
  return innermost(below as Schema);
}

const nameOf = (schema: Schema): string | undefined =>
  typeof schema['$ref'] === 'string' ? schema['$ref'].split('/').at(-1) : undefined;

/** A schema, or the definition that it refers to. */
export function resolved(schema: Schema): Schema {
  const name = nameOf(schema);
  return name === undefined ? schema : (definitions[name] ?? schema);
}

/** The keys whose values are, or hold, tables of a kind. */
export const holdersOf = (name: string, tables: ReadonlyMap<string, Table>): Holder[] =>
  [...tables.values()].flatMap((owner) =>
    owner.keys.filter(({ leadsTo }) => leadsTo === name).map((key) => ({ owner, key })),
  );

/** `steps`, `loop.body`: as a formula has it. */
export const wayOf = ({ owner, key }: Holder): string =>
  owner.name === 'formula' ? key.name : `${owner.name}.${key.name}`;
