import { UsageError } from './exit.js';

/** A reason that is to be recorded; undefined where none is given. Throws a UsageError for an empty one. */
export function demandReason(option: string, reason: string | undefined): string | undefined {
  if (reason !== undefined && reason.trim() === '') throw new UsageError(`${option} is empty; write why`);
  return reason;
}
