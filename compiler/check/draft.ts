import type { Correction } from '../read/corrected-source.js';
import type { Table } from '../read/spans.js';

/** A document before its shape is known to be right. */
export interface Draft {
  readonly root: Table;
  /** What was corrected in the text before `root` was read from it. */
  readonly corrections: readonly Correction[];
  /** Read the text with `corrections`, and no others, made; undefined when it is then not valid. */
  readonly read: (corrections: readonly Correction[]) => Promise<Table | undefined>;
}
