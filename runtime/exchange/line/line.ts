import { FIELDS, LINE_TYPES, type LineType } from './fields.js';
import { compareText } from './stable.js';

/**
 * One line of `issues.jsonl`, read: its fields in the form in which they are written, those that say nothing
 * left out. `type` is a LineType, or that of a line that we have no meaning for and only carry along.
 */
export interface Line {
  readonly type: string;
  /** Of a protomolecule its fingerprint. Unique among the lines of a type. */
  readonly id: string;
  readonly fields: Fields;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Which lines are the same one: the key that a ledger keeps the last synchronised text of a line under. */
export const keyOf = ({ type, id }: Pick<Line, 'type' | 'id'>): string =>
  type === 'issue' ? id : `${type} ${id}`;

export const isLineType = (type: string): type is LineType =>
  (LINE_TYPES as readonly string[]).includes(type);

/** The table of what the fields of a type are; of foreign types none is known. */
export const fieldsOf = (type: string): (typeof FIELDS)[LineType] => (isLineType(type) ? FIELDS[type] : {});

const rank = (type: string): number => {
  const at = (LINE_TYPES as readonly string[]).indexOf(type);
  return at === -1 ? LINE_TYPES.length : at;
};

/** The order of lines in a file: beads first, foreign lines last, by id within a type. */
export const compareLines = (a: Pick<Line, 'type' | 'id'>, b: Pick<Line, 'type' | 'id'>): number =>
  rank(a.type) - rank(b.type) || compareText(a.type, b.type) || compareText(a.id, b.id);

/** A field that is a text; empty when it is not there. */
export const textField = ({ fields }: Line, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
};
