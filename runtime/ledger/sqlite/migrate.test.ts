import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../../testing/temporary-folder.js';
import { openLedger } from '../open.js';
import { beadWith, eventWith, moleculeWith, NOW, nodeWith } from '../suite/rows.js';
import { Connection } from './connection.js';
import { loadDriver } from './driver.js';
import { bringUpToDate } from './migrate.js';
import { SqliteRefusal } from './refusal.js';
import { MIGRATIONS } from './schema/migrations.js';

let folder: TemporaryFolder;
const open: Connection[] = [];
const path = (): string => folder.path('beads.db');
const connect = async (): Promise<Connection> => {
  const connection = new Connection((await loadDriver()).open(path()), undefined);
  open.push(connection);
  return connection;
};
const rows = (connection: Connection, sql: string): unknown[] =>
  connection.database
    .prepare(sql)
    .all()
    .map((row) => ({ ...row }));

beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
  folder.remove();
});

/**
 * What a ledger of each version had, as that version wrote it: one entry for each migration. Who adds a migration adds the
 * rows of a ledger that has it behind it, and leaves those of the others.
 */
const FIRST = `INSERT INTO nodes VALUES
    (1, 'container', 1, 1, NULL, 0, 'running', NULL, NULL, 0, 2, ${NOW}, ${NOW}, ${NOW}, NULL, NULL, 0, 1, 'passed', 'block',
      0, 0, 0, NULL, NULL, NULL, NULL, 0, NULL),
    (2, 'work', 1, 1, 1, 0, 'claimed', NULL, NULL, 0, 1, ${NOW}, ${NOW}, ${NOW}, NULL, NULL, 0, 0, 'passed', 'continue',
      3, 1, 0, 'toast', ${NOW + 5}, NULL, NULL, 0, '{"timeout":"5m"}');
  INSERT INTO beads VALUES
    (1, 't-mol-a', 'A', '', '', '', '', 'epic', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1),
    (2, 't-mol-a.build', 'Build', 'text', '', '', '', 'task', 'toast', NULL, NULL, NULL, NULL, 1.5, '{"a":1}', 'build', NULL, 1);
  UPDATE numbers SET next = 3;
  INSERT INTO tallies VALUES ('running', 0, 1), ('claimed', 0, 1);
  INSERT INTO edges VALUES (2, 1, 'related', NULL);
  INSERT INTO labels VALUES (2, 'red');
  INSERT INTO comments VALUES (1, 2, 'ann', 'well', ${NOW});
  INSERT INTO outputs VALUES (2, '[1]');
  INSERT INTO events VALUES (7, ${NOW}, 'bead.claimed', 't-mol-a.build', 't-mol-a', 'toast', 3, NULL);
  INSERT INTO molecules VALUES (1, 'liquid', 'shiny', 0, 1, 1, 1, 0, 0, 0, NULL, NULL, NULL);
  INSERT INTO parts VALUES (1, 1, 1, 'f1', '', '{"feature":"auth"}', NULL);
  INSERT INTO sources VALUES ('s1', 'text');
  INSERT INTO protomolecules VALUES ('f1', '{"name":"shiny"}',
    '{"tiers":["project"],"sources":[{"id":"project:shiny","format":"toml","sha256":"s1"}]}');
  INSERT INTO gates (n, at, gate, state, dueAt) VALUES (2, 0, '{"type":"timer"}', 'armed', ${NOW + 9});
  INSERT INTO flags VALUES (1, 'go', 'true');
  INSERT INTO keys VALUES ('k', 't-mol-a', 1);
  INSERT INTO spawnings VALUES (2, '["x"]', 0);
  INSERT INTO tombstones VALUES ('t-gone', NULL, ${NOW});
  INSERT INTO bases VALUES ('t-mol-a', 'base');
  INSERT INTO settings VALUES ('prefix', 't'), ('ledger', 'its id');`;

const DATA: readonly string[] = [
  FIRST,
  `${FIRST}
  INSERT INTO lanes VALUES
    (1, 1, 'gas', 'claude', 'branch', 'gas/polecats/nux', 'gas/polecats/nux', 'polecat/t-mol-a', '{"pid":7,"startTime":"9"}', NULL,
      5, 1, ${NOW + 4}, 'no luck', ${NOW}, 'ann');`,
];

const LANE = {
  n: 1,
  root: 1,
  rig: 'gas',
  agent: 'claude',
  land: 'branch',
  polecat: 'gas/polecats/nux',
  sandbox: 'gas/polecats/nux',
  branch: 'polecat/t-mol-a',
  supervisor: { pid: 7, startTime: '9' },
  agentProcess: null,
  beganAfter: 5,
  fruitless: 1,
  wakeAt: NOW + 4,
  trouble: 'no luck',
  slungAt: NOW,
  slungBy: 'ann',
};

/** The same, as the contract says it. */
const EXPECTED = {
  build: {
    ...nodeWith({
      n: 2,
      molecule: 1,
      part: 1,
      parent: 1,
      state: 'claimed',
      priority: 1,
      startedAt: NOW,
      onFail: 'continue',
      attempt: 3,
      failures: 1,
      worker: 'toast',
      leaseUntil: NOW + 5,
      policy: { timeout: '5m' },
    }),
    ...beadWith({
      n: 2,
      id: 't-mol-a.build',
      title: 'Build',
      description: 'text',
      assignee: 'toast',
      estimate: 1.5,
      metadata: { a: 1 },
      step: 'build',
    }),
  },
  step: 2,
  ids: ['t-mol-a', 3],
  tally: [
    ['claimed', 1],
    ['running', 1],
  ],
  edges: [{ from: 2, to: 1, type: 'related' }],
  labels: ['red'],
  comments: [{ id: 1, n: 2, author: 'ann', text: 'well', at: NOW }],
  output: [1],
  events: [
    {
      seq: 7,
      ...eventWith({
        type: 'bead.claimed',
        subject: 't-mol-a.build',
        molecule: 't-mol-a',
        actor: 'toast',
        attempt: 3,
      }),
    },
  ],
  molecule: moleculeWith({ n: 1, openSteps: 1, activeSteps: 1, runningSteps: 1 }),
  part: {
    part: 1,
    molecule: 1,
    root: 1,
    fingerprint: 'f1',
    prefix: '',
    values: { feature: 'auth' },
    point: null,
  },
  protomolecule: {
    fingerprint: 'f1',
    protomolecule: { name: 'shiny' },
    bundle: {
      tiers: ['project'],
      sources: [{ id: 'project:shiny', format: 'toml', sha256: 's1', text: 'text' }],
    },
  },
  gates: [
    {
      n: 2,
      at: 0,
      gate: { type: 'timer' },
      state: 'armed',
      armedAt: null,
      dueAt: NOW + 9,
      askedAt: null,
      finding: null,
    },
  ],
  flags: [['go', true]],
  key: 't-mol-a',
  spawning: { n: 2, items: ['x'], made: 0 },
  tombstones: [{ id: 't-gone', digest: null, at: NOW }],
  base: 'base',
  settings: ['t', 'its id'],
  due: [NOW + 5, 2],
};

describe('a ledger of an earlier version', () => {
  it('has data here for each version', () => {
    expect(DATA.length).toBe(MIGRATIONS.length);
  });

  it.each(DATA.map((data, index) => [index + 1, data] as const))(
    '%i is whole in the newest',
    async (version, data) => {
      const connection = await connect();
      bringUpToDate(connection, path(), { prefix: 'u' }, MIGRATIONS.slice(0, version));
      connection.script(`DELETE FROM settings; ${data}`);
      const ledger = await openLedger(folder.root);
      const found = await ledger.write((tx) => ({
        build: tx.beadById('t-mol-a.build'),
        step: tx.stepNode(1, 'build')?.n,
        ids: [tx.idOf(1), tx.nextNumber()],
        tally: [...tx.tally()],
        edges: tx.edgesFrom(2),
        labels: tx.labels(2),
        comments: tx.comments(2),
        output: tx.output(2),
        events: tx.events({}),
        molecule: tx.molecule(1),
        part: tx.part(1),
        protomolecule: tx.protomolecule('f1'),
        gates: tx.armedGates(9),
        flags: [...tx.flags(1)],
        key: tx.keyed('k'),
        spawning: tx.spawning(2),
        tombstones: tx.tombstones(),
        base: tx.base('t-mol-a'),
        settings: [tx.setting('prefix'), tx.setting('ledger')],
        lanes: tx.lanes({}),
        due: [tx.nextDue(), ...tx.due(NOW + 5, 9).map(({ n }) => n)],
      }));
      ledger.close();
      expect(found).toEqual({ ...EXPECTED, lanes: version < 2 ? [] : [LANE] });
    },
  );
});

describe('migrations', () => {
  const STEPS = [
    'CREATE TABLE settings (name TEXT, value TEXT)',
    'CREATE TABLE a (x); INSERT INTO a VALUES (1)',
    'ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1',
  ];
  const create = { prefix: 't' };

  it.each([0, 1, 2, 3])('lead from version %i to the newest', async (version) => {
    const connection = await connect();
    if (version > 0) bringUpToDate(connection, path(), create, STEPS.slice(0, version));
    bringUpToDate(connection, path(), create, STEPS);
    expect(rows(connection, 'SELECT x, y FROM a')).toEqual([{ x: 1, y: 2 }]);
    expect(rows(connection, "SELECT value FROM settings WHERE name = 'prefix'")).toEqual([{ value: 't' }]);
    expect(connection.pragma('user_version')).toBe(3);
  });

  it('are done once, by whoever comes first', async () => {
    const [one, other] = [await connect(), await connect()];
    let begun = 0;
    const counted = { ...create, begun: () => begun++ };
    bringUpToDate(one, path(), counted, STEPS);
    bringUpToDate(other, path(), counted, STEPS);
    expect(rows(other, 'SELECT x, y FROM a')).toEqual([{ x: 1, y: 2 }]);
    expect(begun).toBe(1);
  });

  it('that fail leave the version before them, whole', async () => {
    const connection = await connect();
    const failing = [...STEPS.slice(0, 2), 'INSERT INTO a VALUES (2); INSERT INTO absent VALUES (1)'];
    expect(() => bringUpToDate(connection, path(), create, failing)).toThrow('no such table: absent');
    expect(connection.pragma('user_version')).toBe(2);
    expect(rows(connection, 'SELECT x FROM a')).toEqual([{ x: 1 }]);
    bringUpToDate(connection, path(), create, STEPS);
    expect(rows(connection, 'SELECT x, y FROM a')).toEqual([{ x: 1, y: 2 }]);
  });

  it('wait for whoever writes: busy, and then done', async () => {
    const [one, other] = [await connect(), await connect()];
    bringUpToDate(one, path(), create, STEPS.slice(0, 1));
    one.begin('BEGIN IMMEDIATE');
    expect(() => bringUpToDate(other, path(), create, STEPS)).toThrow(SqliteRefusal);
    one.finish(() => undefined, 'BEGIN IMMEDIATE');
    bringUpToDate(other, path(), create, STEPS);
    expect(rows(other, 'SELECT x, y FROM a')).toEqual([{ x: 1, y: 2 }]);
  });

  it('do not touch what is newer, of another program, or empty without leave', async () => {
    const connection = await connect();
    expect(() => bringUpToDate(connection, path(), undefined, STEPS)).toThrow('it is empty');
    bringUpToDate(connection, path(), create, STEPS);
    expect(() => bringUpToDate(connection, path(), create, STEPS.slice(0, 2))).toThrow(
      'schema 3, this one knows 2',
    );
    connection.script('PRAGMA application_id = 7');
    expect(() => bringUpToDate(connection, path(), create, STEPS)).toThrow('a database of another program');
  });

  it('give back the log to a ledger from which another program has taken it', async () => {
    const connection = await connect();
    bringUpToDate(connection, path(), create, STEPS);
    expect(connection.pragma('journal_mode = DELETE')).toBe('delete');
    bringUpToDate(connection, path(), undefined, STEPS);
    expect(connection.pragma('journal_mode')).toBe('wal');
  });
});
