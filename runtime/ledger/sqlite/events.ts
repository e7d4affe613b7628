import type { Transaction, View } from '../contract.js';
import type { Connection } from './connection.js';
import type { Value } from './driver.js';
import { EVENTS } from './tables.js';

export function eventView(connection: Connection): Pick<View, 'events'> {
  return {
    events: ({ after, subject, molecule, types, newestFirst, limit }) => {
      const conditions: string[] = [];
      const values: Value[] = [];
      const where = (sql: string, value: Value | undefined): void => {
        if (value === undefined) return;
        conditions.push(sql);
        values.push(value);
      };
      where('seq > ?', after);
      where('subject = ?', subject);
      where('molecule = ?', molecule);
      where('type IN (SELECT value FROM json_each(?))', types && JSON.stringify(types));
      return connection
        .all(
          `SELECT ${EVENTS.selection} FROM events WHERE ${conditions.join(' AND ') || 'TRUE'}
          ORDER BY seq ${newestFirst ? 'DESC' : 'ASC'} LIMIT ?`,
          ...values,
          limit ?? -1,
        )
        .map(EVENTS.decode);
    },
  };
}

export function eventChanges(connection: Connection): Pick<Transaction, 'append'> {
  return {
    append: (event) => {
      const [, ...values] = EVENTS.encode({ seq: 0, ...event });
      return connection.insert(
        'INSERT INTO events (at, type, subject, molecule, actor, attempt, data) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...values,
      );
    },
  };
}
