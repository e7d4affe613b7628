import type { Extent, Path } from '../syntax/tree.js';
import type { NameKind } from './sites.js';

/** A name where it stands in a file, without quotes and braces. */
export interface Occurrence extends Extent {
  readonly kind: NameKind;
  readonly name: string;
  readonly isDefinition: boolean;
  /** It is a key, or a part of a header. */
  readonly isKey: boolean;
  /** Of the value or key. */
  readonly path: Path;
  /** The site or place of the schema: `step.needs[]`. */
  readonly site: string;
  /** Where it is looked up or defined, the innermost first (`scopesOf`). */
  readonly scopes: readonly string[];
  /** Of the key of an argument: the name of the formula that has the variable; empty where none is named. */
  readonly owner: string | undefined;
  /** It may be no name at all, and is none where nothing has it: a bare word of a condition, `{word}`. */
  readonly isTentative: boolean;
}

/** A text that may hold names and could not be read as such: a pattern, or an expression with a mistake. */
export interface Unread extends Extent {
  readonly text: string;
  readonly kind: 'pattern' | 'broken';
}

/** Every name of one file, in order of place. */
export interface FileNames {
  readonly occurrences: readonly Occurrence[];
  readonly unread: readonly Unread[];
  /** What it inherits from, as written. */
  readonly parents: readonly string[];
  /** The formulas whose steps become its own: expansions and aspects, as written. */
  readonly drawnIn: readonly string[];
}
