import { columns, cut } from '../../compiler/picture/columns.js';
import { visible } from '../../compiler/picture/visible.js';

/** The last column has at least this much room, however narrow the terminal. */
const LEAST_ROOM = 20;

/** A row: the texts of its cells, which are authors' and made safe for a terminal, and a colour for the last. */
export interface Row {
  readonly cells: readonly string[];
  readonly color?: (text: string) => string;
}

/** Rows in columns, the last cut to `width` columns of a terminal; a line end after each. */
export function table(rows: readonly Row[], width: number): string {
  const safe = rows.map(({ cells }) => cells.map(visible));
  const sizes: number[] = [];
  for (const cells of safe) {
    cells.slice(0, -1).forEach((cell, at) => {
      sizes[at] = Math.max(sizes[at] ?? 0, columns(cell));
    });
  }
  const lines = safe.map((cells, at) => {
    const head = cells.slice(0, -1).map((cell, i) => cell + ' '.repeat((sizes[i] ?? 0) - columns(cell) + 2));
    const room = Math.max(LEAST_ROOM, width - sizes.reduce((sum, size) => sum + size + 2, 0));
    const last = cut(cells.at(-1) ?? '', room);
    if (last === '') return head.join('').trimEnd();
    return head.join('') + (rows[at]?.color?.(last) ?? last);
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** What a cell shows of a longer text. */
export function firstParagraph(text = ''): string {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const end = lines.indexOf('');
  return lines.slice(0, end === -1 ? lines.length : end).join(' ');
}
