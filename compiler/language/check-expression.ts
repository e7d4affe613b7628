import { alternatives, quote } from '../diagnostics/define.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Condition, Literal, Name, Operand, Range } from './ast.js';
import { onlyAtRunTime } from './evaluate-condition.js';
import { namesIn, written } from './names.js';
import { type Problem, problem } from './problem.js';
import { asBoolean, asNumber, equal, type Scalar } from './scalar.js';

/** What may be known of a variable before it has a value. */
export interface VariableType {
  readonly type: 'string' | 'int' | 'number' | 'bool';
  readonly enum?: readonly Scalar[] | undefined;
}

/** The names an expression may use. */
export interface Scope {
  /** What `{{name}}` and a bare name mean. */
  readonly variables: ReadonlyMap<string, VariableType>;
  /** What `{name}` and, after the variables, a bare name mean: loop variables and parameters. The variables, when absent. */
  readonly bound?: ReadonlyMap<string, VariableType> | undefined;
}

/** Names and types of a condition that is decided when the formula is cooked; all problems, in text order. */
export function checkCondition(condition: Condition, scope: Scope): Problem[] {
  const found: Problem[] = [];
  visit(condition, scope, found);
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

/** Names of a condition that the running molecule decides, where a bare name is a flag that anybody may set. */
export function checkRunTimeCondition(condition: Condition, scope: Scope): Problem[] {
  return namesIn(condition)
    .filter((name) => name.form !== 'bare' && !declared(name, scope))
    .map((name) => unknownName(name, scope));
}

function visit(condition: Condition, scope: Scope, found: Problem[]): void {
  switch (condition.kind) {
    case 'always':
      return;
    case 'or':
    case 'and':
      for (const term of condition.terms) visit(term, scope, found);
      return;
    case 'not':
      visit(condition.term, scope, found);
      return;
    case 'truth':
      known(condition.operand, scope, found);
      return;
    case 'in': {
      const left = known(condition.left, scope, found);
      for (const value of condition.values) {
        const right = known(value, scope, found);
        if (left && right) found.push(...comparable(left, right));
      }
      return;
    }
    case 'compare': {
      const left = known(condition.left, scope, found);
      const right = known(condition.right, scope, found);
      if (!left || !right) return;
      if (condition.operator === '==' || condition.operator === '!=') found.push(...comparable(left, right));
      else for (const side of [left, right]) found.push(...orderable(side, condition.operator));
    }
  }
}

/** A side of a comparison of which enough is known to judge it. */
type Side =
  | { readonly node: Literal; readonly type: undefined }
  | { readonly node: Name; readonly type: VariableType };

function known(operand: Operand, scope: Scope, found: Problem[]): Side | undefined {
  if (operand.kind === 'literal') return { node: operand, type: undefined };
  if (operand.kind !== 'name') {
    found.push(onlyAtRunTime(operand));
    return undefined;
  }
  const type = declared(operand, scope);
  if (type) return { node: operand, type };
  found.push(unknownName(operand, scope));
  return undefined;
}

function declared({ name, form }: Name, { variables, bound = variables }: Scope): VariableType | undefined {
  if (form === 'brace') return bound.get(name);
  return variables.get(name) ?? (form === 'bare' ? bound.get(name) : undefined);
}

function unknownName(name: Name, { variables, bound = variables }: Scope): Problem {
  const near = suggest(name.name, (name.form === 'brace' ? bound : variables).keys());
  if (name.form !== 'brace') {
    const message = `no variable ${quote(name.name)} is declared`;
    return problem('GT3002', name, message, { near, name: name.name });
  }
  const message = `${written(name)} is not bound here: no loop variable or parameter has that name`;
  return problem('GT3021', name, message, { near, name: name.name });
}

/** Problems of `left == right`: comparisons whose answer no value could change. */
function comparable(left: Side, right: Side): Problem[] {
  if (!left.type) return right.type ? comparable(right, left) : [];
  if (!right.type) {
    const why = unfit(left.type, right.node.text);
    if (!why) return [];
    const message = `${written(left.node)} ${why.is}; it never equals ${quote(right.node.text)}`;
    return [problem('GT3022', right.node, message, { near: why.near })];
  }
  const kinds = [left.type.type, right.type.type];
  if (!kinds.includes('bool') || kinds.every((kind) => kind === 'bool' || kind === 'string')) return [];
  const message = `${written(left.node)} ${IS[left.type.type]} and ${written(right.node)} ${IS[right.type.type]}; they cannot be compared`;
  return [problem('GT3022', { start: left.node.start, end: right.node.end }, message)];
}

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
  return why ? [problem('GT3022', node, `"${operator}" compares numbers, and ${written(node)} ${why}`)] : [];
}

/** Text may turn out to be a number, unless an enum says that it never will. */
function neverANumber(type: VariableType): string | undefined {
  if (type.type === 'bool') return IS.bool;
  if (type.type !== 'string' || !type.enum) return undefined;
  return type.enum.some((member) => asNumber(member) !== undefined)
    ? undefined
    : `is one of ${alternatives(type.enum.map(String))}`;
}
