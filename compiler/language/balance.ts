import type { IToken } from 'chevrotain';
import { MAX_EXPRESSION_DEPTH, tooDeep } from './limits.js';
import { type Problem, problem } from './problem.js';
import { extent } from './wording.js';

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
]);

/**
 * The first bracket that has no partner or nests too deep. Looked for ahead of parsing: the recursive
 * parser must never see deep nesting, and it could only say what is missing at the end of the text, not
 * which bracket was left open.
 */
export function unbalanced(tokens: readonly IToken[]): Problem | undefined {
  const open: IToken[] = [];
  for (const token of tokens) {
    if (CLOSING.has(token.image)) {
      open.push(token);
      if (open.length > MAX_EXPRESSION_DEPTH) return problem('GT3024', extent(token), tooDeep());
    } else if (token.image === ')' || token.image === ']') {
      const opening = open.pop();
      if (!opening) return problem('GT3020', extent(token), `"${token.image}" closes nothing`);
      if (CLOSING.get(opening.image) !== token.image) {
        return problem('GT3020', extent(token), `"${token.image}" cannot close "${opening.image}"`);
      }
    }
  }
  const left = open.pop();
  return left && problem('GT3020', extent(left), `"${left.image}" is never closed`);
}
