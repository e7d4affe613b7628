import type { Row, Value } from './driver.js';

/** How a field stands in its column: as it is, as 0 or 1, or as JSON. */
export type Codec = 'plain' | 'flag' | 'json';

/** A table whose columns have the names of the fields of `T`. */
export interface Table<T> {
  readonly name: string;
  /** `nodes.n, nodes.kind, …`: what to select for `decode`. */
  readonly selection: string;
  /** One row, all columns bound in the order of `encode`. */
  readonly insert: string;
  /** The same with one column more, which is not a field of `T`. */
  readonly insertWith: (column: string, value: string) => string;
  readonly encode: (row: T) => Value[];
  readonly decode: (row: Row) => T;
  /** `state = ?, hold = ?` and its values, for the fields that `change` has; undefined when it has none. */
  readonly assignments: (
    change: Partial<T>,
  ) => { readonly sql: string; readonly values: Value[] } | undefined;
}

/** Naming every field of `T` is what the type of `codecs` demands: a field without a column does not compile. */
export function table<T>(name: string, codecs: { readonly [K in keyof T]-?: Codec }): Table<T> {
  const columns = Object.keys(codecs) as (keyof T & string)[];
  const encoders = columns.map((column): [keyof T & string, (value: unknown) => Value] => [
    column,
    ENCODE[codecs[column]],
  ]);
  const insertion = (names: readonly string[], values: readonly string[]): string =>
    `INSERT INTO ${name} (${names.join(', ')}) VALUES (${values.join(', ')})`;
  const turned = columns.filter((column) => codecs[column] !== 'plain');
  return {
    name,
    selection: columns.map((column) => `${name}.${quoted(column)}`).join(', '),
    insert: insertion(
      columns.map(quoted),
      columns.map(() => '?'),
    ),
    insertWith: (column, value) =>
      insertion([...columns.map(quoted), column], [...columns.map(() => '?'), value]),
    encode: (row) => encoders.map(([column, encode]) => encode(row[column])),
    decode: (row) => {
      const decoded: Record<string, unknown> = { ...row };
      for (const column of turned) decoded[column] = DECODE[codecs[column]](row[column] as Value);
      return decoded as T;
    },
    assignments: (change) => {
      const changed = encoders.filter(([column]) => column in change);
      if (changed.length === 0) return undefined;
      return {
        sql: changed.map(([column]) => `${quoted(column)} = ?`).join(', '),
        values: changed.map(([column, encode]) => encode(change[column])),
      };
    },
  };
}

const quoted = (column: string): string => `"${column}"`;

const ENCODE: Readonly<Record<Codec, (value: unknown) => Value>> = {
  plain: (value) => value as Value,
  flag: (value) => (value === true ? 1 : 0),
  json: (value) => (value === null ? null : JSON.stringify(value)),
};

const DECODE: Readonly<Record<Codec, (value: Value) => unknown>> = {
  plain: (value) => value,
  flag: (value) => value === 1,
  json: (value) => (value === null ? null : JSON.parse(String(value))),
};
