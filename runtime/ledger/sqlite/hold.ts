import type { HeldBy, Hold } from '../hold.js';
import type { Driver } from './driver.js';
import { lockHolder } from './lock-holder.js';
import { SqliteRefusal } from './refusal.js';

/** An empty database whose lock is all that is wanted of it. */
export function holdByLock(path: string, driver: Driver): Hold | HeldBy {
  const database = driver.open(path);
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const refusal = SqliteRefusal.of(error, 'lock');
    if (!(refusal instanceof SqliteRefusal) || refusal.kind !== 'busy') throw refusal;
    return { pid: lockHolder(path)?.pid };
  }
  return { release: () => database.close() };
}
