import { alternatives, quote } from '../diagnostics/define.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Condition, Literal, Name, Operand, Question, Range } from './ast.js';
import { ANY, type AskedSteps, comparableState, type OperandType, typeOfQuestion } from './check-running.js';
import { onlyAtRunTime } from './evaluate-condition.js';
import { namesIn, written } from './names.js';
import { printOperand } from './print-condition.js';
import { type Problem, problem } from './problem.js';
import { asBoolean, asNumber, equal } from './scalar.js';
import type { NamedTypes, VariableType } from './variable-type.js';

/** The names an expression may use. */
export interface Scope {
  /** What `{{name}}` and a bare name mean. */
  readonly variables: NamedTypes;
  /** What `{name}` and, before the variables, a bare name mean: loop variables and parameters. The variables, when absent. */
  readonly bound?: NamedTypes | undefined;
  /**
   * The steps that the running molecule is asked about; a bare name that nothing declares is then a flag, which
   * anybody may set. Absent for a condition that is decided when the formula is cooked.
   */
  readonly steps?: AskedSteps | undefined;
}

/** Names and types of a condition; all problems, in text order. */
export function checkCondition(condition: Condition, scope: Scope): Problem[] {
  const found: Problem[] = [];
  visit(condition, scope, false, found);
  return found.sort((a, b) => a.start - b.start);
}

/** Names and types of a range; its values are judged by `evaluateRange`. */
export function checkRange(range: Range, scope: Scope): Problem[] {
  return namesIn(range).flatMap((name) => {
    const type = declared(name, scope);
    if (!type) return [unknownName(name, scope)];
    const why = neverANumber(type);
    return why ? [problem('GT3022', name, `${written(name)} ${why}; a range needs whole numbers`)] : [];
  });
}

/** `isAsked`: inside `all(…)`, `any(…)` or `count(…)`. */
function visit(condition: Condition, scope: Scope, isAsked: boolean, found: Problem[]): void {
  const side = (operand: Operand): Side | undefined => known(operand, scope, isAsked, found);
  switch (condition.kind) {
    case 'always':
      return;
    case 'or':
    case 'and':
      for (const term of condition.terms) visit(term, scope, isAsked, found);
      return;
    case 'not':
      visit(condition.term, scope, isAsked, found);
      return;
    case 'truth': {
      const { operand } = condition;
      if (side(operand)?.type?.type !== 'state') return;
      const message = `${printOperand(operand)} is a word, which is never false; say which: ${printOperand(operand)} == pass`;
      found.push(problem('GT3022', operand, message));
      return;
    }
    case 'in': {
      const left = side(condition.left);
      for (const value of condition.values) {
        const right = side(value);
        if (left && right) found.push(...comparable(left, right));
      }
      return;
    }
    case 'compare': {
      const left = side(condition.left);
      const right = side(condition.right);
      if (!left || !right) return;
      if (condition.operator === '==' || condition.operator === '!=') found.push(...comparable(left, right));
      else for (const each of [left, right]) found.push(...orderable(each, condition.operator));
    }
  }
}

/** A side of a comparison of which enough is known to judge it. */
type Side =
  | { readonly node: Literal; readonly type: undefined }
  | { readonly node: Name | Question; readonly type: OperandType };

function known(operand: Operand, scope: Scope, isAsked: boolean, found: Problem[]): Side | undefined {
  if (operand.kind === 'literal') return { node: operand, type: undefined };
  if (operand.kind === 'name') {
    const type = declared(operand, scope) ?? (scope.steps && operand.form === 'bare' ? ANY : undefined);
    if (type) return { node: operand, type };
    found.push(unknownName(operand, scope));
    return undefined;
  }
  if (!scope.steps) {
    found.push(onlyAtRunTime(operand));
    return undefined;
  }
  if (operand.kind === 'aggregate') visit(operand.where, scope, true, found);
  const unbound = namesOf(operand).filter((name) => !declared(name, scope));
  found.push(...unbound.map((name) => unknownName(name, scope)));
  // A step whose id has an unknown name in it cannot be looked for.
  return unbound.length > 0
    ? undefined
    : { node: operand, type: typeOfQuestion(operand, isAsked, scope.steps, found) };
}

/** The placeholders in the id or the path that a question has. */
function namesOf(question: Question): Name[] {
  const parts =
    question.kind === 'file-exists'
      ? question.path
      : question.kind === 'aggregate'
        ? question.of?.parts
        : question.kind === 'status' || question.kind === 'output'
          ? question.step?.parts
          : undefined;
  return (parts ?? []).filter((part) => typeof part !== 'string');
}

function declared({ name, form }: Name, { variables, bound = variables }: Scope): VariableType | undefined {
  if (form === 'brace') return bound.get(name);
  return (form === 'bare' ? bound.get(name) : undefined) ?? variables.get(name);
}

function unknownName(name: Name, { variables, bound = variables }: Scope): Problem {
  const known = (): Iterable<string> => (name.form === 'brace' ? bound : variables).keys();
  if (name.form !== 'brace') {
    const message = `no variable ${quote(name.name)} is declared`;
    return problem('GT3002', name, message, { known, name: name.name });
  }
  const message = `${written(name)} is not bound here: no loop variable or parameter has that name`;
  return problem('GT3021', name, message, { known, name: name.name });
}

/** Problems of `left == right`: comparisons whose answer no value could change. */
function comparable(left: Side, right: Side): Problem[] {
  if (!left.type) return right.type ? comparable(right, left) : [];
  const { type } = left;
  if (type.type === 'any' || right.type?.type === 'any') return [];
  if (type.type === 'state') {
    const other = right.type && isVariable(right.type) ? right.type : undefined;
    return comparableState(left.node as Question, right.node, other);
  }
  if (!isVariable(type)) {
    const message = `${called(left.node)} ${type.is}, which is not to be compared; ask for a field of it`;
    return [problem('GT3022', left.node, message)];
  }
  if (!right.type) {
    const why = unfit(type, right.node.text);
    if (!why) return [];
    const message = `${called(left.node)} ${why.is}; it never equals ${quote(right.node.text)}`;
    return [problem('GT3022', right.node, message, { near: why.near })];
  }
  if (!isVariable(right.type)) return comparable(right, left);
  const kinds = [type.type, right.type.type];
  if (!kinds.includes('bool') || kinds.every((kind) => kind === 'bool' || kind === 'string')) return [];
  const message = `${called(left.node)} ${IS[type.type]} and ${called(right.node)} ${IS[right.type.type]}; they cannot be compared`;
  return [problem('GT3022', { start: left.node.start, end: right.node.end }, message)];
}

const isVariable = (type: OperandType): type is VariableType =>
  type.type !== 'any' && type.type !== 'state' && type.type !== 'data';

const called = (node: Name | Question): string => (node.kind === 'name' ? written(node) : printOperand(node));

const IS = {
  string: 'is text',
  int: 'is a whole number',
  number: 'is a number',
  bool: 'is true or false',
} as const;

/** Why a variable of `type` never equals `text`. */
function unfit(type: VariableType, text: string): { is: string; near: string[] } | undefined {
  const number = asNumber(text);
  if (type.type === 'bool' && asBoolean(text) === undefined) return { is: IS.bool, near: [] };
  if (type.type === 'number' && number === undefined) return { is: IS.number, near: [] };
  if (type.type === 'int' && !Number.isInteger(number)) return { is: IS.int, near: [] };
  if (!type.enum || type.enum.some((member) => equal(member, text))) return undefined;
  const members = type.enum.map(String);
  return {
    is: `is ${members.length > 1 ? 'one of ' : ''}${alternatives(members)}`,
    near: suggest(text, members),
  };
}

function orderable({ node, type }: Side, operator: string): Problem[] {
  if (!type) {
    if (asNumber(node.text) !== undefined) return [];
    return [problem('GT3022', node, `"${operator}" compares numbers, and ${quote(node.text)} is none`)];
  }
  const why = neverANumber(type);
  return why ? [problem('GT3022', node, `"${operator}" compares numbers, and ${called(node)} ${why}`)] : [];
}

/** Text may turn out to be a number, unless an enum says that it never will. */
function neverANumber(type: OperandType): string | undefined {
  if (type.type === 'any') return undefined;
  if (type.type === 'state') return 'is a status';
  if (type.type === 'data') return type.is;
  if (type.type === 'bool') return IS.bool;
  if (type.type !== 'string' || !type.enum) return undefined;
  return type.enum.some((member) => asNumber(member) !== undefined)
    ? undefined
    : `is one of ${alternatives(type.enum.map(String))}`;
}
