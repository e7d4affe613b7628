import { formulaSchema } from '../check/schema/formula.js';
import type { Schema } from '../check/schema/keyword.js';
import type { Path } from './syntax/tree.js';

/** What the schema says of a place. */
export interface SchemaRow {
  /** Without `$ref`. */
  readonly schema: Schema;
  /**
   * Its name, by the definition that it stands in, wherever that is used: `step.needs[]`, `compose.branch[].from`,
   * `formula.vars.*`. A part of a patch has the name of the whole: `gate.condition`.
   */
  readonly site: string;
  /** The same by the table that its key stands in: of a step in a list `formula.steps[]`, where the site is `step`. */
  readonly place: string;
  /** Placeholders are filled in it. */
  readonly isTemplated: boolean;
}

const DEFINITIONS = formulaSchema['definitions'] as Readonly<Record<string, Schema>>;
const REFERENCE = '#/definitions/';

/** The row of `path`; undefined where the schema knows no such key. */
export function schemaRow(path: Path): SchemaRow | undefined {
  let row: SchemaRow | undefined = {
    schema: formulaSchema,
    site: 'formula',
    place: 'formula',
    isTemplated: false,
  };
  for (const part of path) {
    row = row && (typeof part === 'number' ? item(row) : property(row, part));
    if (!row) return undefined;
  }
  return row;
}

/** The row of a path whose keys are asked for: where one table or a list of them may stand, that of the table. */
export function tableRow(path: Path): SchemaRow | undefined {
  const row = schemaRow(path);
  return row && only(row);
}

/** The keys of a table, with their rows, in the order of the schema. */
export function schemaKeys(row: SchemaRow): ReadonlyMap<string, SchemaRow> {
  const { properties } = only(row).schema as { properties?: Record<string, Schema> };
  const rows = new Map<string, SchemaRow>();
  for (const key of Object.keys(properties ?? {})) {
    const found = property(row, key);
    if (found) rows.set(key, found);
  }
  return rows;
}

function property(row: SchemaRow, key: string): SchemaRow | undefined {
  const table = only(row);
  const { properties, additionalProperties } = table.schema as {
    properties?: Record<string, Schema>;
    additionalProperties?: Schema | boolean;
  };
  const known = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (known) return follow(known, `${table.site}.${key}`, table.isTemplated);
  if (typeof additionalProperties === 'object')
    return follow(additionalProperties, `${table.site}.*`, table.isTemplated);
  // Free data has no keys of its own; what it says of texts holds for all below.
  return table.isTemplated ? free(`${table.site}.*`) : undefined;
}

function item(row: SchemaRow): SchemaRow | undefined {
  const { then: list, items } = row.schema as { then?: { items: Schema }; items?: Schema };
  const element = list?.items ?? items;
  if (element) return follow(element, `${row.site}[]`, row.isTemplated);
  return row.isTemplated ? free(`${row.site}[]`) : undefined;
}

const free = (site: string): SchemaRow => ({ schema: {}, site, place: site, isTemplated: true });

/** Of a place that may hold one table or a list of them, the table. */
function only(row: SchemaRow): SchemaRow {
  const one = row.schema['else'] as Schema | undefined;
  return one ? follow(one, row.site, row.isTemplated) : row;
}

function follow(schema: Schema, site: string, wasTemplated: boolean): SchemaRow {
  const isTemplated = wasTemplated || schema['templated'] === true;
  const { $ref } = schema as { $ref?: string };
  if ($ref === undefined) return { schema, site, place: site, isTemplated };
  const name = $ref.slice(REFERENCE.length);
  const found = DEFINITIONS[name] as Schema;
  return { ...follow(found, name.replace(/Patch$/, ''), isTemplated), place: site };
}
