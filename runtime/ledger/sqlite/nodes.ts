import type { Transaction, View } from '../contract.js';
import type { Connection } from './connection.js';
import type { Row } from './driver.js';
import { IS_ASKED } from './gates.js';
import { NODES } from './tables.js';

const SELECT = `SELECT ${NODES.selection} FROM nodes`;
const OUTCOMES = `
  SELECT
    count(*) FILTER (WHERE outcome = 'pass') AS pass,
    count(*) FILTER (WHERE outcome = 'fail' AND onFail <> 'continue') AS fail,
    count(*) FILTER (WHERE outcome = 'fail' AND onFail = 'continue') AS soft,
    count(*) FILTER (WHERE outcome = 'skipped') AS skipped,
    count(*) FILTER (WHERE outcome = 'cancelled') AS cancelled
  FROM (
    SELECT state, outcome, onFail FROM nodes WHERE parent = ?1
    UNION ALL
    SELECT attached.state, attached.outcome, attached.onFail
    FROM nodes AS child CROSS JOIN nodes AS attached INDEXED BY nodes_parent ON attached.parent = child.n
    WHERE child.parent = ?1 AND child.kind <> 'container')
  WHERE state = 'closed'`;

type NodeView = Pick<
  View,
  'node' | 'children' | 'outcomesOf' | 'nodesOf' | 'stepNode' | 'due' | 'nextDue' | 'tally'
>;

export function nodeView(connection: Connection): NodeView {
  const nodes = (rows: readonly Row[]) => rows.map(NODES.decode);
  return {
    node: (n) => {
      const row = connection.get(`${SELECT} WHERE n = ?`, n);
      return row && NODES.decode(row);
    },
    children: (parent) => nodes(connection.all(`${SELECT} WHERE parent = ? ORDER BY n`, parent)),
    outcomesOf: (parent) => ({ ...connection.get(OUTCOMES, parent) }) as ReturnType<View['outcomesOf']>,
    nodesOf: (molecule, { after, limit } = EVERYTHING) =>
      nodes(
        connection.all(`${SELECT} WHERE molecule = ? AND n > ? ORDER BY n LIMIT ?`, molecule, after, limit),
      ),
    stepNode: (part, step) => {
      const row = connection.get(
        `${SELECT} WHERE n = (SELECT n FROM beads WHERE stepPart = ? AND step = ?)`,
        part,
        step,
      );
      return row && NODES.decode(row);
    },
    due: (now, limit) =>
      nodes(connection.all(`${SELECT} WHERE due <= ? ORDER BY due, n LIMIT ?`, now, limit)),
    nextDue: () => {
      const soonest = connection.value(`
        SELECT min(at) FROM (
          SELECT (SELECT min(due) FROM nodes WHERE due IS NOT NULL) AS at
          UNION ALL SELECT (
            SELECT dueAt FROM gates WHERE state = 'armed' AND dueAt IS NOT NULL AND ${IS_ASKED}
            ORDER BY dueAt LIMIT 1))`);
      return typeof soonest === 'number' ? soonest : undefined;
    },
    tally: () =>
      new Map(
        connection
          .all('SELECT state, beads FROM tallies WHERE ephemeral = 0 AND beads > 0 ORDER BY state')
          .map(({ state, beads }) => [state, beads]),
      ) as unknown as ReturnType<View['tally']>,
  };
}

/** A limit below zero is none. */
export const EVERYTHING = { after: 0, limit: -1 };

export function nodeChanges(connection: Connection): Pick<Transaction, 'nextNumber' | 'updateNode'> {
  return {
    nextNumber: () => nextNumber(connection),
    updateNode: (n, change) => {
      const set = NODES.assignments(change);
      if (set) connection.run(`UPDATE nodes SET ${set.sql} WHERE n = ?`, ...set.values, n);
    },
  };
}

export const nextNumber = (connection: Connection): number =>
  Number(connection.value('SELECT next FROM numbers'));
