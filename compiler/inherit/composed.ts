import type { FormulaType } from '../check/formula.js';
import type { Formula } from '../check/generated/formula.js';
import type { LoadedFormula } from '../check/load.js';
import type { FormulaReference } from '../check/references.js';
import type { Variable } from '../check/variable.js';
import type { Source, Span } from '../read/source.js';

/** How a file was reached: `shiny`, inherited by `shiny-enterprise` in its `extends`. */
export interface Inheritance {
  /** The formula that names the parent. */
  readonly by: string;
  readonly at: Span | undefined;
  /** How `by` itself was reached; undefined for the formula one started from. */
  readonly next: Inheritance | undefined;
}

/** A formula with everything it inherits, as if its author had written it all in one file. */
export interface Composed {
  readonly name: string;
  readonly type: FormulaType;
  readonly doc: Formula;
  readonly source: Source;
  readonly variables: ReadonlyMap<string, Variable>;
  /** `compose.aspects` with the place of each name, which may be in different files. */
  readonly aspects: readonly FormulaReference[];
  /** For each file that something was inherited from, how. */
  readonly inheritance: ReadonlyMap<Source, Inheritance>;
  /** Every file that took part, parents first. */
  readonly sources: readonly Source[];
  /** A formula that it draws in could not be read; a name that is missing may be in that one. */
  readonly incomplete: boolean;
  /** What its references lead to, those of its parents included. */
  readonly references: ReadonlyMap<string, LoadedFormula>;
}
