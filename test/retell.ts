import { readFileSync } from 'node:fs';
import type { Newcomer } from './newcomer.js';
import { type Block, readBlocks } from './page-blocks.js';
import { pathOf, writeFiles } from './page-files.js';

const ATTRIBUTES: ReadonlySet<string> = new Set(['file', 'exit']);

/**
 * Do what a page says, in order, and return the page with what was really printed. A block with `file` is written, or is a `diff`
 * of that file; `sh` is typed; a `text` block behind it is what it prints, to stdout and stderr. Throws an Error for a command that
 * ends otherwise than its `exit` says (0 without one), or that prints something the page does not show.
 */
export function retell(page: string, newcomer: Newcomer): string {
  const blocks = readBlocks(page, ATTRIBUTES);
  let told = '';
  let at = 0;
  for (const [place, block] of blocks.entries()) {
    if (block.attributes.has('file') && block.language === 'diff') change(block, newcomer);
    else if (block.attributes.has('file')) writeFiles([block], newcomer);
    else if (block.language === 'sh') {
      const printed = typed(block, newcomer);
      const next = blocks[place + 1];
      if (next?.language === 'text') {
        told += page.slice(at, next.start) + printed;
        at = next.end;
      } else if (printed !== '')
        throw new Error(`${block.content}prints what the page does not show:\n${printed}`);
    } else if (block.language !== 'text' || blocks[place - 1]?.language !== 'sh')
      throw new Error(`a block is a file, a command (sh), or what it prints (text):\n${block.content}`);
  }
  return told + page.slice(at);
}

/** What the page's commands are, a line each. */
export const commandsOf = (page: string): string[] =>
  readBlocks(page, ATTRIBUTES)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ content }) => content.trimEnd().split('\n'));

/** What has no + stands in the file, once; what has no - takes its place. */
function change(block: Block, newcomer: Newcomer): void {
  const path = pathOf(block);
  const text = readFileSync(newcomer.path(path), 'utf8');
  const side = (omitted: '+' | '-'): string =>
    block.content
      .split(/^/m)
      .filter((line) => !line.startsWith(omitted))
      .map((line) => line.replace(/^[ +-]/, ''))
      .join('');
  const parts = text.split(side('+'));
  if (parts.length !== 2)
    throw new Error(`${path} has ${parts.length - 1} times, and not once:\n${side('+')}`);
  newcomer.write({ [path]: parts.join(side('-')) });
}

function typed({ content, attributes }: Block, newcomer: Newcomer): string {
  // One stream, so that what is printed comes in the order in which it would on a screen.
  const { stdout, code } = newcomer.type(`exec 2>&1\n${content}`);
  const expected = Number(attributes.get('exit') ?? 0);
  if (code !== expected) throw new Error(`${content}ends with ${code} and not ${expected}:\n${stdout}`);
  return stdout;
}
