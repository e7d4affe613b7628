import { afterEach, beforeEach, expect, it } from 'vitest';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { type Hold, holdFile, isHold } from './hold.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

it('a file is had by one at a time, who is named, and by the next when it is released', async () => {
  const path = folder.path('daemon/lock');
  const first = await holdFile(path);
  expect(isHold(first)).toBe(true);
  expect(await holdFile(path)).toEqual({ pid: process.pid });
  (first as Hold).release();
  const next = await holdFile(path);
  expect(isHold(next)).toBe(true);
  (next as Hold).release();
});
