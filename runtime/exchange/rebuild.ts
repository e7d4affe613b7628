import { linkSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FileFailure, reasonOf } from '../formulas/file-failure.js';
import { prefixOf } from '../ledger/init.js';
import { LEDGER_FILE, openLedger } from '../ledger/open.js';
import { Engine, type Outside } from '../step/engine.js';
import { importFile } from './import/import-file.js';
import type { ImportResult } from './import/result.js';
import { readFileBytes } from './line/file.js';
import { readBytes } from './read-bytes.js';

/** The file of beads that git has, in the folder of its ledger. */
export const ISSUES = 'issues.jsonl';

/**
 * Make the ledger of a folder that has only the file of beads: beside its place, and put there when it is whole, so that nobody
 * takes half of it for all. Where somebody else was quicker, theirs stays. Rejects as `importFile` and `openLedger` do.
 */
export async function rebuildLedger(
  folder: string,
  { actor, outside }: { readonly actor: string; readonly outside: Outside },
): Promise<ImportResult> {
  const path = join(folder, ISSUES);
  const bytes = readBytes(path);
  const beside = makeFolder(folder);
  try {
    const ledger = await openLedger(beside, { create: { prefix: prefixIn(bytes, folder) } });
    let result: ImportResult;
    try {
      result = await importFile(new Engine(ledger, outside), path, { actor, isShared: true, bytes });
    } finally {
      // The last to close puts all of it into the one file.
      ledger.close();
    }
    putInPlace(join(beside, LEDGER_FILE), join(folder, LEDGER_FILE));
    return result;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

function makeFolder(folder: string): string {
  try {
    return mkdtempSync(join(folder, '.rebuild-'));
  } catch (error) {
    throw new FileFailure('write', folder, reasonOf(error));
  }
}

function putInPlace(made: string, path: string): void {
  try {
    linkSync(made, path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw new FileFailure('write', path, reasonOf(error));
  }
}

/** What most ids begin with; where there are none, what the folder of the project says. */
function prefixIn(bytes: Uint8Array, folder: string): string {
  const counts = new Map<string, number>();
  for (const { type, id } of readFileBytes(bytes).lines) {
    const prefix = type === 'issue' ? /^([^.]+?)(?:-(?:mol|wisp))?-[0-9a-z]+$/.exec(id)?.[1] : undefined;
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? prefixOf(basename(dirname(folder)));
}
