import type { Damaged } from '../line/file.js';
import type { Conflict } from '../merge/conflict.js';

/** What an import did, or would do. Beads are told by their ids, in order. */
export interface ImportResult {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
  /** How many beads are as they were. */
  readonly unchanged: number;
  /** Whose lines are older than what the ledger has taken in before: nothing was taken from them. */
  readonly stale: readonly string[];
  /** Changed on both sides, with the values that were not taken; those are kept as comments. */
  readonly conflicts: readonly Conflict[];
  /** Lines that were not taken in, and are kept aside. */
  readonly rejected: readonly Damaged[];
  /** Deleted elsewhere and at work here: they stay until that attempt is over. */
  readonly held: readonly string[];
  /** Dependencies on what is not here; they are kept, and hold once it is. */
  readonly missing: readonly { readonly id: string; readonly on: string }[];
  /** Beads that wait for each other, so that none can go on. */
  readonly circles: readonly (readonly string[])[];
}

/** The same, while it is put together. */
export class Findings {
  readonly created: string[] = [];
  readonly updated: string[] = [];
  readonly deleted: string[] = [];
  unchanged = 0;
  readonly stale: string[] = [];
  readonly conflicts: Conflict[] = [];
  readonly rejected: Damaged[] = [];
  readonly held: string[] = [];
  readonly missing: { readonly id: string; readonly on: string }[] = [];
  circles: readonly (readonly string[])[] = [];

  result(): ImportResult {
    return {
      created: this.created.sort(),
      updated: this.updated.sort(),
      deleted: this.deleted.sort(),
      unchanged: this.unchanged,
      stale: this.stale.sort(),
      conflicts: this.conflicts,
      rejected: this.rejected.sort((a, b) => a.at - b.at),
      held: this.held.sort(),
      missing: this.missing,
      circles: this.circles,
    };
  }
}
