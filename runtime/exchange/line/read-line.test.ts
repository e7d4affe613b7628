import { describe, expect, it } from 'vitest';
import { fileText, readFileText } from './file.js';

const read = (...lines: readonly string[]): { text: string; damaged: readonly string[] } => {
  const { lines: kept, damaged } = readFileText(lines.join('\n'));
  return { text: fileText(kept), damaged: damaged.map(({ at, reason }) => `${at}: ${reason}`) };
};
const asOne = (value: object): string => {
  const { text, damaged } = read(JSON.stringify(value));
  expect(damaged).toEqual([]);
  return text.trimEnd();
};
const BARE = { id: 'bd-1', title: 'One', created_at: '2026-01-01T00:00:00Z' };
const bare = (more: object): Record<string, unknown> =>
  JSON.parse(asOne({ ...BARE, ...more })) as Record<string, unknown>;

describe('a line of Beads', () => {
  it('is kept whole, its keys in one order, what is counted left out', () => {
    const line =
      '{"_type":"issue","id":"bd-yej","title":"Resolve it","notes":"Await the answer","status":"closed","priority":1,' +
      '"issue_type":"task","assignee":"ann","owner":"ann@example.org","created_at":"2026-05-25T04:54:54Z",' +
      '"created_by":"ann","updated_at":"2026-05-25T04:55:02Z","closed_at":"2026-05-25T04:55:02Z","close_reason":"done",' +
      '"source_system":"jira","labels":["b","a"],"dependencies":[{"issue_id":"bd-yej","depends_on_id":"bd-cbc","type":"blocks",' +
      '"created_at":"2026-05-25T00:59:20Z","created_by":"ann","metadata":"{}"}],"dependency_count":1,"dependent_count":0,' +
      '"comment_count":1,"comments":[{"id":7,"issue_id":"bd-yej","author":"bob","text":"Yes","created_at":"2026-05-25T05:00:00.5+02:00"}],' +
      '"no_history":true,"mol_type":"swarm"}';
    expect(asOne(JSON.parse(line) as object)).toBe(
      '{"_type":"issue","id":"bd-yej","title":"Resolve it","notes":"Await the answer","status":"closed","priority":1,' +
        '"issue_type":"task","assignee":"ann","owner":"ann@example.org","created_at":"2026-05-25T04:54:54Z",' +
        '"created_by":"ann","updated_at":"2026-05-25T04:55:02Z","closed_at":"2026-05-25T04:55:02Z","close_reason":"done",' +
        '"labels":["a","b"],"dependencies":[{"issue_id":"bd-yej","depends_on_id":"bd-cbc","type":"blocks",' +
        '"created_at":"2026-05-25T00:59:20Z","created_by":"ann"}],' +
        '"comments":[{"author":"bob","created_at":"2026-05-25T03:00:00.500Z","text":"Yes"}],' +
        '"outcome":"pass","mol_type":"swarm","no_history":true,"source_system":"jira"}',
    );
  });

  it('needs an id and a title', () => {
    expect(asOne({ id: 'bd-1', title: 'One' })).toBe(
      '{"_type":"issue","id":"bd-1","title":"One","status":"open","priority":2,"issue_type":"task"}',
    );
    expect(read('{"title":"One"}', '{"id":"bd-1"}', '{"id":"bd 1","title":"One"}').damaged).toEqual([
      '1: it has no "id"',
      '2: it has no "title"',
      '3: "id" must be a text without spaces',
    ]);
  });

  it('tells of no claim: who worked on it elsewhere does not here', () => {
    expect(bare({ status: 'in_progress' })).toMatchObject({ status: 'open' });
    expect(bare({ status: 'hooked' })).toMatchObject({ status: 'open' });
    expect(bare({ status: 'pinned' })).toMatchObject({ status: 'pinned' });
  });

  it('has one time for one moment, in UTC and milliseconds', () => {
    const at = (created_at: string): unknown => bare({ created_at })['created_at'];
    expect(at('2025-11-01T12:00:00.123456789-07:00')).toBe('2025-11-01T19:00:00.123Z');
    expect(at('2025-11-01t12:00:00.10z')).toBe('2025-11-01T12:00:00.100Z');
    expect(at('2025-11-01 12:00:00Z')).toBe('2025-11-01T12:00:00Z');
    expect(read(JSON.stringify({ ...BARE, due_at: '2025-02-30T12:00:00Z' })).damaged).toEqual([
      '1: "due_at" is "2025-02-30T12:00:00Z" and must be a time such as "2026-01-31T12:00:00Z"',
    ]);
    expect(read(JSON.stringify({ ...BARE, due_at: 'tomorrow' })).damaged).toHaveLength(1);
    expect(read(JSON.stringify({ ...BARE, due_at: 1700000000 })).damaged).toHaveLength(1);
  });

  it('keeps a closed bead and an open one from contradicting themselves', () => {
    expect(bare({ status: 'closed', updated_at: '2026-01-02T00:00:00Z' })).toMatchObject({
      closed_at: '2026-01-02T00:00:00Z',
      outcome: 'pass',
    });
    expect(bare({ status: 'open', closed_at: '2026-01-02T00:00:00Z', outcome: 'fail', output: 1 })).toEqual({
      _type: 'issue',
      ...BARE,
      status: 'open',
      priority: 2,
      issue_type: 'task',
      updated_at: '2026-01-01T00:00:00Z',
    });
  });

  it('that was deleted by an older version is a tombstone', () => {
    expect(
      asOne({ ...BARE, status: 'tombstone', deleted_at: '2026-02-01T00:00:00Z', deleted_by: 'ann' }),
    ).toBe('{"_type":"tombstone","_schema":"gt/1","id":"bd-1","deleted_at":"2026-02-01T00:00:00Z"}');
  });

  it('says in either way that it is ephemeral', () => {
    expect(bare({ wisp: true })).toMatchObject({ ephemeral: true });
    expect(bare({ ephemeral: true })).toMatchObject({ ephemeral: true });
  });

  it('keeps what "waits-for" waits for', () => {
    const waits = { depends_on_id: 'bd-2', type: 'waits-for' };
    const said = (metadata: unknown): unknown =>
      (bare({ dependencies: [{ ...waits, metadata }] })['dependencies'] as { metadata?: string }[])[0]
        ?.metadata;
    expect(said('{"gate":"any-children"}')).toBe('{"gate":"any-children"}');
    expect(said({ gate: 'any-children' })).toBe('{"gate":"any-children"}');
    expect(said('{"gate":"all-children"}')).toBeUndefined();
    expect(said('{"spawner_id":"bd-9","gate":"all-children"}')).toBe('{"spawner_id":"bd-9"}');
    expect(said('')).toBeUndefined();
  });
});

it('lines of other types are carried along, and a header is not one', () => {
  expect(
    read(
      '{"_schema":"beads-jsonl/1","_sort":"stable-v1"}',
      '{"value":"use tabs","key":"style","_type":"memory"}',
      '{"_type":"signature","of":[3,{"b":1,"a":2}]}',
    ),
  ).toEqual({
    text: '{"_type":"memory","key":"style","value":"use tabs"}\n{"_type":"signature","of":[3,{"a":2,"b":1}]}\n',
    damaged: [],
  });
});

it('a protomolecule is kept byte for byte, since its fingerprint is of its bytes', () => {
  const line =
    '{"_type":"protomolecule","_schema":"gt/1","id":"sha256:00","protomolecule":{"name":"b","format":1,"a":{"z":1,"b":[]}},"bundle":{"tiers":[],"sources":[]}}';
  expect(read(line).text).toBe(`${line}\n`);
});

it('a damaged line is told with its number and its reason, and the others are read', () => {
  const good = JSON.stringify(BARE);
  expect(
    read(
      '\uFEFF',
      good.slice(0, 20),
      '<<<<<<< HEAD',
      `${good}\r`,
      '',
      '=======',
      '[1]',
      '"text"',
      JSON.stringify({ ...BARE, id: 5 }),
      JSON.stringify({ ...BARE, title: ['x'] }),
      JSON.stringify({ ...BARE, title: { a: 1 } }),
      JSON.stringify({ ...BARE, priority: 7 }),
      JSON.stringify({ ...BARE, priority: -1 }),
      JSON.stringify({ ...BARE, labels: ['a', 1] }),
      JSON.stringify({ ...BARE, labels: 'a' }),
      JSON.stringify({ ...BARE, metadata: [] }),
      JSON.stringify({
        ...BARE,
        dependencies: [{ depends_on_id: 'bd-2', type: 'blocks' }, { type: 'blocks' }],
      }),
      JSON.stringify({
        ...BARE,
        dependencies: [{ issue_id: 'bd-9', depends_on_id: 'bd-2', type: 'blocks' }],
      }),
      JSON.stringify({
        ...BARE,
        dependencies: [{ depends_on_id: 'bd-2', type: 'waits-for', metadata: '{' }],
      }),
      JSON.stringify({ ...BARE, comments: [{ text: 'x', created_at: 'now' }] }),
      JSON.stringify({ ...BARE, run_if: 'sometimes' }),
      JSON.stringify({ ...BARE, gates: [{ gate: {} }] }),
      JSON.stringify({ ...BARE, _type: 7 }),
      '{"_type":"molecule","id":"bd-mol-1","formula":"f"}',
      '{"_type":"tombstone","id":"bd-1"}',
    ),
  ).toEqual({
    text: `{"_type":"issue","id":"bd-1","title":"One","status":"open","priority":2,"issue_type":"task","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}\n`,
    damaged: [
      '2: it is not JSON',
      '3: it is a mark that git left when it could not merge the file; the lines around it were read',
      '6: it is a mark that git left when it could not merge the file; the lines around it were read',
      '7: it is not a table',
      '8: it is not a table',
      '9: "id" must be a text without spaces',
      '10: "title" is a list and must be a text',
      '11: "title" is a table and must be a text',
      '12: "priority" is 7 and must be a whole number from 0 to 4',
      '13: "priority" is -1 and must be a whole number from 0 to 4',
      '14: "labels" has 1 among its texts',
      '15: "labels" is "a" and must be a list of texts',
      '16: "metadata" is a list and must be a table',
      '17: "dependencies"[1] has no "depends_on_id"',
      '18: "dependencies" has one of "bd-9", which is another bead',
      '19: "dependencies"[0].metadata must be JSON',
      '20: "comments"[0].created_at is "now" and must be a time such as "2026-01-31T12:00:00Z"',
      '21: "run_if" is "sometimes" and must be one of "passed", "failed", "always"',
      '22: "gates"[0].gate has no "type"',
      '23: "_type" must be a text',
      '24: it has no "parts"',
      '25: it has no "deleted_at"',
    ],
  });
});
