import type { Span } from '../read/source.js';
import type { PhaseContext } from './context.js';
import type { Formula, Input } from './generated/formula.js';

export type Scalar = string | number | boolean;
export type VariableType = 'string' | 'int' | 'number' | 'bool';

/** A declared variable, input or parameter. */
export interface Variable {
  readonly name: string;
  readonly description: string | undefined;
  readonly type: VariableType;
  /** A value of `type`; an empty string is a value. */
  readonly default: Scalar | undefined;
  readonly required: boolean;
  readonly requiredUnless: readonly string[];
  readonly enum: readonly Scalar[] | undefined;
  readonly pattern: string | undefined;
  readonly isInput: boolean;
  /** What fills it in when the molecule is slung and no value is given. */
  readonly from: Definition['from'];
  /** Its value is the name of an environment variable. */
  readonly isSecret: boolean;
  /** Where it is declared. */
  readonly span: Span | undefined;
}

/** A value as text or as TOML wrote it, read as `type`; a string says why it cannot be. */
export function readScalar(value: Scalar, type: VariableType): { value: Scalar } | { reason: string } {
  const text = String(value);
  switch (type) {
    case 'string':
      return { value: text };
    case 'int':
      return /^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text))
        ? { value: Number(text) }
        : { reason: 'is not a whole number' };
    case 'number':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text))
        ? { value: Number(text) }
        : { reason: 'is not a number' };
    case 'bool':
      if (/^(?:true|yes|on|1)$/i.test(text)) return { value: true };
      if (/^(?:false|no|off|0)$/i.test(text)) return { value: false };
      return { reason: 'is neither true nor false' };
  }
}

/** The value of `variable` that `given` stands for, with its type, enum and pattern held against it. */
export function readValue(
  variable: Variable,
  given: Scalar,
  context: Pick<PhaseContext, 'compilePattern'>,
): { value: Scalar } | { reason: string } {
  const read = readScalar(given, variable.type);
  if ('reason' in read) return read;
  if (variable.isSecret && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(String(read.value))) {
    return { reason: 'is not the name of an environment variable, which is all that is kept of a secret' };
  }
  if (variable.enum && !variable.enum.includes(read.value)) {
    return { reason: `is not one of ${variable.enum.map((item) => JSON.stringify(item)).join(', ')}` };
  }
  if (variable.pattern !== undefined) {
    const compiled = context.compilePattern(variable.pattern);
    if (compiled.ok && !compiled.test(String(read.value))) {
      return { reason: `does not match the pattern ${JSON.stringify(variable.pattern)}` };
    }
  }
  return read;
}

/** The variables that `doc` declares, inputs included, in the order of the document. */
export function declareVariables(doc: Formula, context: PhaseContext): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const [key, isInput] of [
    ['vars', false],
    ['inputs', true],
  ] as const) {
    const table = doc[key];
    if (!table) continue;
    for (const [name, declared] of Object.entries(table) as [string, Input][]) {
      const definition = typeof declared === 'object' ? declared : { default: declared };
      const earlier = variables.get(name);
      if (earlier) {
        context.reporter.report(
          'GT2010',
          { where: `variable "${name}"`, one: 'vars', other: 'inputs', reason: 'declare it in one of them' },
          { span: context.spans.key(table, name) },
        );
        continue;
      }
      variables.set(name, declare(name, definition, isInput, table, context));
    }
  }
  return variables;
}

type Definition = Exclude<Input, Scalar>;

function declare(
  name: string,
  definition: Definition,
  isInput: boolean,
  table: object,
  context: PhaseContext,
): Variable {
  const { reporter, spans } = context;
  const at = (key: keyof Definition): Span | undefined =>
    spans.value(definition, key) ?? spans.value(table, name);
  const type = definition.type ?? typeOf(definition.default);
  const allowed = definition.enum?.flatMap((item, index) => {
    const read = readScalar(item, type);
    if (!('reason' in read)) return [read.value];
    const facts = { key: 'enum', reason: `has ${JSON.stringify(item)}, which ${read.reason}` };
    reporter.report('GT2005', facts, { span: spans.item(definition, 'enum', index) ?? at('enum') });
    return [];
  });
  const variable: Variable = {
    name,
    description: definition.description,
    type,
    default: undefined,
    required: definition.required === true,
    requiredUnless: definition.required_unless ?? [],
    enum: allowed,
    pattern: definition.pattern,
    isInput,
    from: definition.from,
    isSecret: definition.secret === true,
    span: spans.key(table, name),
  };
  if (variable.isSecret && variable.from !== undefined) {
    const where = `variable ${JSON.stringify(name)}`;
    const reason = 'what a bead or a rig says is no secret; keep one of them';
    reporter.report(
      'GT2010',
      { where, one: 'secret', other: 'from', reason },
      { span: spans.key(definition, 'from') },
    );
  }
  if (definition.pattern !== undefined) {
    const compiled = context.compilePattern(definition.pattern);
    if (!compiled.ok) {
      reporter.report('GT3004', { variable: name, reason: compiled.reason }, { span: at('pattern') });
    }
  }
  if (definition.default === undefined) return variable;
  const read = readValue(variable, definition.default, context);
  if ('reason' in read) {
    const facts = { variable: name, value: JSON.stringify(definition.default), reason: read.reason };
    reporter.report('GT3003', facts, { span: at('default') });
    return variable;
  }
  if (variable.required) {
    const key = spans.key(definition, 'required');
    const value = spans.value(definition, 'required');
    const span = key && value && { source: key.source, start: key.start, end: value.end };
    const line = span && wholeLine(span);
    const fix = line && { title: 'drop "required"', isSafe: true, edits: [{ span: line, text: '' }] };
    reporter.report('GT3005', { variable: name }, { span: span ?? at('default'), fix });
  }
  return { ...variable, default: read.value };
}

function typeOf(value: Scalar | undefined): VariableType {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'number';
  return 'string';
}

/** The line that holds `span` and nothing else, with its line end. */
function wholeLine(span: Span): Span | undefined {
  const { text } = span.source;
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const end = text.indexOf('\n', span.end);
  const line = text.slice(start, end === -1 ? undefined : end);
  if (line.trim() !== text.slice(span.start, span.end)) return undefined;
  return { source: span.source, start, end: end === -1 ? text.length : end + 1 };
}
