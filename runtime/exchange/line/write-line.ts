import { fieldsOf, isLineType, type Line } from './line.js';
import { compareText, stable } from './stable.js';

/**
 * What our own types of lines say besides: Beads skips a line with this key when it imports a file, and would
 * refuse the whole file for a line that it does not know.
 */
export const SCHEMA = 'gt/1';

/** The text of a line, without a line end: the same for the same line. */
export const lineText = (line: Line): string => JSON.stringify(lineTable(line));

/** A line as the table that its text is of. */
export function lineTable({ type, id, fields }: Line): Readonly<Record<string, unknown>> {
  if (!isLineType(type)) return { _type: type, ...stableFields(fields) };
  const table = fieldsOf(type);
  const known = Object.keys(table).filter((name) => fields[name] !== undefined);
  const others = Object.keys(fields).filter(
    (name) => !Object.hasOwn(table, name) && fields[name] !== undefined,
  );
  const named = [...known, ...others.sort(compareText)];
  return {
    _type: type,
    ...(type !== 'issue' && { _schema: SCHEMA }),
    id,
    ...Object.fromEntries(named.map((name) => [name, fields[name]])),
  };
}

const stableFields = (fields: Line['fields']): object => stable(fields) as object;
