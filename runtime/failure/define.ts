/** What a failure means to whoever called the program: the exit code, as the README has them. */
export type Gravity =
  /** The answer is no: nothing of that name, not in that state, not with these values. */
  | 'refused'
  /** The place is not right: no ledger, locked, damaged, full. */
  | 'environment';

/** One way in which the runtime says no. `P`: the facts that its text needs. */
export interface Definition<P> {
  readonly gravity: Gravity;
  /** What, where and why: one sentence, without a final stop. */
  readonly text: (facts: P) => string;
  /** What to do next; never anything that destroys data, since agents do what they read. */
  readonly help?: (facts: P) => string | undefined;
}

export const refused = <P>(text: Definition<P>['text'], help?: Definition<P>['help']): Definition<P> => ({
  gravity: 'refused',
  text,
  ...(help && { help }),
});

export const environment = <P>(text: Definition<P>['text'], help?: Definition<P>['help']): Definition<P> => ({
  gravity: 'environment',
  text,
  ...(help && { help }),
});

/** A text from outside, as a message shows it. */
export const quote = (text: string): string => JSON.stringify(text);
