import type { TextEdit } from 'vscode-languageserver';
import type { Source } from '../../compiler/read/source.js';
import { rangeOf } from './positions.js';

/** One edit of what differs, so that cursors and marks outside of it stay. */
export function editsTo(formatted: string, source: Source): TextEdit[] {
  const { text } = source;
  if (formatted === text) return [];
  const most = Math.min(text.length, formatted.length);
  let start = 0;
  while (start < most && text[start] === formatted[start]) start++;
  let left = 0;
  while (left < most - start && text[text.length - 1 - left] === formatted[formatted.length - 1 - left])
    left++;
  const range = rangeOf(source.span(start, text.length - left));
  return [{ range, newText: formatted.slice(start, formatted.length - left) }];
}
