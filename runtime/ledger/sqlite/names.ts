import type { Transaction, View } from '../contract.js';
import type { Connection } from './connection.js';
import { TOMBSTONES } from './tables.js';

// What the ledger keeps by name: settings, keys of operators, ids that are gone, bases of merges.

type NameView = Pick<View, 'setting' | 'keyed' | 'keys' | 'tombstone' | 'tombstones' | 'base'>;

export function nameView(connection: Connection): NameView {
  const text = (sql: string, name: string): string | undefined => {
    const value = connection.value(sql, name);
    return value === undefined ? undefined : String(value);
  };
  return {
    setting: (name) => text('SELECT value FROM settings WHERE name = ?', name),
    keyed: (key) => text('SELECT id FROM keys WHERE key = ?', key),
    keys: () =>
      new Map(
        connection
          .all('SELECT key, id FROM keys ORDER BY key')
          .map(({ key, id }) => [String(key), String(id)]),
      ),
    base: (id) => text('SELECT text FROM bases WHERE id = ?', id),
    tombstone: (id) => {
      const row = connection.get(`SELECT ${TOMBSTONES.selection} FROM tombstones WHERE id = ?`, id);
      return row && TOMBSTONES.decode(row);
    },
    tombstones: () =>
      connection.all(`SELECT ${TOMBSTONES.selection} FROM tombstones ORDER BY id`).map(TOMBSTONES.decode),
  };
}

export function nameChanges(
  connection: Connection,
): Pick<Transaction, 'setSetting' | 'setKey' | 'bury' | 'setBase'> {
  return {
    setSetting: (name, value) =>
      void connection.run(
        'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
        name,
        value,
      ),
    setKey: (key, id) =>
      void connection.run(
        `INSERT INTO keys (key, id, molecule)
        VALUES (?1, ?2, (SELECT molecule FROM nodes WHERE n = (SELECT n FROM beads WHERE id = ?2)))
        ON CONFLICT DO UPDATE SET id = excluded.id, molecule = excluded.molecule`,
        key,
        id,
      ),
    bury: (tombstones) => {
      for (const tombstone of tombstones)
        connection.run(
          `${TOMBSTONES.insert} ON CONFLICT DO UPDATE SET digest = excluded.digest, at = excluded.at`,
          ...TOMBSTONES.encode(tombstone),
        );
    },
    setBase: (id, base) => {
      if (base === undefined) connection.run('DELETE FROM bases WHERE id = ?', id);
      else
        connection.run(
          'INSERT INTO bases (id, text) VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text',
          id,
          base,
        );
    },
  };
}
