/** Exit codes are API (README). */
export const EXIT = {
  ok: 0,
  /** The formula has errors. */
  findings: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** The file system refused: a file could not be read or written. */
  environment: 3,
  /** Our bug. */
  bug: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command was called wrongly; the text says how and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
