import { join } from 'node:path';
import { LEDGER_FILE } from '../open.js';
import { loadDriver, type Row } from '../sqlite/driver.js';

/**
 * All rows of all tables of the ledger in `folder`, as they stand on the disk; without what only counts on: numbers,
 * sequences, and how many ids were made; a tally of 0 is as good as none.
 */
export async function contentsOf(folder: string): Promise<Readonly<Record<string, readonly Row[]>>> {
  const database = (await loadDriver()).open(join(folder, LEDGER_FILE));
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all()
      .map(({ name }) => String(name))
      .filter((name) => name !== 'numbers' && name !== 'sqlite_sequence');
    return Object.fromEntries(
      tables.map((name) => {
        const rows = database.prepare(`SELECT * FROM ${name}`).all();
        return [
          name,
          rows.map((row) => ({ ...row })).filter((row) => row['name'] !== 'hashed_ids' && row['beads'] !== 0),
        ];
      }),
    );
  } finally {
    database.close();
  }
}
