import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something that one process of the machine has at a time. */
export interface Hold {
  release(): void;
}

/** Who has it, where the system tells. */
export interface HeldBy {
  readonly pid: number | undefined;
}

/**
 * Have the file at `path` for this process alone, until it is released or the process is gone, however it went: the lock
 * is the kernel's, so that no file is left over that somebody would have to judge.
 */
export async function holdFile(path: string): Promise<Hold | HeldBy> {
  mkdirSync(dirname(path), { recursive: true });
  const [{ loadDriver }, { holdByLock }] = await Promise.all([
    import('./sqlite/driver.js'),
    import('./sqlite/hold.js'),
  ]);
  return holdByLock(path, await loadDriver());
}

export const isHold = (found: Hold | HeldBy): found is Hold => 'release' in found;
