/** What one search may still spend, in cells of distance tables; `editDistance` takes off what it fills. */
export interface Work {
  cells: number;
}

/**
 * Optimal string alignment distance: the fewest letters to insert, delete or replace, or neighbours to
 * swap, that make `b` of `a`, no letter being touched twice. `Infinity` where that is more than `bound`,
 * or where finding out would cost more than `work` has left. A distance of 0 or 1 is found whatever is
 * left, in linear time. Letters are UTF-16 units: one outside the basic plane can count as two.
 *
 * Boytsov, "Indexing methods for approximate dictionary searching" (2011), section 2.
 */
export function editDistance(a: string, b: string, bound: number, work: Work): number {
  // Names of one formula look alike: what is left without the common head and tail is mostly short.
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  let endA = a.length;
  let endB = b.length;
  while (endA > head && endB > head && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const rows = endA - head;
  const columns = endB - head;

  const distance = short(a, b, head, rows, columns);
  if (distance !== undefined) return distance > bound ? Number.POSITIVE_INFINITY : distance;
  if (bound < 2 || rows * columns > work.cells) return Number.POSITIVE_INFINITY;
  work.cells -= rows * columns;
  return align(a.slice(head, endA), b.slice(head, endB), bound);
}

/** The distance where no table is needed for it; all distances below 2 are found here. */
function short(a: string, b: string, head: number, rows: number, columns: number): number | undefined {
  if (rows === 0 || columns === 0) return rows + columns;
  if (rows === 1 && columns === 1) return 1;
  const swapped =
    rows === 2 &&
    columns === 2 &&
    a.charCodeAt(head) === b.charCodeAt(head + 1) &&
    a.charCodeAt(head + 1) === b.charCodeAt(head);
  return swapped ? 1 : undefined;
}

function align(a: string, b: string, bound: number): number {
  let older: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let cell = Math.min(
        (above[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (above[column - 1] as number) + (same ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
        a.charCodeAt(row - 2) === b.charCodeAt(column - 1)
      ) {
        cell = Math.min(cell, (older[column - 2] as number) + 1);
      }
      current.push(cell);
      if (cell < least) least = cell;
    }
    // Rows never fall: from a row that is over the bound, none comes back under it.
    if (least > bound) return Number.POSITIVE_INFINITY;
    older = above;
    above = current;
  }
  const distance = above[b.length] as number;
  return distance > bound ? Number.POSITIVE_INFINITY : distance;
}
