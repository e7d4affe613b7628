import type { Rule } from '../line/fields.js';
import { fieldsOf, type Line, textField } from '../line/line.js';
import { type CommentEntry, comments as commentsShape } from '../line/relations.js';
import { compareText } from '../line/stable.js';
import { timeOf } from '../line/time.js';
import { lineText } from '../line/write-line.js';
import { type Conflict, commentOf } from './conflict.js';
import { mergeDependencies } from './merge-dependencies.js';
import { mergeEnding } from './merge-ending.js';
import { mergeGates, mergeParts } from './merge-lists.js';
import { mergeComments, mergeKeys, mergeMembers } from './merge-sets.js';
import { changedBy, laterOf, otherSide, type Side, type Sides } from './sides.js';

/** The lines of one bead: as it was when both sides last agreed, if they ever did, and as either has it. */
export interface LineSides {
  readonly base: Line | undefined;
  readonly ours: Line;
  readonly theirs: Line;
}

export interface MergedLine {
  readonly line: Line;
  readonly conflicts: readonly Conflict[];
}

/** What a rule needs to know besides the values. */
export interface Merging {
  readonly field: string;
  /** When each side was last updated. */
  readonly updated: Readonly<Record<Side, number>>;
  readonly report: (field: string, kept: unknown, lost: unknown, by: Side) => void;
}

/**
 * Merge two lines of one bead, field by field. What one side alone has changed is taken. Where both have, the rule of the
 * field decides, and a value that is not taken is reported, and kept as a comment of the bead. Which side is called ours
 * makes no difference, and to merge the result with either side again changes nothing.
 */
export function mergeLine({ base, ours, theirs }: LineSides): MergedLine {
  if (ours.type === 'protomolecule') return { line: oneOfEqual(ours, theirs), conflicts: [] };
  const conflicts: Conflict[] = [];
  const updated = { ours: updatedAt(ours), theirs: updatedAt(theirs) };
  const sidesOf = (name: string): Sides => ({
    base: base?.fields[name],
    ours: ours.fields[name],
    theirs: theirs.fields[name],
  });
  const report: Merging['report'] = (field, kept, lost, by) =>
    void conflicts.push({ type: ours.type, id: ours.id, field, kept, lost, at: updated[by] });
  const table = fieldsOf(ours.type);
  const names = new Set([...Object.keys(ours.fields), ...Object.keys(theirs.fields)]);
  const fields: Record<string, unknown> = Object.fromEntries(
    mergeEnding({ base, ours, theirs, updated, report }),
  );
  for (const name of [...names].sort(compareText)) {
    const rule = (Object.hasOwn(table, name) ? table[name]?.rule : undefined) ?? 'later';
    if (rule === 'ending') continue;
    const sides = sidesOf(name);
    // What was updated earlier than at the last agreement must not make the result look older than it is.
    const changed = rule === 'latest' ? 'both' : changedBy(sides);
    const value =
      changed === 'both'
        ? RULES[rule](sides, { field: name, updated, report })
        : sides[changed === 'same' ? 'ours' : changed];
    if (value !== undefined) fields[name] = value;
  }
  conflicts.sort((a, b) => compareText(a.field, b.field));
  const line = { type: ours.type, id: ours.id, fields };
  return { line: ours.type === 'issue' ? withComments(line, conflicts) : line, conflicts };
}

/** With the same fingerprint they are the same; but the source and what it was cooked to belong together. */
const oneOfEqual = (ours: Line, theirs: Line): Line => (lineText(ours) >= lineText(theirs) ? ours : theirs);

type Merge = (sides: Sides, merging: Merging) => unknown;

const later: Merge = (sides, { field, updated, report }) => {
  const side = laterOf(sides, updated);
  const lost = otherSide(side);
  report(field, sides[side], sides[lost], lost);
  return sides[side];
};

/** A time or number that one side has not is no answer to which is the earliest, or the most. */
const extreme =
  (pick: (a: number, b: number) => number, read: (value: unknown) => number): Merge =>
  ({ ours, theirs }) => {
    if (ours === undefined || theirs === undefined) return ours ?? theirs;
    return pick(read(ours), read(theirs)) === read(ours) ? ours : theirs;
  };

const RULES: Readonly<Record<Exclude<Rule, 'ending'>, Merge>> = {
  later,
  earliest: extreme(Math.min, (value) => timeOf(String(value))),
  latest: extreme(Math.max, (value) => timeOf(String(value))),
  most: extreme(Math.max, Number),
  members: mergeMembers,
  keys: mergeKeys,
  dependencies: mergeDependencies,
  comments: mergeComments,
  gates: mergeGates,
  parts: mergeParts,
};

function withComments(line: Line, conflicts: readonly Conflict[]): Line {
  if (conflicts.length === 0) return line;
  const before = (line.fields['comments'] ?? []) as readonly CommentEntry[];
  const comments = commentsShape([...before, ...conflicts.map(commentOf)]);
  return { ...line, fields: { ...line.fields, comments } };
}

/** Long ago where nothing is said of it. */
export function updatedAt(line: Line): number {
  const said = textField(line, 'updated_at') || textField(line, 'deleted_at');
  return said === '' ? 0 : timeOf(said);
}
