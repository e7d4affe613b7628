import type { Aggregate, Comparison, Condition, Name, Operand, Ordering, Question } from './ast.js';
import { MAX_ASKED_STEPS } from './limits.js';
import { asNumber, equal, type Scalar, truthy } from './scalar.js';
import { isIn, type StepState, stateOf } from './state.js';

/** True, false, or not to be told yet; then `why` says what is missing, at most MAX_REASONS of it. */
export type Verdict<W> =
  | { readonly truth: boolean }
  | { readonly truth: undefined; readonly why: readonly W[] };

/** What an operand comes to. */
export type Answer<W> =
  | { readonly is: 'value'; readonly value: Scalar }
  /** Known to be missing: false, equal to the empty text alone, and no number compares with it. */
  | { readonly is: 'absent' }
  /** A list or a table: true unless it is empty, and equal to nothing. */
  | { readonly is: 'data'; readonly isEmpty: boolean }
  | { readonly is: 'state'; readonly state: StepState; readonly why: W }
  /** A number of which only the bounds are known. */
  | { readonly is: 'count'; readonly low: number; readonly high: number; readonly why: readonly W[] }
  | Unknown<W>;

interface Unknown<W> {
  readonly is: 'unknown';
  readonly why: readonly W[];
}

/** The steps that an aggregate asks. `more`: there may be more of them later. */
export interface Members<W> {
  readonly is: 'members';
  readonly ids: readonly string[];
  readonly more: W | undefined;
}

/** What the names of a condition mean. At cook time these are variables, at run time also the molecule. */
export interface Environment<W> {
  /** `asked`: the id of the step that a question without a step is about. */
  answer(operand: Name | Exclude<Question, Aggregate>, asked: string | undefined): Answer<W>;
  members(aggregate: Aggregate, asked: string | undefined): Members<W> | Unknown<W>;
  /** What is wrong with a value that is to be compared as a number and is none. */
  notANumber(operand: Operand, operator: Ordering, value: Scalar | undefined): W;
  /** More than MAX_ASKED_STEPS steps would have to be asked. */
  tooMuch(aggregate: Aggregate): W;
}

/** What is told of all that is missing. */
export const MAX_REASONS = 8;

/** The truth of a condition, by Kleene's logic (spec: EXPR-5): what is missing matters only where it could decide. */
export function evaluate<W>(condition: Condition, environment: Environment<W>, asked?: string): Verdict<W> {
  return new Evaluation(environment).truth(condition, asked);
}

class Evaluation<W> {
  #stepsLeft = MAX_ASKED_STEPS;

  constructor(private readonly environment: Environment<W>) {}

  truth(condition: Condition, asked: string | undefined): Verdict<W> {
    switch (condition.kind) {
      case 'always':
        return { truth: true };
      case 'or':
      case 'and':
        return decided(condition.terms, condition.kind === 'or', (term) => this.truth(term, asked));
      case 'not':
        return not(this.truth(condition.term, asked));
      case 'truth':
        return truthOf(this.#answer(condition.operand, asked));
      case 'compare':
        return this.#compared(condition, asked);
      case 'in': {
        const left = this.#answer(condition.left, asked);
        return decided(condition.values, true, (value) => equals(left, this.#answer(value, asked)));
      }
    }
  }

  #answer(operand: Operand, asked: string | undefined): Answer<W> {
    if (operand.kind === 'literal') return { is: 'value', value: operand.text };
    return operand.kind === 'aggregate'
      ? this.#aggregate(operand, asked)
      : this.environment.answer(operand, asked);
  }

  #compared({ left, operator, right }: Comparison, asked: string | undefined): Verdict<W> {
    const a = this.#answer(left, asked);
    const b = this.#answer(right, asked);
    if (operator === '==') return equals(a, b);
    if (operator === '!=') return not(equals(a, b));
    if (a.is === 'unknown' || b.is === 'unknown') return unsettled(a, b);
    if (a.is === 'absent' || b.is === 'absent') return { truth: false };
    const low = this.#number(left, operator, a);
    const high = this.#number(right, operator, b);
    if (low.is === 'unknown' || high.is === 'unknown') return unsettled(low, high);
    return ordered(operator, low, high);
  }

  #number(operand: Operand, operator: Ordering, answer: Answer<W>): Bounds<W> {
    if (answer.is === 'count' || answer.is === 'unknown') return answer;
    const value = answer.is === 'value' ? answer.value : undefined;
    const number = value === undefined ? undefined : asNumber(value);
    if (number !== undefined) return { is: 'count', low: number, high: number, why: [] };
    return { is: 'unknown', why: [this.environment.notANumber(operand, operator, value)] };
  }

  #aggregate(aggregate: Aggregate, asked: string | undefined): Answer<W> {
    const members = this.environment.members(aggregate, asked);
    if (members.is === 'unknown') return members;
    if (members.ids.length > this.#stepsLeft) {
      return { is: 'unknown', why: [this.environment.tooMuch(aggregate)] };
    }
    this.#stepsLeft -= members.ids.length;
    const { quantifier, where } = aggregate;
    const more: readonly W[] = members.more === undefined ? [] : [members.more];
    if (quantifier === 'count') {
      let low = 0;
      let open = 0;
      let why = more;
      for (const id of members.ids) {
        const verdict = this.truth(where, id);
        if (verdict.truth) low++;
        else if (verdict.truth === undefined) {
          open++;
          why = merged(why, verdict.why);
        }
      }
      return { is: 'count', low, high: more.length > 0 ? Number.POSITIVE_INFINITY : low + open, why };
    }
    const deciding = quantifier === 'any';
    const verdict = decided(members.ids, deciding, (id) => this.truth(where, id));
    if (verdict.truth === undefined) return { is: 'unknown', why: merged(verdict.why, more) };
    return verdict.truth !== deciding && more.length > 0
      ? { is: 'unknown', why: more }
      : { is: 'value', value: verdict.truth };
  }
}

type Bounds<W> = Extract<Answer<W>, { is: 'count' }> | Unknown<W>;

/** Whether `deciding` is the truth of one of `items`; the others then do not matter. */
function decided<T, W>(items: Iterable<T>, deciding: boolean, of: (item: T) => Verdict<W>): Verdict<W> {
  let why: readonly W[] | undefined;
  for (const item of items) {
    const verdict = of(item);
    if (verdict.truth === deciding) return verdict;
    if (verdict.truth === undefined) why = merged(why ?? [], verdict.why);
  }
  return why ? { truth: undefined, why } : { truth: !deciding };
}

const not = <W>(verdict: Verdict<W>): Verdict<W> =>
  verdict.truth === undefined ? verdict : { truth: !verdict.truth };

const merged = <W>(some: readonly W[], others: readonly W[]): readonly W[] =>
  some.length >= MAX_REASONS || others.length === 0
    ? some
    : [...some, ...others.filter((other) => !some.includes(other))].slice(0, MAX_REASONS);

const unsettled = <W>(...answers: readonly Answer<W>[]): Verdict<W> => ({
  truth: undefined,
  why: answers.flatMap((answer) => (answer.is === 'unknown' ? answer.why : [])),
});

function truthOf<W>(answer: Answer<W>): Verdict<W> {
  switch (answer.is) {
    case 'value':
      return { truth: truthy(answer.value) };
    case 'absent':
      return { truth: false };
    case 'data':
      return { truth: !answer.isEmpty };
    case 'state':
      return { truth: true };
    case 'count':
      return not(equalsNumber(answer, 0));
    case 'unknown':
      return unsettled(answer);
  }
}

function equals<W>(left: Answer<W>, right: Answer<W>): Verdict<W> {
  if (left.is === 'unknown' || right.is === 'unknown') return unsettled(left, right);
  if (left.is === 'state') {
    const asked = right.is === 'value' ? stateOf(String(right.value)) : undefined;
    const truth = asked === undefined ? false : isIn(asked, left.state);
    return truth === undefined ? { truth, why: [left.why] } : { truth };
  }
  if (left.is === 'count')
    return equalsNumber(left, right.is === 'value' ? asNumber(right.value) : undefined);
  if (left.is === 'absent') return { truth: right.is === 'absent' || isEmptyText(right) };
  if (right.is === 'absent') return { truth: isEmptyText(left) };
  return { truth: left.is === 'value' && right.is === 'value' && equal(left.value, right.value) };
}

const isEmptyText = (answer: Answer<unknown>): boolean => answer.is === 'value' && answer.value === '';

function equalsNumber<W>(
  { low, high, why }: Extract<Answer<W>, { is: 'count' }>,
  number: number | undefined,
): Verdict<W> {
  if (number === undefined || number < low || number > high) return { truth: false };
  return low === high ? { truth: true } : { truth: undefined, why };
}

function ordered<W>(
  operator: Ordering,
  a: Extract<Answer<W>, { is: 'count' }>,
  b: Extract<Answer<W>, { is: 'count' }>,
): Verdict<W> {
  if (operator === '>') return ordered('<', b, a);
  if (operator === '>=') return ordered('<=', b, a);
  const isBelow = operator === '<' ? (x: number, y: number) => x < y : (x: number, y: number) => x <= y;
  if (isBelow(a.high, b.low)) return { truth: true };
  return isBelow(a.low, b.high) ? { truth: undefined, why: merged(a.why, b.why) } : { truth: false };
}
