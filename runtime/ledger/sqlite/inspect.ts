import type { Database } from './driver.js';
import { loadDriver } from './driver.js';

/** What the file itself says, without any of the program's own reading of it. */
export interface Inspection {
  /** Of `PRAGMA integrity_check`: empty when it is whole. */
  readonly damage: readonly string[];
  /** Of the schema. */
  readonly version: number;
  /** Rows that point at rows which are not there: what points, and how many of them. */
  readonly dangling: readonly { readonly what: string; readonly count: number }[];
}

/** How many lines of damage are read. */
const MOST = 20;

const DANGLING: readonly (readonly [string, string])[] = [
  [
    'edges from or to nothing',
    'edges WHERE source NOT IN (SELECT n FROM nodes) OR target NOT IN (SELECT n FROM nodes)',
  ],
  ['beads without a node', 'beads WHERE n NOT IN (SELECT n FROM nodes)'],
  [
    'nodes in a parent that is not there',
    'nodes WHERE parent IS NOT NULL AND parent NOT IN (SELECT n FROM nodes)',
  ],
  [
    'nodes of a molecule that is not there',
    'nodes WHERE molecule IS NOT NULL AND molecule NOT IN (SELECT n FROM molecules)',
  ],
  ['labels of nothing', 'labels WHERE n NOT IN (SELECT n FROM nodes)'],
  ['gates of nothing', 'gates WHERE n NOT IN (SELECT n FROM nodes)'],
];

/**
 * Read a database as far as it can be read, and change nothing. Throws the driver's error when not even that can be
 * done, which is itself a finding.
 */
export async function inspect(path: string): Promise<Inspection> {
  const { open } = await loadDriver();
  const database = open(path);
  try {
    database.exec('PRAGMA query_only = ON');
    const damage = damageOf(database);
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    return { damage, version, dangling: damage.length > 0 ? [] : danglingIn(database) };
  } finally {
    database.close();
  }
}

function damageOf(database: Database): string[] {
  const rows = database.prepare(`PRAGMA integrity_check(${MOST})`).all();
  return rows.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok');
}

const danglingIn = (database: Database): { what: string; count: number }[] =>
  DANGLING.flatMap(([what, rows]) => {
    const count = Number(database.prepare(`SELECT count(*) AS count FROM ${rows}`).get()?.['count'] ?? 0);
    return count > 0 ? [{ what, count }] : [];
  });

/** A whole copy of a database in a new file. Throws the driver's error where it cannot be made. */
export async function backUp(path: string, copy: string): Promise<void> {
  const { open } = await loadDriver();
  const database = open(path);
  try {
    database.prepare('VACUUM INTO ?').run(copy);
  } finally {
    database.close();
  }
}
