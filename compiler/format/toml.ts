import type { AST } from 'toml-eslint-parser';
import { isTooLarge } from '../read/toml-strict.js';
import { LineEnds } from './line-ends.js';
import { blankLines } from './toml-blanks.js';
import { itemsOf } from './toml-items.js';

/**
 * A valid TOML document in the layout of spec/language.md, "Formatting"; undefined when toml-eslint-parser gives
 * up on it, for its size. Every token and comment is copied, in the order in which they stand.
 */
export async function layOutToml(text: string): Promise<string | undefined> {
  if (isTooLarge(text)) return undefined;
  const { parseTOML } = await import('toml-eslint-parser');
  let program: AST.TOMLProgram;
  try {
    // The line end is for its tokenizer, which gives a 0 that ends the file an empty range.
    program = parseTOML(`${text}\n`, { tomlVersion: '1.0' });
  } catch {
    return undefined;
  }
  const lineEnds = new LineEnds(text);
  const items = itemsOf(program.body[0], { text, comments: program.comments, lineEnds });
  const blanks = blankLines(items, lineEnds);
  return items
    .map((item, index) => `${blanks[index] ? lineEnds.mark : ''}${item.text}${lineEnds.mark}`)
    .join('');
}
