import type { Span } from '../read/source.js';
import { textSpan } from '../read/text-span.js';

/** Where parts of a text stand in the file; `isExact`: to the letter, so that they can be replaced. */
export interface TextPlace {
  readonly isExact: boolean;
  span(start: number, end: number): Span | undefined;
}

/** `value`: what spells the text, quotes and all. A text with many parts that matter is looked for once. */
export function textPlace(value: Span | undefined, text: string): TextPlace {
  const whole = textSpan(value, text, 0, text.length);
  const isExact = whole !== undefined && whole.source.text.slice(whole.start, whole.end) === text;
  return {
    isExact,
    span: (start, end) =>
      isExact ? whole.source.span(whole.start + start, whole.start + end) : textSpan(value, text, start, end),
  };
}
