import { escaped } from './terminal-text.js';

/**
 * `error` stops the formula from being cooked; `warning` does not. There is no third level: what is
 * not worth a warning is a lint rule.
 */
export type Severity = 'error' | 'warning';

/**
 * One kind of finding. `P` names the facts its text needs, so that a report with a missing fact does
 * not compile (see `Reporter.report`).
 */
export interface Definition<P> {
  readonly severity: Severity;
  /** Kebab-case, stable: what suppression comments and documentation call it. */
  readonly name: string;
  /** What is wrong and where, one sentence without a final stop. */
  readonly message: (facts: P) => string;
  /** What to do next. Never anything that destroys data: agents obey error texts. */
  readonly help?: (facts: P) => string | undefined;
}

export const define = <P = Record<never, never>>(definition: Definition<P>): Definition<P> => definition;

/** UTF-16 units of an author's word that a message repeats; a name can be megabytes long. */
export const MAX_QUOTED_LENGTH = 200;

/**
 * `"a"`, the way every message quotes an author's word. What a terminal would obey or not show stands as
 * its escape, so that two names that look the same do not read the same.
 */
export function quote(word: string): string {
  const long = word.length > MAX_QUOTED_LENGTH;
  return escaped(JSON.stringify(long ? `${word.slice(0, MAX_QUOTED_LENGTH)}…` : word));
}

/** `"a", "b" or "c"`, at most `most` of them. */
export function alternatives(words: readonly string[], most = 5): string {
  const shown = words.slice(0, most).map(quote);
  const rest = words.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} or ${rest} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} or ${shown[shown.length - 1]}`;
}

/** What to do with a formula that is named where one of its type cannot be. */
export const USE_OF_TYPE: Readonly<Record<string, string>> = {
  workflow: 'the steps of a workflow are inherited by "extends"',
  convoy: 'the legs of a convoy are inherited by "extends"',
  expansion: 'an expansion takes the place of a step: by "expand" of the step, or [[compose.expand]]',
  aspect: 'an aspect is woven in by "compose.aspects"',
};

/** The help text of a name that is not known, where others are near. */
export function didYouMean(near: readonly string[]): string | undefined {
  return near.length > 0 ? `did you mean ${alternatives(near)}?` : undefined;
}
