import type { Extent } from '../syntax/tree.js';

/** Something that could stand at the cursor. */
export interface Proposal extends Extent {
  readonly label: string;
  readonly kind: 'key' | 'table' | 'value' | 'name' | 'word';
  /** What takes the place of the extent, which has the cursor in it. */
  readonly text: string;
  /** Where in `text` one goes on; at its end without it. */
  readonly caret?: number;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
}
