import type { View } from '../ledger/contract.js';
import type { Turn } from '../step/turn.js';

/** Something that is not as it should be. */
export interface Finding {
  readonly code: string;
  /** `error`: what the ledger says cannot be relied on. `warning`: it can, and something should be done. */
  readonly severity: 'error' | 'warning';
  /** One sentence, without a final stop. */
  readonly message: string;
  /** What was seen: ids and figures. */
  readonly evidence: readonly string[];
  /** What to do next; never anything that destroys data. */
  readonly help: string;
  /** Whether `--fix` mends it. */
  readonly canFix: boolean;
}

/** Where the doctor looks. */
export interface Patient {
  /** The folder of the ledger. */
  readonly folder: string;
  readonly now: number;
}

/** A check of what an open ledger says. */
export interface Check {
  readonly code: string;
  find(view: View, patient: Patient): Finding[];
  /** Mend it in one transaction; absent where that is not safe. */
  fix?(turn: Turn): void;
}
