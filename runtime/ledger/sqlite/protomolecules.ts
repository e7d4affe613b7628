import type { Bundle, BundledSource } from '../../../compiler/bundle.js';
import type { Protomolecule } from '../../../compiler/emit/protomolecule.js';
import type { Transaction, View } from '../contract.js';
import type { StoredProtomolecule } from '../molecule.js';
import type { Connection } from './connection.js';
import type { Row } from './driver.js';

/** A bundle without the texts, which stand in `sources` once for each content. */
interface Outline {
  readonly tiers: Bundle['tiers'];
  readonly sources: readonly Omit<BundledSource, 'text'>[];
}

/** Protomolecules that were read or written, while the ledger is open: they may be megabytes, and never change. */
export type Known = Map<string, StoredProtomolecule>;

export function protomoleculeView(connection: Connection, known: Known): Pick<View, 'protomolecule'> {
  return {
    protomolecule: (fingerprint) => {
      const before = known.get(fingerprint);
      if (before) {
        // Another process may have dropped it.
        const isThere =
          connection.value('SELECT 1 FROM protomolecules WHERE fingerprint = ?', fingerprint) === 1;
        return isThere ? before : undefined;
      }
      const row = connection.get(
        'SELECT fingerprint, protomolecule, bundle FROM protomolecules WHERE fingerprint = ?',
        fingerprint,
      );
      if (!row) return undefined;
      const stored = read(connection, row);
      known.set(fingerprint, stored);
      return stored;
    },
  };
}

function read(connection: Connection, { fingerprint, protomolecule, bundle }: Row): StoredProtomolecule {
  const { tiers, sources } = JSON.parse(String(bundle)) as Outline;
  return {
    fingerprint: String(fingerprint),
    protomolecule: JSON.parse(String(protomolecule)) as Protomolecule,
    bundle: {
      tiers,
      sources: sources.map(({ id, format, sha256, ...rest }) => {
        const text = connection.value('SELECT text FROM sources WHERE sha256 = ?', sha256);
        if (text === undefined) throw new Error(`the ledger has lost the source ${id} of ${fingerprint}`);
        return { id, format, sha256, text: String(text), ...rest };
      }),
    },
  };
}

export function protomoleculeChanges(
  connection: Connection,
): Pick<Transaction, 'putProtomolecule' | 'dropUnusedProtomolecules'> {
  return {
    putProtomolecule: ({ fingerprint, protomolecule, bundle: { tiers, sources } }) => {
      for (const { sha256, text } of sources)
        connection.run('INSERT OR IGNORE INTO sources (sha256, text) VALUES (?, ?)', sha256, text);
      const outline: Outline = { tiers, sources: sources.map(({ text: _, ...rest }) => rest) };
      connection.run(
        'INSERT OR IGNORE INTO protomolecules (fingerprint, protomolecule, bundle) VALUES (?, ?, ?)',
        fingerprint,
        JSON.stringify(protomolecule),
        JSON.stringify(outline),
      );
    },
    dropUnusedProtomolecules: (keep) => {
      connection.run(
        `DELETE FROM protomolecules WHERE fingerprint NOT IN (SELECT fingerprint FROM parts)
          AND fingerprint NOT IN (SELECT value FROM json_each(?))`,
        JSON.stringify(keep),
      );
      connection.run(
        `DELETE FROM sources WHERE sha256 NOT IN (
          SELECT source.value ->> 'sha256' FROM protomolecules, json_each(bundle, '$.sources') AS source)`,
      );
    },
  };
}
