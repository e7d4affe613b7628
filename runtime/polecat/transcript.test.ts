import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { Transcript, tailOf } from './transcript.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

const write = (lines: readonly string[], max?: number): string => {
  const transcript = new Transcript(folder.path('logs/x.log'), max);
  for (const line of lines) transcript.append(Buffer.from(`${line}\n`));
  transcript.close();
  return transcript.path;
};

describe('a transcript', () => {
  it('goes on where it was, and makes way when it is large', () => {
    write(['one', 'two'], 8);
    const path = write(['three', '4', '5', 'six', 'seven', 'eight', 'nine'], 8);
    expect(readdirSync(folder.path('logs')).sort()).toEqual(['x.log', 'x.log.1', 'x.log.2', 'x.log.3']);
    expect(readFileSync(path, 'utf8')).toBe('nine\n');
    expect(tailOf(path, 3)).toEqual(['seven', 'eight', 'nine']);
    expect(tailOf(path, 100)).toEqual(['5', 'six', 'seven', 'eight', 'nine']);
  });

  it('has its last lines read from its end', () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `${at} ${'é'.repeat(at % 20)}`);
    const path = write(lines);
    for (const count of [0, 1, 7, 5_000, 20_000, 30_000])
      expect(tailOf(path, count)).toEqual(count ? lines.slice(-count) : []);
    expect(tailOf(folder.path('none'), 5)).toBeUndefined();
  });
});
