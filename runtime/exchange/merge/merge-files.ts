import { type Contents, fileText, readFileText } from '../line/file.js';
import { keyOf, type Line } from '../line/line.js';
import type { Conflict } from './conflict.js';
import { mergeLine } from './merge-line.js';
import { mergeMembers } from './merge-sets.js';
import { isBuried } from './tombstones.js';

export interface MergedFiles {
  readonly text: string;
  readonly conflicts: readonly Conflict[];
  /** Ids of beads that one side has deleted and the other changed; both lines are in the text. */
  readonly contested: readonly string[];
}

/**
 * Merge two versions of a file of beads that come from one, line by line and field by field (see `mergeLine`). Every bead
 * that either side has is in the result: one goes only by a tombstone. Lines that cannot be read stay as they are, behind
 * the others, for the import to report.
 */
export function mergeFiles(base: string, ours: string, theirs: string): MergedFiles {
  const conflicts: Conflict[] = [];
  const contents = { base: readFileText(base), ours: readFileText(ours), theirs: readFileText(theirs) };
  const before = linesByKey(contents.base, new Map(), conflicts);
  // What was already in conflict with itself has been reported by whoever merged it so.
  conflicts.length = 0;
  const [mine, other] = [
    linesByKey(contents.ours, before, conflicts),
    linesByKey(contents.theirs, before, conflicts),
  ];
  const merged = new Map(mine);
  for (const [key, line] of other) {
    const own = mine.get(key);
    const both = own && mergeLine({ base: before.get(key), ours: own, theirs: line });
    conflicts.push(...(both?.conflicts ?? []));
    merged.set(key, both?.line ?? line);
  }
  const contested: string[] = [];
  for (const tombstone of merged.values()) {
    if (tombstone.type !== 'tombstone') continue;
    const line = merged.get(tombstone.id);
    if (!line) continue;
    if (isBuried(tombstone, line, before.get(tombstone.id))) merged.delete(tombstone.id);
    else contested.push(tombstone.id);
  }
  return {
    text: fileText([...merged.values()]) + damagedText(contents),
    conflicts,
    contested: contested.sort(),
  };
}

/** Each line once: git leaves both versions in a file that it could not merge. */
export function linesByKey(
  { lines }: Pick<Contents, 'lines'>,
  base: { readonly get: (key: string) => Line | undefined },
  conflicts: Conflict[],
): Map<string, Line> {
  const byKey = new Map<string, Line>();
  for (const line of lines) {
    const key = keyOf(line);
    const before = byKey.get(key);
    const merged = before && mergeLine({ base: base.get(key), ours: before, theirs: line });
    conflicts.push(...(merged?.conflicts ?? []));
    byKey.set(key, merged?.line ?? line);
  }
  return byKey;
}

function damagedText({ base, ours, theirs }: Readonly<Record<'base' | 'ours' | 'theirs', Contents>>): string {
  const texts = ({ damaged }: Contents): string[] => damaged.map(({ text }) => text);
  const kept = mergeMembers({ base: texts(base), ours: texts(ours), theirs: texts(theirs) }) ?? [];
  return (kept as string[]).map((text) => `${text}\n`).join('');
}
