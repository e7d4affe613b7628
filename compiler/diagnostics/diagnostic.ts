import type { Span } from '../read/source.js';
import type { Severity } from './define.js';
import type { Code } from './registry.js';

/** A further place that explains a finding: `woven in by aspect "security-audit"`, here. */
export interface Related {
  readonly message: string;
  readonly span: Span;
}

/** Replace each span with its text; spans of one fix do not overlap. An empty span inserts. */
export interface Fix {
  readonly title: string;
  /** The formula means the same with it, so that it may be applied without asking its author. */
  readonly isSafe?: boolean;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

/** One finding, ready to be shown; made by `Reporter` only. */
export interface Diagnostic {
  readonly code: Code;
  /** The code's kebab-case name. */
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string | undefined;
  /** Undefined only where no file is at fault: a formula that was not found, a bad `--var`. */
  readonly span: Span | undefined;
  /** A few words for the line of carets. */
  readonly label: string | undefined;
  /** The origin chain, innermost first. */
  readonly related: readonly Related[];
  readonly fix: Fix | undefined;
}
