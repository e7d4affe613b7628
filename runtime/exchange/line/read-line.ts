import { MAX_VALUE_NESTING } from '../../../compiler/limits.js';
import { settleBead } from './bead-fields.js';
import { NEEDED } from './fields.js';
import { type Fields, fieldsOf, isLineType, type Line } from './line.js';
import { isTable, Misfit, within } from './shapes.js';
import { stable, stableText } from './stable.js';

/** A line; or why it is none. `header` is what Beads puts ahead of some files, which says nothing of a bead. */
export type Reading = { readonly line: Line } | { readonly reason: string } | { readonly header: true };

/** Text and control characters that no id has; it would be cut in two, or not be seen, wherever it is typed. */
const ID = /^[^\s\p{Cc}]{1,255}$/u;

/** Tables and lists inside one another in a line: a protomolecule's, and the few that are around it. */
export const MAX_LINE_NESTING = MAX_VALUE_NESTING + 8;

/** Read the text of one line of a file of Beads or of ours. */
export function readLine(text: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: CONFLICT_MARKER.test(text) ? MARKER_REASON : 'it is not JSON' };
  }
  if (!isTable(value)) return { reason: 'it is not a table' };
  if (isNestedTooDeep(text, value))
    return {
      reason: `more than ${MAX_LINE_NESTING} tables and lists stand inside one another (MAX_LINE_NESTING)`,
    };
  const { _type: said, _schema: schema, id, ...rest } = value;
  if (said === undefined && schema !== undefined) return { header: true };
  const type = said ?? 'issue';
  if (typeof type !== 'string' || type === '') return { reason: '"_type" must be a text' };
  if (!isLineType(type)) return { line: foreignLine(type, value) };
  if (typeof id !== 'string' || !ID.test(id))
    return { reason: id === undefined ? 'it has no "id"' : '"id" must be a text without spaces' };
  try {
    return { line: lineOf(type, id, rest) };
  } catch (error) {
    if (error instanceof Misfit) return { reason: error.message };
    throw error;
  }
}

function isNestedTooDeep(text: string, value: unknown): boolean {
  // Most lines have fewer brackets than may stand inside one another.
  if ((text.match(/[[{]/g)?.length ?? 0) <= MAX_LINE_NESTING) return false;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_LINE_NESTING) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

/** What git leaves in a file that it could not merge. */
const CONFLICT_MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/;
const MARKER_REASON =
  'it is a mark that git left when it could not merge the file; the lines around it were read';

/**
 * A line of these fields, in the form in which lines are kept. Throws a Misfit that names the field where one has a value that
 * it cannot have, or is missing.
 */
export function lineOf(type: string, id: string, raw: Fields): Line {
  const table = fieldsOf(type);
  const read: Record<string, unknown> = {};
  for (const name of Object.keys(raw)) {
    const value = raw[name];
    if (value === null || value === undefined) continue;
    const field = Object.hasOwn(table, name) ? table[name] : undefined;
    const kept = field ? within(`"${name}"`, () => field.shape(value)) : stable(value);
    if (kept !== undefined) put(read, name, kept);
  }
  const settled =
    type === 'issue' || type === 'barrier' ? settleBead(type, id, read) : { type, fields: read };
  const line: Line = { type: settled.type, id, fields: withoutNothing(settled.fields) };
  if (isLineType(line.type))
    for (const name of NEEDED[line.type])
      if (line.fields[name] === undefined) throw new Misfit(`it has no "${name}"`);
  return line;
}

function withoutNothing(fields: Fields): Fields {
  const said: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) if (fields[name] !== undefined) put(said, name, fields[name]);
  return said;
}

/** Not every name can be assigned to: "__proto__" would be taken for something else. */
function put(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
  else fields[name] = value;
}

/** A line that we only carry along. Those of Beads' memories are known by their keys. */
function foreignLine(type: string, value: Fields): Line {
  const { _type: _, ...fields } = stable(value) as Record<string, unknown>;
  const id = [fields['id'], fields['key']].find((each) => typeof each === 'string' && each !== '');
  return { type, id: typeof id === 'string' ? id : stableText(fields), fields };
}
