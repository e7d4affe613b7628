import type { Entry, Extent, SyntaxTree, ValueNode } from './syntax/tree.js';

/** A part of a text that can be folded away, all but its first line. */
export interface Fold extends Extent {
  readonly isComment: boolean;
}

/** What can be folded: sections, values, and comments on lines that follow each other. Some have one line only. */
export function foldsOf({ text, sections, comments }: SyntaxTree): Fold[] {
  const folds: Fold[] = [];
  const value = (node: ValueNode | undefined): void => {
    if (!node || node.kind === 'bare') return;
    folds.push({ start: node.start, end: node.end, isComment: false });
    if (node.kind === 'list') for (const item of node.items) value(item);
    if (node.kind === 'table') entries(node.entries);
  };
  const entries = (list: readonly Entry[]): void => {
    for (const entry of list) value(entry.value);
  };
  for (const { header, start, entries: list } of sections) {
    const last = list[list.length - 1];
    if (header && last) folds.push({ start, end: last.end, isComment: false });
    entries(list);
  }
  return [...folds, ...commentFolds(text, comments)].sort((a, b) => a.start - b.start || b.end - a.end);
}

function commentFolds(text: string, comments: readonly Extent[]): Fold[] {
  const folds: { start: number; end: number; isComment: true }[] = [];
  for (const { start, end } of comments) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (text.slice(lineStart, start).trim() !== '') continue;
    const last = folds[folds.length - 1];
    if (last && /^\r?\n[ \t]*$/.test(text.slice(last.end, start))) last.end = end;
    else folds.push({ start, end, isComment: true });
  }
  return folds;
}
