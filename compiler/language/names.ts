import type { Arithmetic, Condition, Name, Operand, Range, StepReference } from './ast.js';

/** A name as its author wrote it: `{{n}}`, `{n}` or `"n"`. */
export function written({ form, name }: Pick<Name, 'form' | 'name'>): string {
  if (form === 'var') return `{{${name}}}`;
  return form === 'brace' ? `{${name}}` : `"${name}"`;
}

/** Every placeholder and bare name of an expression, in the order of its text, also inside aggregates and step ids. */
export function namesIn(expression: Condition | Range): Name[] {
  const found: Name[] = [];
  const name = (node: Name): void => void found.push(node);
  if (expression.kind === 'range') {
    visitArithmetic(expression.first, name);
    visitArithmetic(expression.last, name);
  } else {
    visitCondition(expression, { name });
  }
  return found;
}

/** Every step that a condition names by its id; "the step itself" is not among them. */
export function stepsIn(condition: Condition): StepReference[] {
  const found: StepReference[] = [];
  visitCondition(condition, { step: (reference) => void found.push(reference) });
  return found;
}

interface Visitor {
  readonly name?: (name: Name) => void;
  readonly step?: (reference: StepReference) => void;
}

function visitCondition(condition: Condition, visitor: Visitor): void {
  switch (condition.kind) {
    case 'always':
      return;
    case 'or':
    case 'and':
      for (const term of condition.terms) visitCondition(term, visitor);
      return;
    case 'not':
      visitCondition(condition.term, visitor);
      return;
    case 'truth':
      visitOperand(condition.operand, visitor);
      return;
    case 'compare':
      visitOperand(condition.left, visitor);
      visitOperand(condition.right, visitor);
      return;
    case 'in':
      visitOperand(condition.left, visitor);
      for (const value of condition.values) visitOperand(value, visitor);
  }
}

function visitOperand(operand: Operand, visitor: Visitor): void {
  switch (operand.kind) {
    case 'name':
      visitor.name?.(operand);
      return;
    case 'file-exists':
      visitParts(operand.path, visitor);
      return;
    case 'status':
    case 'output':
      visitStep(operand.step, visitor);
      return;
    case 'aggregate':
      visitStep(operand.of, visitor);
      visitCondition(operand.where, visitor);
  }
}

function visitStep(reference: StepReference | undefined, visitor: Visitor): void {
  if (!reference) return;
  visitor.step?.(reference);
  visitParts(reference.parts, visitor);
}

function visitParts(parts: readonly (string | Name)[], visitor: Visitor): void {
  for (const part of parts) if (typeof part !== 'string') visitor.name?.(part);
}

function visitArithmetic(node: Arithmetic, name: (name: Name) => void): void {
  switch (node.kind) {
    case 'name':
      name(node);
      return;
    case 'negate':
      visitArithmetic(node.operand, name);
      return;
    case 'chain':
      visitArithmetic(node.first, name);
      for (const { operand } of node.rest) visitArithmetic(operand, name);
      return;
    case 'power':
      for (const operand of node.operands) visitArithmetic(operand, name);
  }
}
