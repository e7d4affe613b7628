import { quote } from '../diagnostics/define.js';
import type { Aggregate, Condition, Name, Operand, Question, StepReference } from './ast.js';
import { wrongPath } from './check-running.js';
import { type Answer, type Environment, evaluate, type Verdict } from './evaluate.js';
import { MAX_ASKED_STEPS } from './limits.js';
import { printOperand } from './print-condition.js';
import type { Extent } from './problem.js';
import { type RunningFacts, SKIPPED } from './running-facts.js';
import type { Scalar } from './scalar.js';
import { isFinal, stateOf } from './state.js';

/** Something that has to be known before a condition can be told. */
export interface Unsettled extends Extent {
  readonly kind: 'flag' | 'step' | 'children' | 'file' | 'value' | 'limit';
  /** The flag, the id of the step, or the path. */
  readonly name: string;
  /** One sentence for people, without a final stop. */
  readonly message: string;
}

/**
 * What a condition of a protomolecule comes to while its molecule runs (spec: EXPR-5). `self`: the id of the step
 * that has the condition. Never throws; a condition that asks too much cannot be told.
 */
export function evaluateRunning(
  condition: Condition,
  facts: RunningFacts,
  self?: string,
): Verdict<Unsettled> {
  return evaluate(condition, whileRunning(facts), self);
}

const whileRunning = (facts: RunningFacts): Environment<Unsettled> => ({
  answer: (operand, asked) => answer(operand, facts, asked),
  members(aggregate, asked) {
    const id = idOf(aggregate.of, facts, asked);
    if (id === undefined) return unknown(noStep(aggregate));
    const { ids, mayGrow } = aggregate.over === 'children' ? facts.children(id) : facts.descendants(id);
    const more: Unsettled = {
      kind: 'children',
      name: id,
      message: `step ${quote(id)} may still get children`,
      ...extent(aggregate),
    };
    return { is: 'members', ids, more: mayGrow ? more : undefined };
  },
  notANumber: (operand, operator, value) => ({
    kind: 'value',
    name: printOperand(operand),
    message: `${printOperand(operand)} is ${shown(value)}, which is not a number that "${operator}" can compare`,
    ...extent(operand),
  }),
  tooMuch: (aggregate: Aggregate) => ({
    kind: 'limit',
    name: printOperand(aggregate),
    message: `more than ${MAX_ASKED_STEPS} steps would have to be asked (MAX_ASKED_STEPS)`,
    ...extent(aggregate),
  }),
});

function answer(
  operand: Name | Exclude<Question, Aggregate>,
  facts: RunningFacts,
  asked: string | undefined,
): Answer<Unsettled> {
  switch (operand.kind) {
    case 'name': {
      const { name, form } = operand;
      if (form !== 'bare') return ofScalar(facts.variable(name));
      const value = facts.flag(name);
      if (value !== undefined) return { is: 'value', value };
      return unknown({
        kind: 'flag',
        name,
        message: `the flag ${quote(name)} is not set`,
        ...extent(operand),
      });
    }
    case 'env':
      return ofScalar(facts.env(operand.name));
    case 'tally':
      return tally(operand, facts);
    case 'file-exists':
      return fileExists(operand, facts);
    case 'status':
    case 'output': {
      const id = idOf(operand.step, facts, asked);
      if (id === undefined) return unknown(noStep(operand));
      const step = facts.step(id) ?? SKIPPED;
      const why: Unsettled = {
        kind: 'step',
        name: id,
        message: `step ${quote(id)} has not closed`,
        ...extent(operand),
      };
      if (operand.kind === 'status') return { is: 'state', state: step, why };
      return step.status === 'closed' ? ofOutput(step.output, operand.path) : unknown(why);
    }
  }
}

function ofScalar(value: Scalar | undefined): Answer<Unsettled> {
  return value === undefined ? { is: 'absent' } : { is: 'value', value };
}

function ofOutput(output: unknown, path: readonly string[]): Answer<Unsettled> {
  const value = valueAt(output, path);
  if (value === undefined || value === null) return { is: 'absent' };
  if (typeof value === 'object') return { is: 'data', isEmpty: Object.keys(value).length === 0 };
  return { is: 'value', value: value as Scalar };
}

/** What stands at `path` in an output, which is JSON; undefined where there is nothing. */
export function valueAt(output: unknown, path: readonly string[]): unknown {
  let at = output;
  for (const segment of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return undefined;
    if (Array.isArray(at) && !/^\d+$/.test(segment)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[segment];
  }
  return at;
}

function tally(question: Extract<Question, { kind: 'tally' }>, facts: RunningFacts): Answer<Unsettled> {
  const state = stateOf(question.status);
  if (state === undefined) return { is: 'value', value: 0 };
  const { inState, notClosed } = facts.tally(state);
  const high = isFinal(state) ? inState + notClosed : inState;
  const message = `${notClosed} steps have not closed`;
  const why: Unsettled = { kind: 'step', name: printOperand(question), message, ...extent(question) };
  return { is: 'count', low: inState, high, why: [why] };
}

function fileExists(
  question: Extract<Question, { kind: 'file-exists' }>,
  facts: RunningFacts,
): Answer<Unsettled> {
  const path = filled(question.path, facts);
  const wrong = wrongPath(path);
  const unsettled = (message: string): Answer<Unsettled> =>
    unknown({ kind: 'file', name: path, message, ...extent(question) });
  if (wrong !== undefined) return unsettled(`the path ${quote(path)} ${wrong}`);
  const value = facts.fileExists(path);
  return value === undefined ? unsettled('there is no worktree yet') : { is: 'value', value };
}

/** Undefined for the step itself where there is none. */
function idOf(
  step: StepReference | undefined,
  facts: RunningFacts,
  asked: string | undefined,
): string | undefined {
  return step ? filled(step.parts, facts) : asked;
}

const filled = (parts: readonly (string | Name)[], facts: RunningFacts): string =>
  parts.map((part) => (typeof part === 'string' ? part : String(facts.variable(part.name) ?? ''))).join('');

const unknown = (why: Unsettled): { readonly is: 'unknown'; readonly why: readonly Unsettled[] } => ({
  is: 'unknown',
  why: [why],
});

const noStep = (question: Operand): Unsettled => ({
  kind: 'step',
  name: 'step',
  message: 'the condition belongs to no step',
  ...extent(question),
});

const extent = ({ start, end }: Extent): Extent => ({ start, end });

const shown = (value: Scalar | undefined): string =>
  value === undefined ? 'no single value' : typeof value === 'string' ? quote(value) : String(value);
