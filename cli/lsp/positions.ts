import type { Position, Range } from 'vscode-languageserver';
import type { Source, Span } from '../../compiler/read/source.js';

/** A place as the protocol has it: line and character count from 0, characters in UTF-16 units as ours. */
export function positionOf(source: Source, offset: number): Position {
  const { line, column } = source.position(offset);
  return { line: line - 1, character: column - 1 };
}

export const rangeOf = ({ source, start, end }: Span): Range => ({
  start: positionOf(source, start),
  end: positionOf(source, Math.max(start, end)),
});
