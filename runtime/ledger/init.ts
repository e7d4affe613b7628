import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fail } from '../failure/failure.js';
import { FileFailure, reasonOf, standsAt } from '../formulas/file-failure.js';
import { openLedger } from './open.js';

export interface Begun {
  /** Absolute: the `.beads` in the folder of the project. */
  readonly folder: string;
  readonly prefix: string;
  /** False when it was there before. */
  readonly isNew: boolean;
}

const PREFIX = /^[a-z][a-z0-9-]{0,30}[a-z0-9]$|^[a-z]$/;

/** The database stays out of git, and so do the files that SQLite keeps beside it; the beads travel as issues.jsonl. */
const GITIGNORE = 'beads.db*\n';

/**
 * Begin a ledger in `<project>/.beads`; one that is there stays as it is, whatever prefix is given. `prefix` of ids is
 * made from the name of the folder when it is not given. Rejects with GT8010 when it cannot be one, and with what
 * `openLedger` rejects with.
 */
export async function initLedger(
  project: string,
  options: { readonly prefix?: string | undefined } = {},
): Promise<Begun> {
  const prefix = options.prefix ?? prefixOf(basename(resolve(project)));
  if (!PREFIX.test(prefix)) fail('GT8010', { prefix });
  const folder = resolve(project, '.beads');
  try {
    mkdirSync(folder, { recursive: true });
    const ignored = join(folder, '.gitignore');
    if (!standsAt(ignored)) writeFileSync(ignored, GITIGNORE);
  } catch (error) {
    if (error instanceof FileFailure) throw error;
    throw new FileFailure('write', folder, reasonOf(error));
  }
  let isNew = false;
  const ledger = await openLedger(folder, { create: { prefix, begun: () => (isNew = true) } });
  try {
    return { folder, prefix: (await ledger.read((view) => view.setting('prefix'))) ?? prefix, isNew };
  } finally {
    ledger.close();
  }
}

/** `My App!` is `my-app`; what has no letter is `gt`. */
export function prefixOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 32)
    .replace(/-+$/, '');
  return words || 'gt';
}
