import { describe, expect, it } from 'vitest';
import { ownerOf } from './lock-holder.js';

/** As Linux shows it; `->` is one that waits. */
const LOCKS = `1: POSIX  ADVISORY  READ  4711 fd:01:1835021 128 128
2: POSIX  ADVISORY  WRITE 4712 fd:01:1835021 120 120
2: -> POSIX  ADVISORY  WRITE 4713 fd:01:1835021 120 120
3: FLOCK  ADVISORY  WRITE 4714 fd:01:1835021 0 EOF
4: POSIX  ADVISORY  WRITE 4715 00:2e:99 0 EOF
5: OFDLCK ADVISORY  WRITE -1 fd:01:7 0 10
6: POSIX  ADVISORY  READ 4716 fd:01:1835022 1073741826 1073742335
`;

describe('the holder of a lock', () => {
  it.each([
    ['the writer', 'WRITE', 1835021, 120, 4712],
    ['nobody for another byte', 'WRITE', 1835021, 121, undefined],
    ['whoever writes anywhere', 'WRITE', 1835021, undefined, 4712],
    ['who reads', 'READ', 1835021, 128, 4711],
    ['who has all of a file', 'WRITE', 99, 120, 4715],
    ['nobody for another file', 'WRITE', 1835022, undefined, undefined],
    ['no process for a lock that has none', 'WRITE', 7, 5, undefined],
  ] as const)('is %s', (_, kind, inode, byte, owner) => {
    expect(ownerOf(LOCKS, kind, inode, byte)).toBe(owner);
  });
});
