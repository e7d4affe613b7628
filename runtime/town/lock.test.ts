import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { withLock } from './lock.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

it('one at a time has a lock, whatever becomes of the work', async () => {
  const path = folder.path('daemon/x.lock');
  let inside = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    expect(inside).toBe(1);
    await new Promise(setImmediate);
    inside -= 1;
    throw new Error('over');
  };
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => withLock(path, work)));
  expect(all.map((each) => each.status === 'rejected' && String(each.reason))).toEqual(
    Array(20).fill('Error: over'),
  );
  expect(readdirSync(folder.path('daemon'))).toEqual([]);
});

it('a lock whose holder was killed is in nobody’s way, and neither is one that says nothing', async () => {
  folder.write({ 'dead.lock': '{"pid":1,"startTime":"never","id":""}', 'empty.lock': '' });
  for (const name of ['dead.lock', 'empty.lock'])
    expect(await withLock(folder.path(name), async () => existsSync(folder.path(name)))).toBe(true);
  expect(readdirSync(folder.root)).toEqual([]);
});

it('a lock that is held too long is told with its holder', async () => {
  const path = folder.path('x.lock');
  await withLock(path, async () => {
    await expect(withLock(path, async () => 0, 30)).rejects.toMatchObject({
      code: 'GT8804',
      facts: { pid: process.pid },
    });
  });
});
