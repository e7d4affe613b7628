import type { LintCode } from '../diagnostics/registry/lint.js';
import type { Facts } from '../diagnostics/registry.js';
import type { Place } from '../diagnostics/reporter.js';
import type { Span } from '../read/source.js';
import type { AuthoredStep } from './authored.js';
import type { Commands } from './shell/commands.js';
import type { LintSubject } from './subject.js';

export const LEVELS = ['off', 'warning', 'error'] as const;
/** What a finding of a rule is; `off`: the rule is not asked. */
export type Level = (typeof LEVELS)[number];

/** What a rule looks at, and where it says what it found. */
export interface RuleContext<C extends LintCode = LintCode> extends LintSubject {
  /** Every step that the formula's own file writes. */
  readonly authored: readonly AuthoredStep[];
  /** The commands that texts may name. */
  readonly commands: Commands;
  /** Report what the author can do better. Places in other files than the formula's own are passed over. */
  report(facts: Facts<C>, place: Place): void;
  /**
   * Say that what stands at `span`, in another file, is right after all: a formula that inherits from that
   * file makes use of it. A finding of this rule at that place is then dropped, whichever run made it.
   */
  clear(span: Span | undefined): void;
}

/**
 * One rule: a claim about a formula that cooks without errors, true in every case that it reports. The
 * registry has its texts, under its code.
 */
export interface Rule<C extends LintCode = LintCode> {
  readonly code: C;
  /** Unless the configuration says otherwise. What is a matter of taste is off. */
  readonly level: Level;
  check(context: RuleContext<C>): void;
}
