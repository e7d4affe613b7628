import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { Source, type Span } from '../../read/source.js';
import { SpanIndex } from '../../read/spans.js';
import { difference } from '../../read/toml.js';
import { type FastReading, readFast } from '../../read/toml-positions.js';
import { scanToml } from '../syntax/scan-toml.js';
import type { Entry, Extent, SyntaxTree, ValueNode } from '../syntax/tree.js';
import type { Change } from './change.js';
import { differsInProse } from './prose.js';
import type { Part } from './sections.js';

/** Comments that findings hang on have this in them. */
const SAYS_SOMETHING = 'gt-lint-ignore';

/**
 * Whether what is found in two texts is the same, one to one: what `change` has changed is a comment, space between things, or
 * in a text that is nothing but prose. `read`: `part` of the new text by itself.
 */
export function findsTheSame(
  old: Source,
  now: Source,
  part: Part,
  change: Change,
  read: FastReading,
): boolean {
  if (read.outcome !== 'read' || !read.findings.none) return false;
  // Of the first line more is known than what stands there: it is the place of the whole.
  if (!old.text.slice(0, change.start).includes('\n')) return false;
  if (old.text.includes(SAYS_SOMETHING) || now.text.includes(SAYS_SOMETHING)) return false;
  // What follows must begin a line.
  if (part.newEnd < now.text.length && !/(?:^|\n)[ \t]*$/.test(now.text.slice(part.start, part.newEnd)))
    return false;
  const oldPart = old.text.slice(part.start, part.oldEnd);
  const before = readFast(new Source(old.id, old.path, oldPart), new SpanIndex());
  if (before.outcome !== 'read') return false;
  if (difference(before.table, read.table) !== undefined) return differsInProse(before.table, read.table);
  const start = change.start - part.start;
  return (
    isApart(scanToml(oldPart), { start, end: change.oldEnd - part.start }) &&
    isApart(scanToml(now.text.slice(part.start, part.newEnd)), { start, end: change.newEnd - part.start })
  );
}

/** Whether nothing of an extent is part of a header, a key or a value, lists and tables between braces aside. */
function isApart({ sections, text }: SyntaxTree, extent: Extent): boolean {
  const isOff = ({ start, end }: Extent): boolean => end <= extent.start || extent.end <= start;
  const value = (node: ValueNode): boolean => {
    if (isOff(node)) return true;
    if (node.kind === 'list') return node.items.every(value);
    return node.kind === 'table' && node.entries.every(entry);
  };
  const entry = ({ keys, value: node }: Entry): boolean => keys.every(isOff) && (!node || value(node));
  // A bracket is no comment and no space.
  const isPlain = /^(?:\s|#[^\n]*(?:\n|$))*$/.test(lineOf(text, extent));
  return (
    isPlain && sections.every(({ header, entries }) => (!header || isOff(header)) && entries.every(entry))
  );
}

/** What stands in an extent; behind a "#" of its line, with that. */
function lineOf(text: string, { start, end }: Extent): string {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const isInComment = scanToml(text).comments.some((each) => each.start < start && start <= each.end);
  return `${isInComment && line < start ? '#' : ''}${text.slice(start, end)}`;
}

/** The findings of `old` where they stand in `now`; undefined where one stands so near that it may be about what has changed. */
export function moved(
  findings: readonly Diagnostic[],
  old: Source,
  now: Source,
  { start, oldEnd, newEnd }: Change,
): readonly Diagnostic[] | undefined {
  let isNear = false;
  const move = (span: Span): Span => {
    if (span.source.path !== old.path || span.source.text !== old.text) return span;
    if (span.end < start) return now.span(span.start, span.end);
    if (span.start <= oldEnd) isNear = true;
    return now.span(span.start + newEnd - oldEnd, span.end + newEnd - oldEnd);
  };
  const result = findings.map((finding): Diagnostic => {
    const { span, related, fix } = finding;
    return {
      ...finding,
      ...(span && { span: move(span) }),
      related: related.map((each) => ({ ...each, span: move(each.span) })),
      ...(fix && { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: move(edit.span) })) } }),
    };
  });
  return isNear ? undefined : result;
}
