import { RuntimeFailure } from '../../failure/failure.js';
import { lockHolder } from './lock-holder.js';
import { SqliteRefusal } from './refusal.js';

/**
 * What SQLite refused at `path`, in the runtime's words; everything else as it is. `waited`: milliseconds, of a lock.
 */
export function failureOf(error: unknown, path: string, waited = 0): unknown {
  if (!(error instanceof SqliteRefusal)) return error;
  const options = { cause: error };
  switch (error.kind) {
    case 'busy':
      return new RuntimeFailure('GT8002', { path, waited, holder: lockHolder(path) }, options);
    case 'damaged':
      return new RuntimeFailure('GT8003', { path, reason: error.message }, options);
    case 'full':
      return new RuntimeFailure('GT8005', { path }, options);
    case 'read-only':
      return new RuntimeFailure('GT8006', { path }, options);
    case 'unreachable':
      return new RuntimeFailure('GT8007', { path, reason: error.message }, options);
    default:
      return error;
  }
}
