import { describe, expect, it, vi } from 'vitest';
import { loadDriver } from './driver.js';
import { SqliteRefusal } from './refusal.js';

const hasOwn = process.getBuiltinModule('node:sqlite') !== undefined;

describe('the driver', () => {
  it('is that of Node where it has one, else the package; both can be asked for', async () => {
    expect((await loadDriver()).name).toBe(hasOwn ? 'node' : 'package');
    expect((await loadDriver('package')).name).toBe('package');
    if (hasOwn) expect((await loadDriver('node')).name).toBe('node');
    else await expect(loadDriver('node')).rejects.toThrow('no SQLite of its own');
  });

  it('is loaded without what Node says of its own being experimental, and other warnings are heard', async () => {
    const heard = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const replaced = process.emitWarning;
    // Node says it once for each process, and may have said it; so it is said again while the module is loaded.
    const load = vi.spyOn(process, 'getBuiltinModule').mockImplementation(() => {
      process.emitWarning(
        'SQLite is an experimental feature and might change at any time',
        'ExperimentalWarning',
      );
      process.emitWarning('something else', 'ExperimentalWarning');
      process.emitWarning('SQLite is old', 'DeprecationWarning');
      return undefined as never;
    });
    await loadDriver();
    load.mockRestore();
    expect(heard.mock.calls).toEqual([
      ['something else', 'ExperimentalWarning'],
      ['SQLite is old', 'DeprecationWarning'],
    ]);
    expect(process.emitWarning).toBe(replaced);
    heard.mockRestore();
  });
});

describe.each(hasOwn ? (['node', 'package'] as const) : (['package'] as const))('errors of %s', (name) => {
  const refusalOf = async (sql: string, how: 'exec' | 'run' | 'get' | 'all'): Promise<unknown> => {
    const database = (await loadDriver(name)).open(':memory:');
    database.exec(
      'CREATE TABLE a (x INTEGER UNIQUE) STRICT; INSERT INTO a VALUES (1); PRAGMA query_only = 1',
    );
    try {
      if (how === 'exec') database.exec(sql);
      else database.prepare(sql)[how]();
      return 'nothing was thrown';
    } catch (error) {
      return SqliteRefusal.of(error, sql);
    } finally {
      database.close();
    }
  };

  it.each(['exec', 'run', 'get', 'all'] as const)('have one shape, whatever was called: %s', async (how) => {
    const sql = 'INSERT INTO a VALUES (2) RETURNING x';
    expect(await refusalOf(sql, how)).toMatchObject({
      name: 'SqliteRefusal',
      kind: 'read-only',
      code: 8,
      message: 'attempt to write a readonly database',
    });
  });

  it('tell the statement where they mean nothing to a ledger', async () => {
    expect(await refusalOf('SELECT y FROM a', 'all')).toMatchObject({
      kind: 'other',
      message: 'no such column: y (SELECT y FROM a)',
    });
  });

  it('are themselves where SQLite did not throw them', () => {
    const error = new Error('something else');
    expect(SqliteRefusal.of(error, '')).toBe(error);
    expect(SqliteRefusal.of('text', '')).toBe('text');
  });
});
