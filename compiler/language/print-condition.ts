import type { Condition, Literal, Name, Operand, StepReference } from './ast.js';
import { readOperand } from './operand.js';

/** The text of a condition in one fixed form, which reads as the same condition again. */
export const printCondition = (condition: Condition): string => print(condition, false);

export const printOperand = (operand: Operand): string => printOne(operand, false);

/** `isAsked`: inside `all(…)`, `any(…)` or `count(…)`. */
function print(condition: Condition, isAsked: boolean): string {
  const operand = (node: Operand): string => printOne(node, isAsked);
  const joined = (terms: readonly Condition[], parenthesised: readonly string[], by: string): string =>
    terms
      .map((term) => (parenthesised.includes(term.kind) ? `(${print(term, isAsked)})` : print(term, isAsked)))
      .join(by);
  switch (condition.kind) {
    case 'always':
      return '';
    case 'or':
      return joined(condition.terms, ['or'], ' || ');
    case 'and':
      return joined(condition.terms, ['or', 'and'], ' && ');
    case 'not':
      return condition.term.kind === 'truth'
        ? `!${operand(condition.term.operand)}`
        : `!(${print(condition.term, isAsked)})`;
    case 'truth':
      return operand(condition.operand);
    case 'compare':
      return `${operand(condition.left)} ${condition.operator} ${operand(condition.right)}`;
    case 'in':
      return `${operand(condition.left)} in [${condition.values.map(operand).join(', ')}]`;
  }
}

function printOne(operand: Operand, isAsked: boolean): string {
  switch (operand.kind) {
    case 'name':
      return printName(operand);
    case 'literal':
      return printLiteral(operand);
    case 'status':
      return isAsked && !operand.step ? 'status' : printQuestion(operand.step, 'status');
    case 'output': {
      const field = `output.${operand.path.join('.')}`;
      return operand.step ? printQuestion(operand.step, field) : field;
    }
    case 'tally':
      return `steps.${operand.status}`;
    case 'env':
      return `env.${operand.name}`;
    case 'file-exists':
      return `file.exists(${quoted(joined(operand.path))})`;
    case 'aggregate':
      return `${operand.over}(${printStep(operand.of)}).${operand.quantifier}(${print(operand.where, true)})`;
  }
}

const printName = ({ form, name }: Name): string =>
  form === 'var' ? `{{${name}}}` : form === 'brace' ? `{${name}}` : name;

const printLiteral = ({ text, quoted: isQuoted }: Literal): string => (isQuoted ? quoted(text) : text);

/** No text has both kinds of quotes: see `fitsInQuotes`. */
const quoted = (text: string): string => (text.includes("'") ? `"${text}"` : `'${text}'`);

const joined = (parts: readonly (string | Name)[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : printName(part))).join('');

function printStep(step: StepReference | undefined): string {
  if (!step) return 'step';
  const id = joined(step.parts);
  return id === 'step' ? `step(${id})` : id;
}

/** `a.status`; `step(env).status` where the plain form would mean something else. */
function printQuestion(step: StepReference | undefined, field: string): string {
  if (!step) return `step.${field}`;
  const id = joined(step.parts);
  const plain = `${id}.${field}`;
  const reading = readOperand(plain, { start: 0, end: plain.length }, false);
  const operand = 'operand' in reading ? reading.operand : undefined;
  const asked = operand?.kind === 'status' || operand?.kind === 'output' ? operand.step : undefined;
  return asked && joined(asked.parts) === id ? plain : `step(${id}).${field}`;
}
