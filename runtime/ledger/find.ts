import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fail } from '../failure/failure.js';
import { FileFailure, reasonOf, standsAt } from '../formulas/file-failure.js';
import { projectFolders, type Surroundings, townOf } from '../formulas/tiers.js';
import { LEDGER_FILE } from './open.js';

/**
 * The folder of the ledger that is meant where one stands: that of the project, from the working folder up to the
 * root of the repository; in a worktree of git that has none of its own, that of the main checkout, since all of
 * them work on the same beads; then the town's. Fails with GT8001 when there is none. Absolute.
 */
export function findLedger(surroundings: Pick<Surroundings, 'cwd' | 'town'>): string {
  const found = ledgerFolders(surroundings).find((folder) => standsAt(join(folder, LEDGER_FILE)));
  return found ?? fail('GT8001', { folder: resolve(surroundings.cwd) });
}

/** The folders that a ledger is looked for in, in that order; absolute. */
export function ledgerFolders(surroundings: Pick<Surroundings, 'cwd' | 'town'>): string[] {
  const { folders, root } = projectFolders(surroundings.cwd);
  const all = [...folders, mainCheckout(root), townOf(surroundings)];
  return all.flatMap((folder) => (folder === undefined ? [] : [join(folder, '.beads')]));
}

/**
 * The folder that a worktree at `root` belongs to; undefined where it is none. There, `.git` is a file that leads to
 * `<main>/.git/worktrees/<name>`, where `commondir` leads on to `<main>/.git`.
 */
function mainCheckout(root: string): string | undefined {
  const git = join(root, '.git');
  if (!standsAt(git)?.isFile()) return undefined;
  const line = /^gitdir: (.*)$/m.exec(read(git))?.[1];
  if (line === undefined) return undefined;
  const own = resolve(root, line);
  const pointer = join(own, 'commondir');
  if (!standsAt(pointer)) return undefined;
  const common = resolve(own, read(pointer).trim());
  // A bare repository has no checkout.
  return basename(common) === '.git' ? dirname(common) : undefined;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  }
}
