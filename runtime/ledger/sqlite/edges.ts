import type { Edge } from '../bead.js';
import type { Transaction, View } from '../contract.js';
import type { Connection } from './connection.js';

export function edgeView(connection: Connection): Pick<View, 'edgesFrom' | 'edgesTo'> {
  const edges = (where: string, n: number): Edge[] =>
    connection
      .all(`SELECT source, target, type, joins FROM edges WHERE ${where}`, n)
      .map(({ source, target, type, joins }) => ({
        from: source,
        to: target,
        type,
        ...(joins !== null && { join: joins }),
      })) as Edge[];
  return {
    edgesFrom: (n) => edges('source = ? ORDER BY target', n),
    edgesTo: (n) => edges('target = ? ORDER BY source', n),
  };
}

/** Of several edges of one bead to those that go, the one that holds it back the most stays. */
const REDIRECT = `
  INSERT OR IGNORE INTO edges (source, target, type, joins)
  SELECT source, ?1, type, joins FROM edges
  WHERE target IN (SELECT value FROM json_each(?2))
    AND source NOT IN (SELECT value FROM json_each(?2)) AND source <> ?1
  ORDER BY source,
    CASE type WHEN 'blocks' THEN 0 WHEN 'conditional-blocks' THEN 1 WHEN 'waits-for' THEN 2 ELSE 3 END, target`;
const REDIRECTED = `
  DELETE FROM edges
  WHERE target IN (SELECT value FROM json_each(?1)) AND source NOT IN (SELECT value FROM json_each(?1))`;

export function edgeChanges(
  connection: Connection,
): Pick<Transaction, 'addEdges' | 'removeEdge' | 'redirectEdges'> {
  return {
    addEdges: (edges) => {
      for (const { from, to, type, join } of edges)
        connection.run(
          `INSERT INTO edges (source, target, type, joins) VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET type = excluded.type, joins = excluded.joins`,
          from,
          to,
          type,
          join ?? null,
        );
    },
    removeEdge: (from, to) =>
      connection.run('DELETE FROM edges WHERE source = ? AND target = ?', from, to) > 0,
    redirectEdges: (numbers, to) => {
      const from = JSON.stringify(numbers.filter((n) => n !== to));
      connection.run(REDIRECT, to, from);
      connection.run(REDIRECTED, from);
    },
  };
}
