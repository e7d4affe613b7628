import type { Timing } from '../contract.js';
import { caseless } from './conditions.js';
import { Connection, type Probe } from './connection.js';
import type { Database, Driver } from './driver.js';
import { failureOf } from './failure.js';
import { SqliteLedger } from './ledger.js';
import { demandWholeFiles } from './look.js';
import { bringUpToDate, type Creation } from './migrate.js';
import { patiently } from './patience.js';
import { Queue } from './queue.js';
import { SqliteRefusal } from './refusal.js';

export interface OpenFileOptions {
  readonly timing: Timing;
  readonly probe?: Probe | undefined;
  readonly maxPages?: number | undefined;
  /** Make a ledger out of nothing; without it, an empty file is a damaged one. */
  readonly create?: Creation | undefined;
}

/** Open the database at `path`, bring its schema up to date, and give the ledger in it. `:memory:` is one too. */
export async function openFile(
  path: string,
  driver: Driver,
  options: OpenFileOptions,
): Promise<SqliteLedger> {
  const { timing, create } = options;
  const connect = (): Connection => connectTo(path, driver, options);
  let first: Connection | undefined;
  if (path !== ':memory:') demandWholeFiles(path, create !== undefined);
  try {
    const connection = await patiently(() => {
      first ??= connect();
      bringUpToDate(first, path, create);
      return first;
    }, timing.busy);
    const isMemory = path === ':memory:';
    const place = {
      path,
      reader: () => connection,
      writer: isMemory ? () => connection : connect,
      queue: isMemory ? undefined : new Queue(`${path}-queue`),
    };
    return new SqliteLedger(place, timing);
  } catch (error) {
    first?.close();
    throw failureOf(error, path, timing.busy);
  }
}

function connectTo(path: string, driver: Driver, { probe, maxPages }: OpenFileOptions): Connection {
  let database: Database | undefined;
  try {
    database = driver.open(path);
    database.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA temp_store = MEMORY');
    if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${maxPages}`);
    database.function('caseless', { deterministic: true }, caseless);
    return new Connection(database, probe);
  } catch (error) {
    database?.close();
    throw SqliteRefusal.of(error, 'open');
  }
}
