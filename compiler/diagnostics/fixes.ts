import type { Fix } from './diagnostic.js';

type Edit = Fix['edits'][number];

export interface FixedText {
  readonly text: string;
  /** The fixes that were not applied: they overlap with an earlier one or are of another text. */
  readonly left: readonly Fix[];
}

/**
 * `text` with `fixes` applied. Each is applied whole or not at all; of two that overlap the first wins, and
 * two insertions at one place overlap. Compile the new text before trying the fixes that are left.
 */
export function applyFixes(text: string, fixes: readonly Fix[]): FixedText {
  const left: Fix[] = [];
  /** Ordered by place, none overlapping. */
  const accepted: Edit[] = [];
  for (const fix of fixes) {
    const ofText = fix.edits.every(({ span }) => span.source.text === text);
    if (!ofText || !allFree(accepted, fix.edits)) left.push(fix);
    else for (const edit of fix.edits) accepted.splice(slot(accepted, edit), 0, edit);
  }

  const pieces: string[] = [];
  let at = 0;
  for (const edit of accepted) {
    pieces.push(text.slice(at, edit.span.start), edit.text);
    at = edit.span.end;
  }
  return { text: pieces.join('') + text.slice(at), left };
}

function allFree(accepted: readonly Edit[], edits: readonly Edit[]): boolean {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return ordered.every((edit, index) => {
    const following = [ordered[index + 1], accepted[slot(accepted, edit)]];
    return following.every((other) => other === undefined || isBefore(edit, other));
  });
}

/** The index of the first of `accepted` that does not lie before `edit`. */
function slot(accepted: readonly Edit[], edit: Edit): number {
  let low = 0;
  let high = accepted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(accepted[middle] as Edit, edit)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of two insertions at one place neither is before the other: nobody knows which was meant to be. */
function isBefore({ span: a }: Edit, { span: b }: Edit): boolean {
  return a.end <= b.start && (a.start < b.start || b.start < b.end);
}
