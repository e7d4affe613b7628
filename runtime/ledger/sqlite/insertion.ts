import type { Bead, Node } from '../bead.js';
import type { Transaction } from '../contract.js';
import type { Connection } from './connection.js';
import { nextNumber } from './nodes.js';
import { BEADS, NODES } from './tables.js';

const INSERT_BEAD = BEADS.insertWith('stepPart', '?');
const INSERT_LABEL = 'INSERT OR IGNORE INTO labels (n, label) VALUES (?, ?)';
const COUNT = `
  INSERT INTO tallies (state, ephemeral, beads) VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET beads = beads + excluded.beads`;

/**
 * Rows of nodes and their beads, one after the other as they come: a pour of a million steps holds none of them in
 * memory. What is the same for all of them, the next number and the tallies, is written once behind the last.
 */
export function insertion(connection: Connection): Transaction['insert'] {
  return (nodes) => {
    let next = nextNumber(connection);
    const tallies = new Tallies();
    for (const { node, bead, labels } of nodes) {
      if (node.n < next) throw new Error(`node ${node.n} is inserted, but ${next} comes next`);
      next = node.n + 1;
      connection.run(NODES.insert, ...NODES.encode(node));
      if (bead) insertBead(connection, node, bead);
      if (labels) for (const label of labels) connection.run(INSERT_LABEL, node.n, label);
      if (node.kind !== 'barrier') tallies.add(node);
    }
    connection.run('UPDATE numbers SET next = ?', next);
    tallies.write(connection);
  };
}

function insertBead(connection: Connection, { n, part }: Node, bead: Bead): void {
  if (bead.n !== n) throw new Error(`bead ${bead.n} comes with node ${n}`);
  connection.run(INSERT_BEAD, ...BEADS.encode(bead), part);
}

class Tallies {
  readonly #beads = new Map<string, number>();

  add({ state, ephemeral }: Node): void {
    const key = `${state} ${ephemeral ? 1 : 0}`;
    this.#beads.set(key, (this.#beads.get(key) ?? 0) + 1);
  }

  write(connection: Connection): void {
    for (const [key, beads] of this.#beads) {
      const [state = '', ephemeral] = key.split(' ');
      connection.run(COUNT, state, Number(ephemeral), beads);
    }
  }
}
