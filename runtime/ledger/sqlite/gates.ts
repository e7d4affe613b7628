import type { Transaction, View } from '../contract.js';
import type { Gate } from '../molecule.js';
import type { Connection } from './connection.js';
import type { Value } from './driver.js';
import { GATES, SPAWNINGS } from './tables.js';

const SELECT = `SELECT ${GATES.selection} FROM gates`;
const INSERT = GATES.insertWith('molecule', '(SELECT molecule FROM nodes WHERE n = ?)');
const SELECT_SPAWNINGS = `SELECT ${SPAWNINGS.selection} FROM spawnings`;

/** Of a step that is put off, or has closed, nothing is due. */
export const IS_ASKED = "(SELECT nodes.state FROM nodes WHERE nodes.n = gates.n) = 'gated'";

// What a step waits for besides other steps, and what it is about to spawn.

type GateView = Pick<
  View,
  'gates' | 'armedGates' | 'armedConditions' | 'gatesAwaiting' | 'dueGates' | 'spawnings' | 'spawning'
>;

export function gateView(connection: Connection): GateView {
  const gates = (where: string, ...values: Value[]): Gate[] =>
    connection.all(`${SELECT} WHERE ${where}`, ...values).map(GATES.decode);
  return {
    gates: (n) => gates('n = ? ORDER BY at', n),
    armedGates: (limit, after = { n: 0, at: 0 }) =>
      gates("state = 'armed' AND (n, at) > (?, ?) ORDER BY n, at LIMIT ?", after.n, after.at, limit),
    armedConditions: (molecule) =>
      gates(
        "molecule = ? AND state = 'armed' AND type IN ('condition', 'conditional') ORDER BY n, at",
        molecule,
      ),
    gatesAwaiting: (type, id) =>
      gates("type = ? AND awaited = ? AND awaited IS NOT NULL AND state = 'armed' ORDER BY n, at", type, id),
    dueGates: (now, limit) =>
      gates(`state = 'armed' AND dueAt <= ? AND ${IS_ASKED} ORDER BY dueAt, n, at LIMIT ?`, now, limit),
    spawnings: () => connection.all(`${SELECT_SPAWNINGS} ORDER BY n`).map(SPAWNINGS.decode),
    spawning: (n) => {
      const row = connection.get(`${SELECT_SPAWNINGS} WHERE n = ?`, n);
      return row && SPAWNINGS.decode(row);
    },
  };
}

export function gateChanges(
  connection: Connection,
): Pick<Transaction, 'insertGates' | 'updateGate' | 'putSpawning' | 'removeSpawning'> {
  return {
    insertGates: (gates) => {
      for (const gate of gates) connection.run(INSERT, ...GATES.encode(gate), gate.n);
    },
    updateGate: (n, at, change) => {
      const set = GATES.assignments(change);
      if (set) connection.run(`UPDATE gates SET ${set.sql} WHERE n = ? AND at = ?`, ...set.values, n, at);
    },
    putSpawning: (spawning) =>
      void connection.run(
        `${SPAWNINGS.insert} ON CONFLICT DO UPDATE SET items = excluded.items, made = excluded.made`,
        ...SPAWNINGS.encode(spawning),
      ),
    removeSpawning: (n) => void connection.run('DELETE FROM spawnings WHERE n = ?', n),
  };
}
