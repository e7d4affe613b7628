/** Exit codes are API (README). */
export const EXIT = {
  ok: 0,
  /** The formula has errors, or the answer of the ledger is no. */
  findings: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** The place is not right: a file could not be read or written, there is no ledger, or it cannot be used. */
  environment: 3,
  /** Our bug. */
  bug: 4,
  /** Somebody struck control-C while they were asked: as a shell counts what a signal ends. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command was called wrongly; the text says how and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Whoever was to answer does not want to go on. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
