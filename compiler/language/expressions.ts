/**
 * The expression language without its parser. The parser (`parser.ts`) loads chevrotain, which takes
 * tens to hundreds of milliseconds, and is imported only when a formula has an expression.
 */
import type { Condition, Range } from './ast.js';
import type { Problem } from './problem.js';

export type {
  Aggregate,
  Arithmetic,
  Condition,
  Literal,
  Name,
  NameForm,
  Operand,
  Question,
  Range,
  StepReference,
  Value,
} from './ast.js';
export { checkCondition, checkRange, type Scope } from './check-expression.js';
export { type AskedSteps, missingField, type OutputQuestion, pathProblem } from './check-running.js';
export type { Verdict } from './evaluate.js';
export { type ConditionResult, evaluateCondition } from './evaluate-condition.js';
export { evaluateRange, type Lookup, type RangeResult } from './evaluate-range.js';
export { evaluateRunning, type Unsettled } from './evaluate-running.js';
export { namesIn, stepsIn, written } from './names.js';
export { printCondition } from './print-condition.js';
export { type Problem, type ProblemCode, problem } from './problem.js';
export { rewriteCondition } from './rewrite-condition.js';
export { ofIteration, type RunningFacts, type RunningStep, withRegions } from './running-facts.js';
export type { Scalar } from './scalar.js';
export type { NamedTypes, VariableType } from './variable-type.js';

/**
 * When a condition is asked. Of a running molecule (gates, `until`) a bare `status` is that of the step that asks;
 * while a formula is cooked no status is known, and it is a name like any other.
 */
export type AskedWhen = 'cooked' | 'running';

/** What the lazily loaded parser provides. Neither method throws, whatever the text. */
export interface Expressions {
  /** The empty text is the condition that always holds (`kind: 'always'`), as upstream reads it. `asked`: "cooked" unless it is said. */
  condition(text: string, asked?: AskedWhen): { readonly ok: true; readonly condition: Condition } | Failure;
  range(text: string): { readonly ok: true; readonly range: Range } | Failure;
}

export interface Failure {
  readonly ok: false;
  /** At least one. */
  readonly problems: readonly Problem[];
}
