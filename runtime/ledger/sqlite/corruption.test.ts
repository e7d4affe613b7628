import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChildProgram } from '../../testing/child-program.js';
import { TemporaryFolder } from '../../testing/temporary-folder.js';
import { openLedger } from '../open.js';
import { beadWith, nodeWith } from '../suite/rows.js';
import { loadDriver } from './driver.js';
import { MIGRATIONS } from './schema/migrations.js';

// Whatever is wrong with the files: a failure that says so, and they are as they were.

let folder: TemporaryFolder;
let program: ChildProgram;
beforeAll(() => {
  program = new ChildProgram(new URL('../suite/child.ts', import.meta.url));
});
afterAll(() => program.remove());
beforeEach(async () => {
  folder = new TemporaryFolder();
  // By another process: the files are those that stay when nobody has the ledger open.
  expect(await program.start('fill', folder.root).ended).toMatchObject({ code: 0, stderr: '' });
});
afterEach(() => folder.remove());

const path = (name = 'beads.db'): string => folder.path(name);

/** Every file with something in it. `-shm` is memory of those who have it open, and no data. */
const files = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder.root)
      .filter((name) => !name.endsWith('-shm') && statSync(path(name)).size > 0)
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(path(name)))
          .digest('hex'),
      ]),
  );

/** What is in the ledger, as far as these tests wrote it. */
async function content(): Promise<{ beads: number; turn: string | undefined; next: number }> {
  const ledger = await openLedger(folder.root);
  try {
    return await ledger.write((tx) => ({
      beads: tx.beads({}).length,
      turn: tx.setting('turn'),
      next: tx.nextNumber(),
    }));
  } finally {
    ledger.close();
  }
}
const WHOLE = { beads: 300, turn: '0', next: 301 };

/** It is refused, also to one who would begin a ledger; nothing has been touched, and mended it is whole. */
async function expectRefused(
  failure: { code: string; message?: unknown },
  mend: () => void,
  whole = WHOLE,
): Promise<void> {
  const before = files();
  await expect(openLedger(folder.root)).rejects.toMatchObject(failure);
  expect(files()).toEqual(before);
  await expect(openLedger(folder.root, { create: { prefix: 't' } })).rejects.toMatchObject({
    code: failure.code,
  });
  expect(files()).toEqual(before);
  mend();
  expect(await content()).toEqual(whole);
}

describe('a database', () => {
  let bytes: Buffer;
  beforeEach(() => {
    bytes = readFileSync(path());
  });
  const mend = (): void => writeFileSync(path(), bytes);

  it.each([4096, 4096 * 7, 4096 * 20 + 1])('that is cut off after %i bytes', async (length) => {
    truncateSync(path(), length);
    await expectRefused(
      {
        code: 'GT8003',
        message: `the ledger ${JSON.stringify(path())} is damaged: database disk image is malformed`,
      },
      mend,
    );
  });

  it.each([
    [1, 'it is too short for a database'],
    [100, 'it is too short for a database'],
    [1000, 'database disk image is malformed'],
  ])('of which %i bytes are left', async (length, reason) => {
    truncateSync(path(), length);
    await expectRefused({ code: 'GT8003', message: expect.stringContaining(reason) }, mend);
  });

  it('that is empty is not a ledger without beads', async () => {
    truncateSync(path(), 0);
    await expect(openLedger(folder.root)).rejects.toMatchObject({
      code: 'GT8003',
      message: expect.stringMatching(/damaged: it is empty$/),
    });
    mend();
    expect(await content()).toEqual(WHOLE);
  });

  it('that is something else', async () => {
    writeFileSync(path(), 'id,title\n'.repeat(1000));
    await expectRefused({ code: 'GT8003', message: expect.stringContaining('file is not a database') }, mend);
  });

  it('with damaged pages is an error to whoever reads them, and never nothing', async () => {
    const damaged = Buffer.from(bytes);
    // The schema stands on the first pages, rows on those behind them.
    damaged.fill(0xff, 4096 * 50);
    writeFileSync(path(), damaged);
    const before = files();
    const ledger = await openLedger(folder.root);
    const failure = { code: 'GT8003', message: expect.stringContaining('malformed') };
    await expect(ledger.read((view) => view.beads({}))).rejects.toMatchObject(failure);
    await expect(ledger.read((view) => view.ready({ now: 0 }))).rejects.toMatchObject(failure);
    await expect(ledger.write((tx) => tx.updateNode(1, { state: 'closed' }))).rejects.toMatchObject(failure);
    ledger.close();
    expect(files()).toEqual(before);
    mend();
    expect(await content()).toEqual(WHOLE);
  });

  it('that a newer version has written', async () => {
    await meddle('PRAGMA user_version = 99');
    bytes = readFileSync(path());
    await expectRefused(
      {
        code: 'GT8004',
        message: expect.stringContaining(
          `a newer version of this program (schema 99, this one knows ${MIGRATIONS.length})`,
        ),
      },
      () => undefined,
      // Nobody but that version can say what is in it.
      undefined as never,
    ).catch((error: unknown) => expect(error).toMatchObject({ code: 'GT8004' }));
    await meddle(`PRAGMA user_version = ${MIGRATIONS.length}`);
    expect(await content()).toEqual(WHOLE);
  });

  it('that becomes one of a newer version while it is open', async () => {
    const ledger = await openLedger(folder.root);
    await meddle('PRAGMA user_version = 99');
    await expect(ledger.read((view) => view.tally())).rejects.toMatchObject({ code: 'GT8004' });
    await expect(ledger.write((tx) => tx.setSetting('a', 'b'))).rejects.toMatchObject({ code: 'GT8004' });
    ledger.close();
    await meddle(`PRAGMA user_version = ${MIGRATIONS.length}`);
    expect(await content()).toEqual(WHOLE);
  });

  it('of another program, such as one that Beads made', async () => {
    rmSync(path());
    await meddle('CREATE TABLE issues (id TEXT PRIMARY KEY); PRAGMA user_version = 1');
    const theirs = files();
    await expect(openLedger(folder.root, { create: { prefix: 't' } })).rejects.toMatchObject({
      code: 'GT8008',
      message: `${JSON.stringify(path())} is a database of another program`,
    });
    expect(files()).toEqual(theirs);
  });

  it('in whose place a folder stands', async () => {
    rmSync(path());
    mkdirSync(path());
    await expect(openLedger(folder.root)).rejects.toMatchObject({
      code: 'GT8007',
      message: expect.stringContaining('it is no file'),
    });
  });

  it('that is not there is not begun by opening it', async () => {
    rmSync(path());
    await expect(openLedger(folder.root)).rejects.toMatchObject({ code: 'GT8009' });
    expect(files()).toEqual({});
  });
});

async function meddle(sql: string): Promise<void> {
  const database = (await loadDriver()).open(path());
  database.exec(sql);
  database.close();
}

describe('a log', () => {
  // 24 bytes and a page each, behind 32 bytes.
  const FRAME = 24 + 4096;
  const atFrame = (frame: number): number => 32 + (frame - 1) * FRAME;
  const FIVE_MORE = { beads: 305, turn: '5', next: 306 };
  let log: Buffer;
  let memory: Buffer;
  let frames: number;
  beforeEach(async () => {
    const child = program.start('stay', folder.root);
    await child.says('stays');
    child.kill('SIGKILL');
    await child.ended;
    log = readFileSync(path('beads.db-wal'));
    memory = readFileSync(path('beads.db-shm'));
    frames = (log.length - 32) / FRAME;
  });
  const mend = (): void => {
    writeFileSync(path('beads.db-wal'), log);
    writeFileSync(path('beads.db-shm'), memory);
  };
  const damageAt = (at: number): void => {
    const damaged = Buffer.from(log);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
    writeFileSync(path('beads.db-wal'), damaged);
  };
  const torn = (whole: number) => ({
    code: 'GT8003',
    message: expect.stringContaining(`its log (-wal) is torn behind frame ${whole} of ${frames}`),
  });

  it('of a process that was killed has all that it has committed', async () => {
    expect(frames).toBeGreaterThan(20);
    expect(await content()).toEqual(FIVE_MORE);
  });

  it('that has lost its end', async () => {
    truncateSync(path('beads.db-wal'), atFrame(frames));
    await expectRefused(torn(frames - 1), mend, FIVE_MORE);
  });

  it('that is cut off in the middle of a frame', async () => {
    truncateSync(path('beads.db-wal'), atFrame(5) + 1000);
    await expectRefused(torn(4), mend, FIVE_MORE);
  });

  it.each([
    ['a page of the first frame', 1, 500],
    ['a page in the middle', 10, 4000],
    ['the number of a page', 7, 0],
    ['the salt of a frame', 8, 8],
    ['the sum of a frame', 9, 16],
  ])('with a bit that is wrong in %s', async (_, frame, at) => {
    damageAt(atFrame(frame) + at);
    await expectRefused(torn(frame - 1), mend, FIVE_MORE);
  });

  it.each([
    ['magic number', 3],
    ['size of its pages', 10],
    ['salts', 17],
    ['sum', 25],
  ])('with a bit that is wrong in its own header, in its %s', async (_, at) => {
    damageAt(at);
    await expectRefused(torn(0), mend, FIVE_MORE);
  });

  it('of a copy that was put there, beside the memory of another one, is whole', async () => {
    const other = Buffer.from(memory);
    // The salts, in both of its headers.
    for (const at of [32, 80]) other.writeUInt32BE(7, at);
    writeFileSync(path('beads.db-shm'), other);
    expect(await content()).toEqual(FIVE_MORE);
  });

  it('that is gone, although something is not in the file yet', async () => {
    rmSync(path('beads.db-wal'));
    await expectRefused(
      { code: 'GT8003', message: expect.stringContaining(`its log (-wal) is gone, with ${frames} pages`) },
      mend,
      FIVE_MORE,
    );
  });

  it('that belongs to a file that has become empty', async () => {
    const bytes = readFileSync(path());
    truncateSync(path(), 0);
    await expectRefused(
      { code: 'GT8003', message: expect.stringContaining('it is empty, but its log (-wal) is not') },
      () => {
        writeFileSync(path(), bytes);
        mend();
      },
      FIVE_MORE,
    );
  });

  it('with a bit that is wrong before later writes, although nothing else remembers them', async () => {
    rmSync(path('beads.db-shm'));
    damageAt(atFrame(3) + 100);
    await expectRefused(
      { code: 'GT8003', message: expect.stringContaining('its log (-wal) is torn behind frame 2 of ') },
      mend,
      FIVE_MORE,
    );
  });

  it('with the beginning of a write that was never finished is whole', async () => {
    const unfinished = Buffer.concat([log, log.subarray(atFrame(2), atFrame(4) + 2000)]);
    writeFileSync(path('beads.db-wal'), unfinished);
    expect(await content()).toEqual(FIVE_MORE);
  });

  it('with an older one behind its end is whole', async () => {
    // As after the log was begun anew: frames with other salts.
    const older = Buffer.from(log.subarray(32));
    for (let frame = 0; frame < frames; frame++) older.writeUInt32BE(7, frame * FRAME + 8);
    writeFileSync(path('beads.db-wal'), Buffer.concat([log, older]));
    expect(await content()).toEqual(FIVE_MORE);
  });
});

describe('a place that may only be read', () => {
  /** Nobody in particular. Root may write everywhere, so as root the program runs as somebody else. */
  const user = process.getuid?.() === 0 ? 65_534 : undefined;
  const lines = async (): Promise<readonly string[]> => {
    const { stdout, stderr, code } = await program.startAs(user, 'count', folder.root).ended;
    return [...stdout, stderr, `exit ${code}`];
  };
  afterEach(() => {
    chmodSync(folder.root, 0o755);
    chmodSync(path(), 0o644);
  });

  it.each([
    ['file', 0o777, 0o444, 'GT8006'],
    ['folder', 0o555, 0o666, 'GT8006'],
    ['file that may not even be read', 0o777, 0o000, 'GT8007'],
    ['folder that may not even be searched', 0o000, 0o666, 'GT8007'],
  ])('the %s', async (_, folderMode, fileMode, code) => {
    const before = files();
    chmodSync(path(), fileMode);
    chmodSync(folder.root, folderMode);
    const found = await lines();
    chmodSync(folder.root, 0o755);
    chmodSync(path(), 0o644);
    expect(found).toEqual([`refused ${code}`, '', 'exit 0']);
    expect(files()).toEqual(before);
    expect(await content()).toEqual(WHOLE);
  });
});

describe('a disk that is full', () => {
  it('fails the write, which leaves nothing, and what was there can be read and changed', async () => {
    const maxPages = statSync(path()).size / 4096 + 4;
    const ledger = await openLedger(folder.root, { maxPages });
    const big = (n: number) => ({
      node: nodeWith({ n }),
      bead: beadWith({ n, description: 'y'.repeat(4000) }),
    });
    const fill = ledger.write((tx) => {
      tx.setSetting('turn', '1');
      tx.insert(Array.from({ length: 100 }, (_, index) => big(301 + index)));
    });
    await expect(fill).rejects.toMatchObject({
      code: 'GT8005',
      message: `the ledger ${JSON.stringify(path())} cannot grow: the disk is full`,
    });
    expect(await ledger.read((view) => [view.beads({}).length, view.setting('turn')])).toEqual([300, '0']);
    await ledger.write((tx) => tx.updateNode(1, { priority: 0 }));
    ledger.close();
    expect(await content()).toEqual(WHOLE);
    const roomy = await openLedger(folder.root);
    await roomy.write((tx) => tx.insert([big(301)]));
    roomy.close();
    expect(await content()).toEqual({ beads: 301, turn: '0', next: 302 });
  });

  it('fails that write of several, and those that were to be committed with it, and nothing else', async () => {
    const maxPages = statSync(path()).size / 4096 + 4;
    const ledger = await openLedger(folder.root, { maxPages, timing: { together: 60_000 } });
    const [first, big, last] = await Promise.allSettled([
      ledger.write((tx) => tx.setSetting('turn', '1')),
      ledger.write((tx) => tx.setSetting('big', 'y'.repeat(1_000_000))),
      ledger.write((tx) => tx.setSetting('last', 'kept')),
    ]);
    const full = { status: 'rejected', reason: { code: 'GT8005' } };
    // SQLite has ended the transaction, and the first with it; the last had not begun.
    expect([first, big, last]).toMatchObject([full, full, { status: 'fulfilled' }]);
    const left = await ledger.read((view) => ['turn', 'big', 'last'].map((name) => view.setting(name)));
    expect(left).toEqual(['0', undefined, 'kept']);
    ledger.close();
  });

  it('fails the write also when that has caught the failure', async () => {
    const ledger = await openLedger(folder.root, { maxPages: statSync(path()).size / 4096 });
    const caught = ledger.write((tx) => {
      tx.setSetting('turn', '1');
      try {
        tx.setSetting('big', 'y'.repeat(1_000_000));
      } catch {
        tx.setSetting('turn', '2');
      }
    });
    await expect(caught).rejects.toMatchObject({ code: 'GT8005' });
    ledger.close();
    expect(await content()).toEqual(WHOLE);
  });
});

describe('a process that was stopped while it wrote', () => {
  it('is named to those who wait for it, keeps nobody from reading, and finishes when it goes on', async () => {
    const child = program.start('hold', folder.root);
    await child.says('held');
    child.kill('SIGSTOP');
    const ledger = await openLedger(folder.root, { timing: { busy: 100 } });
    const waiting = ledger.write((tx) => tx.setSetting('turn', '1'));
    expect(await ledger.read((view) => view.beads({}).length)).toBe(300);
    const failure = await waiting.catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'GT8002',
      message: expect.stringMatching(
        new RegExp(`is locked: after 0.1 s process ${child.pid} \\(.*node.* hold .*\\) still holds it$`),
      ),
      help: `it has been stopped; "kill -CONT ${child.pid}" lets it go on`,
    });
    child.kill('SIGCONT');
    child.tell('go on');
    await child.says('done');
    await ledger.write((tx) => tx.setSetting('turn', '2'));
    ledger.close();
    await child.ended;
    expect(await content()).toEqual({ beads: 301, turn: '2', next: 302 });
  });

  it('is named also when it only takes long', async () => {
    const child = program.start('hold', folder.root);
    await child.says('held');
    const ledger = await openLedger(folder.root, { timing: { busy: 50 } });
    await expect(ledger.write((tx) => tx.setSetting('turn', '1'))).rejects.toMatchObject({
      code: 'GT8002',
      facts: { holder: { pid: child.pid, isStopped: false } },
      help: 'nothing was changed; try again, or look at what that process is doing',
    });
    child.tell('go on');
    await child.ended;
    ledger.close();
  });
});
