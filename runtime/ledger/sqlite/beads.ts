import type { BeadRow } from '../bead.js';
import type { Transaction, View } from '../contract.js';
import type { BeadQuery } from '../query.js';
import { Conditions, ephemeralOnes } from './conditions.js';
import type { Connection } from './connection.js';
import type { Value } from './driver.js';
import { narrowest } from './narrow.js';
import { EVERYTHING } from './nodes.js';
import { pick, readPicked } from './picking.js';
import { BEAD_ROW, BEADS, decodeBeadRow } from './tables.js';

const SELECT = `SELECT ${BEAD_ROW} FROM nodes JOIN beads ON beads.n = nodes.n`;

/** The order of a list; `reverse` turns each part of it. */
const ORDERS = {
  n: ['nodes.n'],
  created: ['nodes.createdAt', 'nodes.n'],
  priority: ['nodes.priority', 'nodes.createdAt', 'nodes.n'],
  updated: ['nodes.updatedAt', 'nodes.n'],
  closed: ['nodes.closedAt', 'nodes.n'],
  id: ['beads.id'],
};

type BeadView = Pick<
  View,
  'bead' | 'beadById' | 'idOf' | 'numberOf' | 'idsLike' | 'isTaken' | 'beads' | 'count' | 'beadsOf'
>;

export function beadView(connection: Connection): BeadView {
  const one = (where: string, value: Value): BeadRow | undefined => {
    const row = connection.get(`${SELECT} WHERE ${where}`, value);
    return row && decodeBeadRow(row);
  };
  return {
    bead: (n) => one('nodes.n = ?', n),
    beadById: (id) => one('beads.id = ?', id),
    idOf: (n) => {
      const id = connection.value('SELECT id FROM beads WHERE n = ?', n);
      return id === undefined ? undefined : String(id);
    },
    numberOf: (id) => {
      const n = connection.value('SELECT n FROM beads WHERE id = ?', id);
      return n === undefined ? undefined : Number(n);
    },
    idsLike: (part, limit) => {
      const prefix = `${connection.value("SELECT value FROM settings WHERE name = 'prefix'") ?? ''}-`;
      return connection
        .all(
          `SELECT id FROM beads
          WHERE instr(CASE WHEN substr(id, 1, ?1) = ?2 THEN substr(id, ?1 + 1) ELSE id END, ?3) > 0
          ORDER BY id LIMIT ?4`,
          prefix.length,
          prefix,
          part,
          limit,
        )
        .map(({ id }) => String(id));
    },
    isTaken: (id) =>
      connection.value(
        `SELECT EXISTS (SELECT 1 FROM beads WHERE id = ?1) OR EXISTS (SELECT 1 FROM tombstones WHERE id = ?1)
          OR EXISTS (SELECT 1 FROM events WHERE subject = ?1)`,
        id,
      ) === 1,
    beads: (query) => {
      const turn = query.reverse ? ' DESC' : '';
      const order = ORDERS[query.sort ?? 'n'].map((column) => column + turn).join(', ');
      const conditions = Conditions.of(query);
      if (query.sort === 'id') conditions.say('beads.id IS NOT NULL');
      return readPicked(connection, pick(conditions, narrowest(connection, query)), order, query);
    },
    count: (query) => {
      const { states, ephemeral, sort: _, reverse: __, limit: ___, offset: ____, ...rest } = query;
      if (Object.values(rest).every((condition) => condition === undefined))
        return counted(connection, states, ephemeral);
      const { sql, values } = pick(Conditions.of(query), narrowest(connection, query));
      return Number(connection.value(`SELECT count(*) ${sql}`, ...values));
    },
    beadsOf: (molecule, { after, limit } = EVERYTHING) =>
      connection
        .all(
          `${SELECT} WHERE nodes.molecule = ? AND nodes.n > ? ORDER BY nodes.n LIMIT ?`,
          molecule,
          after,
          limit,
        )
        .map(decodeBeadRow),
  };
}

/** From the tallies, which are kept. */
function counted(
  connection: Connection,
  states: BeadQuery['states'],
  ephemeral: BeadQuery['ephemeral'],
): number {
  return Number(
    connection.value(
      `SELECT ifnull(sum(beads), 0) FROM tallies
      WHERE ephemeral IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR state IN (SELECT value FROM json_each(?2)))`,
      JSON.stringify(ephemeralOnes(ephemeral)),
      states ? JSON.stringify(states) : null,
    ),
  );
}

export function beadChanges(connection: Connection): Pick<Transaction, 'updateBead'> {
  return {
    updateBead: (n, change) => {
      const set = BEADS.assignments(change);
      if (set) connection.run(`UPDATE beads SET ${set.sql} WHERE n = ?`, ...set.values, n);
    },
  };
}
