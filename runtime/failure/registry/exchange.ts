import { environment, quote, refused } from '../define.js';

/** GT85xx: the file of beads that travels with git. */
export const exchange = {
  GT8501: environment<{ path: string; reason: string }>(
    ({ path, reason }) => `${quote(path)} cannot be read: ${reason}`,
  ),
  GT8502: refused<{ path: string; lines: number }>(
    ({ path, lines }) =>
      `${quote(path)} has ${lines} ${lines === 1 ? 'line' : 'lines'} that this ledger has not taken in; an export would lose ${lines === 1 ? 'it' : 'them'}`,
    () => '"bd import" takes them in; then export again',
  ),
  GT8503: refused<{ path: string; reason: string }>(
    ({ path, reason }) => `${quote(path)} cannot be merged: ${reason}`,
    () => 'git keeps both versions; mend the file and add it, or merge again',
  ),
  GT8504: environment<{ reason: string }>(({ reason }) => `the merge driver cannot be set up: ${reason}`),
};
