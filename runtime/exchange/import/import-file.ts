import type { Engine } from '../../step/engine.js';
import { synced } from '../export.js';
import { type Contents, readFileBytes } from '../line/file.js';
import { readBytes } from '../read-bytes.js';
import { keepAside } from '../rejected.js';
import { Findings, type ImportResult } from './result.js';
import { takeIn } from './take-in.js';

export interface ImportOptions {
  readonly actor: string;
  /** Do all of it, and then nothing of it. */
  readonly dryRun?: boolean | undefined;
  /** It is the file that the ledger and git have in common: what it says is what both agree on from now on. */
  readonly isShared: boolean;
  /** What stands in the file, when it was read already; `path` is then only where lines are kept aside. */
  readonly bytes?: Uint8Array | undefined;
}

/** Thrown to undo a dry run. */
class DryRun extends Error {
  override readonly name = 'DryRun';
}

/**
 * Take a file of beads into the ledger, in one transaction: a three-way merge by bead and field between the file, the ledger,
 * and what both last agreed on. Nothing is deleted because it is not in the file. What cannot be taken in is told with its line
 * and kept aside, beside the file. Again, it changes nothing. Rejects with GT8501 where the file cannot be read.
 */
export async function importFile(
  engine: Engine,
  path: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const bytes = options.bytes ?? readBytes(path);
  const contents = readFileBytes(bytes);
  let findings = new Findings();
  try {
    await engine.change(options.actor, (turn) => {
      // The work may be done again.
      findings = begin(contents);
      takeIn(turn, contents, options.isShared, findings);
      if (options.isShared) turn.tx.setSetting(...synced(bytes));
      if (options.dryRun) throw new DryRun();
      // Before the commit: the file may be written over as soon as it counts as taken in.
      keepAside(path, findings.rejected);
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return findings.result();
}

function begin({ damaged }: Contents): Findings {
  const findings = new Findings();
  findings.rejected.push(...damaged);
  return findings;
}
