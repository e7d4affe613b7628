import type { Condition, Operand, Value } from './ast.js';
import { isFinal, stateOf } from './state.js';

/** What keeps a condition from ever being true, and from ever being false; undefined where nothing does. */
export interface Hindrances<T> {
  readonly true: T | undefined;
  readonly false: T | undefined;
}

/**
 * Which truth a condition can come to while some steps have not ended (spec: GATE-3). `unanswered`: what keeps
 * a question about the end of a step from being answered; every other question may be answered either way.
 */
export function hindrances<T>(
  condition: Condition,
  unanswered: (question: Operand) => T | undefined,
): Hindrances<T> {
  const compared = (left: Operand, right: Value): Hindrances<T> =>
    either(isOfNow(left, right) ? undefined : unanswered(left));
  switch (condition.kind) {
    case 'always':
      return either<T>(undefined);
    case 'or':
    case 'and': {
      const terms = condition.terms.map((term) => hindrances(term, unanswered));
      return joined(terms, condition.kind === 'or');
    }
    case 'not': {
      const term = hindrances(condition.term, unanswered);
      return { true: term.false, false: term.true };
    }
    case 'truth':
      return either(unanswered(condition.operand));
    case 'compare':
      return compared(condition.left, condition.right);
    case 'in':
      return joined(
        condition.values.map((value) => compared(condition.left, value)),
        true,
      );
  }
}

const either = <T>(by: T | undefined): Hindrances<T> => ({ true: by, false: by });

/** One term that comes to `deciding` is enough for it; for the other truth, all have to come to that. */
function joined<T>(terms: readonly Hindrances<T>[], deciding: boolean): Hindrances<T> {
  const one = (truth: 'true' | 'false'): T | undefined => {
    const all = terms.map((term) => term[truth]);
    return all.includes(undefined) ? undefined : all[0];
  };
  const every = (truth: 'true' | 'false'): T | undefined =>
    terms.find((term) => term[truth] !== undefined)?.[truth];
  return deciding
    ? { true: one('true'), false: every('false') }
    : { true: every('true'), false: one('false') };
}

/** Whether a step has begun is known before it ends; what a variable holds may be a word for that. */
function isOfNow(left: Operand, right: Value): boolean {
  if (left.kind !== 'status') return false;
  const state = right.kind === 'literal' ? stateOf(right.text) : undefined;
  return state === undefined || !isFinal(state);
}
