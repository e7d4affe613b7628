import type { Transaction, View } from '../contract.js';
import type { Connection } from './connection.js';
import { LANES } from './tables.js';

const SELECT = `SELECT ${LANES.selection} FROM lanes`;

// Lanes: a handful for each molecule that is worked on, none for those that are not.

export function laneView(connection: Connection): Pick<View, 'lane' | 'lanes'> {
  return {
    lane: (n) => {
      const row = connection.get(`${SELECT} WHERE n = ?`, n);
      return row && LANES.decode(row);
    },
    lanes: ({ root }) => {
      const rows =
        root === undefined
          ? connection.all(`${SELECT} ORDER BY n`)
          : connection.all(`${SELECT} WHERE root = ? ORDER BY n`, root);
      return rows.map(LANES.decode);
    },
  };
}

export function laneChanges(
  connection: Connection,
): Pick<Transaction, 'insertLane' | 'updateLane' | 'removeLane'> {
  return {
    insertLane: (lane) => void connection.run(LANES.insert, ...LANES.encode(lane)),
    updateLane: (n, change) => {
      const set = LANES.assignments(change);
      if (set) connection.run(`UPDATE lanes SET ${set.sql} WHERE n = ?`, ...set.values, n);
    },
    removeLane: (n) => void connection.run('DELETE FROM lanes WHERE n = ?', n),
  };
}
