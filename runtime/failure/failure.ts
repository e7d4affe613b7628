import type { Definition, Gravity } from './define.js';
import { beads } from './registry/beads.js';
import { dispatch } from './registry/dispatch.js';
import { exchange } from './registry/exchange.js';
import { gates } from './registry/gates.js';
import { molecules } from './registry/molecules.js';
import { polecats } from './registry/polecats.js';
import { steps } from './registry/steps.js';
import { store } from './registry/store.js';
import { towns } from './registry/towns.js';

/** Every way in which the runtime says no. A code is never reused for another meaning. */
export const failures = {
  ...store,
  ...beads,
  ...molecules,
  ...steps,
  ...gates,
  ...exchange,
  ...towns,
  ...polecats,
  ...dispatch,
};

export type FailureCode = keyof typeof failures;

/** The facts that the text of `C` needs. */
export type FailureFacts<C extends FailureCode> =
  (typeof failures)[C] extends Definition<infer P> ? P : never;

/** An expected failure: the code says which, the message is for people, and nothing has been changed. */
export class RuntimeFailure<C extends FailureCode = FailureCode> extends Error {
  override readonly name = 'RuntimeFailure';
  readonly gravity: Gravity;
  /** What to do next. */
  readonly help: string | undefined;

  constructor(
    readonly code: C,
    readonly facts: FailureFacts<C>,
    options?: ErrorOptions,
  ) {
    const definition = failures[code] as unknown as Definition<FailureFacts<C>>;
    super(definition.text(facts), options);
    this.gravity = definition.gravity;
    this.help = definition.help?.(facts);
  }
}

/** Throw one. */
export function fail<C extends FailureCode>(code: C, facts: FailureFacts<C>): never {
  throw new RuntimeFailure(code, facts);
}

/** What went wrong and what to do next in one line, for what is written down and read later. */
export function lineOf(error: unknown): string {
  if (isFailure(error) && error.help !== undefined) return `${error.message}; ${error.help}`;
  return error instanceof Error ? error.message : String(error);
}

/** Whether something thrown is a RuntimeFailure. By its name: each bundle of the program has its own copy of the class. */
export const isFailure = (error: unknown): error is RuntimeFailure =>
  error instanceof Error && error.name === 'RuntimeFailure';
