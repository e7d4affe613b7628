import pc from 'picocolors';
import type { Stream } from '../environment.js';

/** Lines of prose longer than this are hard to read, however wide the terminal. */
const MAX_WIDTH = 100;

/**
 * The markdown of our own documents as a terminal shows it: headings bold, paragraphs and lists filled to the
 * width, code set in. Elsewhere as it is. `text` is trusted: nothing in it is escaped.
 */
export function markdown(text: string, { isTerminal, colors, width }: Omit<Stream, 'write'>): string {
  if (!isTerminal) return text;
  const style = pc.createColors(colors);
  const room = Math.min(width, MAX_WIDTH);
  const inline = (line: string): string =>
    line
      .replace(/`([^`]+)`/g, (_, code: string) => style.cyan(code))
      .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => style.bold(strong));

  const blocks = text.trim().split(/^(```.*\n[\s\S]*?^```)$|\n\n+/m);
  const shown = blocks.flatMap((block) => {
    if (!block?.trim()) return [];
    const code = /^```(\w*)(.*)\n([\s\S]*?)^```$/m.exec(block);
    if (code) {
      const file = /file="([^"]*)"/.exec(code[2] ?? '')?.[1];
      const lines = (code[3] ?? '').trimEnd().split('\n');
      const caption = file === undefined ? [] : [`  ${style.dim(`${file}:`)}`];
      return [[...caption, ...lines.map((line) => (line === '' ? '' : `    ${line}`))].join('\n')];
    }
    const heading = /^#+ (.*)$/.exec(block.trim());
    if (heading) return [style.bold(heading[1] ?? '')];
    const items = block.trim().split(/\n(?=- )/);
    return [items.map((item) => filled(item, room).map(inline).join('\n')).join('\n')];
  });
  return `${shown.join('\n\n')}\n`;
}

/** A paragraph in lines of at most `room` columns; those of a list item are set in below its dash. */
function filled(paragraph: string, room: number): string[] {
  const indent = paragraph.startsWith('- ') ? '  ' : '';
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/)) {
    if (line !== '' && shownLength(`${line} ${word}`) > room) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Without the marks that are not shown. */
const shownLength = (text: string): number => text.replace(/`|\*\*/g, '').length;
