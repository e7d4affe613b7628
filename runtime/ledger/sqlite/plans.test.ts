import { expect, it } from 'vitest';
import { describeLedger } from '../suite/describe-ledger.js';
import { type Database, type Driver, loadDriver } from './driver.js';
import { openFile } from './open-file.js';

// Every statement that the suite makes the backend run, and how SQLite goes about it: it has no figures of what is in the
// tables, and has taken an index of all that is closed for one of the children of a step.

const create = { prefix: 't' };
const timing = { busy: 1000, together: 60_000 };
const statements = new Set<string>();

const recording = (driver: Driver): Driver => ({
  name: driver.name,
  open: (path) => {
    const database = driver.open(path);
    const prepare: Database['prepare'] = (sql) => {
      statements.add(sql);
      return database.prepare(sql);
    };
    return new Proxy(database, {
      get: (target, key) => {
        if (key === 'prepare') return prepare;
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  },
});

const open = async () => openFile(':memory:', recording(await loadDriver()), { timing, create });
describeLedger('SQLite, in memory', async () => ({ address: undefined, open, remove: () => undefined }), {
  isShared: false,
});

/** What is read in order, all of it or until a page is full, is told so in the statement. */
const SAYS_SO = /NOT INDEXED|INDEXED BY/;
const GROWING = /^SCAN (nodes|beads|edges|labels|comments|gates|events|molecules|parts|keys|lanes)\b/;
/** Rows by their number, with the state looked at beside; and by state where the statement says so. */
const BY_STATE = /USING INDEX nodes_state \(state=\?\)/;

it('no statement looks at all rows of a table that grows without saying so', async () => {
  const { database, ledger } = await opened();
  const asked = [...statements].filter((sql) => /^\s*(SELECT|UPDATE|DELETE|WITH)\b/i.test(sql));
  expect(asked.length).toBeGreaterThan(100);
  const found = asked
    .filter((sql) => !SAYS_SO.test(sql))
    .flatMap((sql) => {
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
      return plan
        .map(({ detail }) => String(detail))
        .filter((detail) => GROWING.test(detail) || BY_STATE.test(detail))
        .map((detail) => detail.replace(/ USING COVERING INDEX sqlite_autoindex/, ' by'));
    });
  expect([...new Set(found)].sort()).toEqual(ALL_THERE_IS);
  ledger.close();
});

/** Lists of all, a page at a time where they are long; and a part of an id that nobody has, which may be in any. */
const ALL_THERE_IS = ['SCAN beads by_beads_1', 'SCAN events', 'SCAN lanes', 'SCAN molecules'];

async function opened() {
  const databases: Database[] = [];
  const driver = await loadDriver();
  const keep: Driver = {
    name: driver.name,
    open: (path) => {
      const database = driver.open(path);
      databases.push(database);
      return database;
    },
  };
  const ledger = await openFile(':memory:', keep, { timing, create });
  const [database] = databases;
  if (!database) throw new Error('nothing was opened');
  return { database, ledger };
}
