import { quote } from '../diagnostics/define.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Aggregate, Literal, Name, Question, StepReference } from './ast.js';
import { type OutputType, typeAt } from './output-schema.js';
import { printOperand } from './print-condition.js';
import { type Extent, type Problem, problem } from './problem.js';
import { STATE_WORDS, stateOf, stateWords } from './state.js';
import type { VariableType } from './variable-type.js';

export type OutputQuestion = Extract<Question, { kind: 'output' }>;

/** What is known of the steps that a condition asks. A problem, where it cannot ask them. */
export interface AskedSteps {
  /** Whether the status of the step can be asked. `reference`: undefined for the step that has the condition. */
  status(reference: StepReference | undefined, at: Extent): Problem | undefined;
  /** The schema of the output that is asked, and the path in it; undefined when nothing is known of it. */
  output(
    question: OutputQuestion,
  ): Problem | { readonly schema: unknown; readonly path: readonly string[] } | undefined;
  /** Whether the step can have others inside it. */
  members(aggregate: Aggregate): Problem | undefined;
}

/** The type of what an operand comes to. A status is compared with words of its own. */
export type OperandType = OutputType | { readonly type: 'state' };

/** The type of a question. What is wrong with it is added to `found`; then anything may be its type. */
export function typeOfQuestion(
  question: Question,
  isAsked: boolean,
  steps: AskedSteps,
  found: Problem[],
): OperandType {
  const judged = (wrong: Problem | undefined, type: OperandType): OperandType => {
    if (!wrong) return type;
    found.push(wrong);
    return ANY;
  };
  switch (question.kind) {
    case 'status':
      return isAsked && !question.step ? STATE : judged(steps.status(question.step, question), STATE);
    case 'output':
      return isAsked && !question.step ? ANY : typeOfOutput(question, steps, found);
    case 'tally':
      return judged(unknownState(question.status, question), { type: 'int' });
    case 'env':
      return { type: 'string' };
    case 'file-exists':
      return judged(pathProblem(question.path, question), { type: 'bool' });
    case 'aggregate': {
      const type = question.quantifier === 'count' ? 'int' : 'bool';
      const known = isAsked && !question.of;
      return judged(known ? undefined : steps.members(question), { type });
    }
  }
}

export const ANY = { type: 'any' } as const;
const STATE = { type: 'state' } as const;

function typeOfOutput(question: OutputQuestion, steps: AskedSteps, found: Problem[]): OutputType {
  const output = steps.output(question);
  if (!output) return ANY;
  if ('code' in output) {
    found.push(output);
    return ANY;
  }
  const at = typeAt(output.schema, output.path);
  if ('type' in at) return at.type;
  found.push(missingField(at.missing, output.path, printOperand(question), question));
  return ANY;
}

/** What is said of a path that an output schema does not have. `whole`: what asks for it, as text. */
export function missingField(
  { at, reason, known }: { readonly at: number; readonly reason: string; readonly known: readonly string[] },
  path: readonly string[],
  whole: string,
  { start, end }: Extent,
): Problem {
  const segment = path[at] ?? '';
  const where = at === 0 ? 'the output' : quote(path.slice(0, at).join('.'));
  const rest = path.slice(at).join('.').length;
  const from = end - rest;
  const near = suggest(segment, known).map((name) => whole.slice(0, whole.length - rest) + name);
  const message = `${where} has no ${quote(segment)} by its schema: ${reason}`;
  return problem(
    'GT3026',
    { start: Math.max(start, from), end: Math.max(start, from) + segment.length },
    message,
    { near },
  );
}

/** What is wrong with a word that a status is compared with. */
export function unknownState(word: string, at: Extent): Problem | undefined {
  if (stateOf(word) !== undefined) return undefined;
  const message = `${quote(word)} is no status of a step; those are ${stateWords()}`;
  return problem('GT3022', at, message, { near: suggest(word, STATE_WORDS) });
}

/** Problems of `status == word`. */
export function comparableState(
  status: Question,
  other: Literal | Name | Question,
  type: VariableType | undefined,
): Problem[] {
  if (other.kind === 'literal') return [unknownState(other.text, other) ?? []].flat();
  const words = type?.enum?.map(String);
  const isWord = type && (words ? words.some((word) => stateOf(word) !== undefined) : type.type === 'string');
  if (!type || isWord) return [];
  const message = `${printOperand(status)} is a status, and ${printOperand(other)} never is one`;
  return [problem('GT3022', other, message)];
}

/** Files are looked for in the worktree that the step works in, and nowhere else. */
export function pathProblem(path: readonly (string | Name)[], at: Extent): Problem | undefined {
  const text = path.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const reason = wrongPath(text);
  return reason === undefined ? undefined : problem('GT3027', at, `the path ${quote(text)} ${reason}`);
}

/** Why a file is not looked for at `path`. */
export function wrongPath(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.startsWith('/')) return 'is absolute';
  if (path.includes('\0')) return 'has a character that no path has';
  return path.split('/').includes('..') ? 'leads out of the worktree' : undefined;
}
