import { visible } from '../../compiler/picture/visible.js';

/** Rows in columns, the last cut to `width`; texts are authors' and made safe for a terminal. */
export function table(
  rows: readonly (readonly string[])[],
  width: number,
  last: (text: string) => string,
): string {
  const safe = rows.map((row) => row.map((cell) => visible(cell)));
  const columns = Math.max(0, ...safe.map((row) => row.length));
  const widths = Array.from({ length: columns - 1 }, (_, at) =>
    Math.max(...safe.map((row) => row[at]?.length ?? 0)),
  );
  return safe
    .map((row) => {
      const head = widths.map((size, at) => (row[at] ?? '').padEnd(size)).join('  ');
      const room = Math.max(20, width - head.length - 2);
      const text = row[columns - 1] ?? '';
      const cut = text.length > room ? `${text.slice(0, room - 1)}…` : text;
      return `${head}  ${last(cut)}`.trimEnd();
    })
    .map((line) => `${line}\n`)
    .join('');
}
