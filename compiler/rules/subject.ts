import type { LoadedFormula } from '../check/load.js';
import type { Cooking } from '../expand/cooking.js';
import type { Schedule } from '../graph/schedule.js';
import type { Wiring } from '../wire/events.js';

/** A formula that was cooked without errors, and all that became of it on the way. */
export interface LintSubject {
  /** The formula's own file. */
  readonly root: LoadedFormula;
  /** The final tree of steps and regions, and the formula with all that it inherits. */
  readonly cooking: Cooking;
  readonly wiring: Wiring;
  readonly schedule: Schedule;
}
