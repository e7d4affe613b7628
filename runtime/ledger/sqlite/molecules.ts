import type { Transaction, View } from '../contract.js';
import type { Scalar } from '../molecule.js';
import type { Connection } from './connection.js';
import { MOLECULES, PARTS } from './tables.js';

const SELECT = `SELECT ${MOLECULES.selection} FROM molecules`;
const SELECT_PART = `SELECT ${PARTS.selection} FROM parts`;

// Molecules, their parts and their flags.

type MoleculeView = Pick<View, 'molecule' | 'molecules' | 'part' | 'partsOf' | 'flags'>;

export function moleculeView(connection: Connection): MoleculeView {
  return {
    molecule: (n) => {
      const row = connection.get(`${SELECT} WHERE n = ?`, n);
      return row && MOLECULES.decode(row);
    },
    molecules: ({ phase }) =>
      connection
        .all(`${SELECT} WHERE phase = ifnull(?, phase) ORDER BY n`, phase ?? null)
        .map(MOLECULES.decode),
    part: (part) => {
      const row = connection.get(`${SELECT_PART} WHERE part = ?`, part);
      return row && PARTS.decode(row);
    },
    partsOf: (molecule) =>
      connection.all(`${SELECT_PART} WHERE molecule = ? ORDER BY part`, molecule).map(PARTS.decode),
    flags: (molecule) =>
      new Map(
        connection
          .all('SELECT name, value FROM flags WHERE molecule = ? ORDER BY name', molecule)
          .map(({ name, value }) => [String(name), JSON.parse(String(value)) as Scalar]),
      ),
  };
}

type MoleculeChanges = Pick<
  Transaction,
  'insertMolecule' | 'updateMolecule' | 'removeMolecule' | 'insertPart' | 'setFlag'
>;

export function moleculeChanges(connection: Connection): MoleculeChanges {
  return {
    insertMolecule: (molecule) => void connection.run(MOLECULES.insert, ...MOLECULES.encode(molecule)),
    updateMolecule: (n, change) => {
      const set = MOLECULES.assignments(change);
      if (set) connection.run(`UPDATE molecules SET ${set.sql} WHERE n = ?`, ...set.values, n);
    },
    removeMolecule: (n, { keys }) => {
      for (const table of ['parts', 'flags', ...(keys ? ['keys'] : [])])
        connection.run(`DELETE FROM ${table} WHERE molecule = ?`, n);
      connection.run('DELETE FROM molecules WHERE n = ?', n);
    },
    insertPart: (part) => {
      const [, ...values] = PARTS.encode({ part: 0, ...part });
      return connection.insert(
        'INSERT INTO parts (molecule, root, fingerprint, prefix, "values", point) VALUES (?, ?, ?, ?, ?, ?)',
        ...values,
      );
    },
    setFlag: (molecule, name, value) =>
      void connection.run(
        `INSERT INTO flags (molecule, name, value) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET value = excluded.value`,
        molecule,
        name,
        JSON.stringify(value),
      ),
  };
}
