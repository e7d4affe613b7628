import { format } from 'jsonc-parser';
import { LineEnds } from './line-ends.js';

/** A valid JSON document with one item a line, indented by two blanks. */
export function layOutJson(text: string): string {
  const eol = new LineEnds(text).mark;
  const edits = format(text, undefined, { tabSize: 2, insertSpaces: true, insertFinalNewline: true, eol });
  // jsonc-parser's own applyEdits copies the text once for each edit.
  const pieces: string[] = [];
  let at = 0;
  for (const { offset, length, content } of edits.toSorted((a, b) => a.offset - b.offset)) {
    pieces.push(text.slice(at, offset), content);
    at = offset + length;
  }
  return pieces.join('') + text.slice(at);
}
