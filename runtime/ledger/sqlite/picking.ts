import type { BeadRow } from '../bead.js';
import type { Conditions } from './conditions.js';
import type { Connection } from './connection.js';
import type { Value } from './driver.js';
import type { Start } from './narrow.js';
import { BEAD_ROW, decodeBeadRow } from './tables.js';

/** Numbers of beads, as a part of a statement. */
export interface Picking {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** All nodes by number. */
const IN_ORDER: Start = { first: 'nodes', by: 'NOT INDEXED' };

/** The beads that `conditions` are true of. Their texts are looked at only where a condition asks for them. */
export function pick(conditions: Conditions, start: Start = IN_ORDER): Picking {
  const values = [...conditions.values];
  const where = [conditions.sql];
  if (start.first === 'beads')
    return {
      sql: `FROM beads ${start.by} CROSS JOIN nodes ON nodes.n = beads.n WHERE ${conditions.sql}`,
      values,
    };
  if (start.sql !== undefined) {
    where.push(start.sql);
    values.push(...(start.values ?? []));
  }
  const beads = conditions.asksBeads ? ' CROSS JOIN beads ON beads.n = nodes.n' : '';
  if (!conditions.asksBeads) where.push("nodes.kind <> 'barrier'");
  return { sql: `FROM nodes ${start.by}${beads} WHERE ${where.join(' AND ')}`, values };
}

/**
 * Read what was picked, in order. First the numbers alone are sorted and cut, then the rows are read: sorting whole rows
 * of a million beads takes ten times as long.
 */
export function readPicked(
  connection: Connection,
  { sql, values }: Picking,
  order: string,
  page: { readonly limit?: number | undefined; readonly offset?: number | undefined },
): BeadRow[] {
  return connection
    .all(
      `SELECT ${BEAD_ROW}
      FROM (SELECT nodes.n AS n ${sql} ORDER BY ${order} LIMIT ? OFFSET ?) AS picked
      CROSS JOIN nodes ON nodes.n = picked.n CROSS JOIN beads ON beads.n = picked.n
      ORDER BY ${order}`,
      ...values,
      page.limit ?? -1,
      page.offset ?? 0,
    )
    .map(decodeBeadRow);
}
