import { Buffer } from 'node:buffer';
import type { TemporaryFolder } from '../runtime/testing/temporary-folder.js';
import type { Block } from './page-blocks.js';

/** Write the files of a page's blocks, as their attributes say (spec/diagnostics/README.md). */
export function writeFiles(blocks: readonly Block[], folder: TemporaryFolder): void {
  for (const { attributes, content } of blocks) {
    const file = attributes.get('file') ?? '';
    const times = Number(attributes.get('times') ?? 1);
    const link = attributes.get('link');
    if (file.includes('{n}')) {
      for (let n = 1; n <= times; n++) folder.write({ [numbered(file, n)]: numbered(content, n) });
    } else if (link === undefined) folder.write({ [file]: encoded(content, attributes) });
    else folder.write({ [link]: content }).link(file, folder.path(link));
  }
}

/** The path that a command is given for the first file of an example. */
export const pathOf = ({ attributes }: Block): string => attributes.get('file') ?? '';

const numbered = (text: string, n: number): string =>
  text.replaceAll('{n}', String(n)).replaceAll('{n+1}', String(n + 1));

function encoded(content: string, attributes: Block['attributes']): Uint8Array {
  if (attributes.get('bytes') === 'base64') return Buffer.from(content, 'base64');
  let text = content;
  const times = attributes.get('times');
  if (times !== undefined)
    text = text.replace(/«([\s\S]*?)»/g, (_, part: string) =>
      Array.from({ length: Number(times) }, (_none, at) => numbered(part, at + 1)).join(''),
    );
  if (attributes.get('line-ends') === 'cr') text = text.replaceAll('\n', '\r');
  const bytes = Buffer.from(text, attributes.get('encoding') === 'latin1' ? 'latin1' : 'utf8');
  const missing = Number(attributes.get('size') ?? bytes.length) - bytes.length;
  return missing > 0 ? Buffer.concat([bytes, Buffer.from(`#${' '.repeat(missing - 1)}`)]) : bytes;
}
