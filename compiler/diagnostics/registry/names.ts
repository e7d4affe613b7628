import { alternatives, define, didYouMean, quote } from '../define.js';

export interface TemplateFacts {
  readonly key: string;
  readonly reason: string;
  readonly near: readonly string[];
  readonly instead: string | undefined;
}

const templateHelp = ({ near, instead }: TemplateFacts): string | undefined => didYouMean(near) ?? instead;

/** GT3xxx: names, variables, expressions and templates. */
export const names = {
  GT3001: define<{ step: string; key: string; name: string; near: readonly string[] }>({
    severity: 'error',
    name: 'unknown-step',
    message: ({ step, key, name }) => `${step} has ${quote(name)} in ${quote(key)}, but no step has that id`,
    help: ({ near }) => didYouMean(near),
  }),
  GT3002: define<{ name: string; near: readonly string[] }>({
    severity: 'error',
    name: 'undeclared-variable',
    message: ({ name }) => `no variable ${quote(name)} is declared`,
    help: ({ name, near }) => didYouMean(near) ?? `declare it in a table [vars.${name}]`,
  }),
  GT3003: define<{ variable: string; value: string; reason: string }>({
    severity: 'error',
    name: 'bad-default',
    message: ({ variable, value, reason }) => `the default ${value} of ${quote(variable)} ${reason}`,
  }),
  GT3004: define<{ variable: string; reason: string }>({
    severity: 'error',
    name: 'bad-pattern',
    message: ({ variable, reason }) => `the pattern of ${quote(variable)} cannot be read: ${reason}`,
    help: () => 'patterns are RE2 regular expressions: no look-around, no back-references',
  }),
  GT3005: define<{ variable: string }>({
    severity: 'warning',
    name: 'required-with-default',
    message: ({ variable }) => `${quote(variable)} is required and has a default, so the default serves`,
    help: () => 'drop "required", or drop "default" if a value must be given',
  }),
  GT3006: define<{ variable: string; value: string; reason: string }>({
    severity: 'error',
    name: 'bad-value-of-variable',
    message: ({ variable, value, reason }) => `the value ${quote(value)} of ${quote(variable)} ${reason}`,
  }),
  GT3007: define<{ name: string; near: readonly string[] }>({
    severity: 'error',
    name: 'misspelt-variable',
    message: ({ name }) => `a value is given for ${quote(name)}, which the formula does not declare`,
    help: ({ near }) => didYouMean(near),
  }),
  GT3008: define<{ name: string; formula: string }>({
    severity: 'warning',
    name: 'unknown-variable',
    message: ({ name, formula }) =>
      `a value is given for ${quote(name)}, which ${quote(formula)} does not declare`,
    help: ({ name }) =>
      /^[A-Za-z_]\w*$/.test(name)
        ? `it is recorded, and used nowhere; declare it in a table [vars.${name}] to use it as {{${name}}}`
        : 'it is recorded, and used nowhere; a variable can have a name of letters, digits and "_" only',
  }),
  GT3009: define<{ variable: string; description: string | undefined; instead: readonly string[] }>({
    severity: 'error',
    name: 'missing-value',
    message: ({ variable, description }) =>
      `no value is given for ${quote(variable)}${description ? ` (${description})` : ''}`,
    help: ({ variable, instead }) =>
      `give one with --var ${variable}=...${instead.length > 0 ? `, or a value for ${alternatives(instead)}` : ''}`,
  }),
  GT3010: define<{ variable: string; what: string }>({
    severity: 'error',
    name: 'shape-needs-value',
    message: ({ variable, what }) => `${what} depends on ${quote(variable)}, which has no value`,
    help: ({ variable }) =>
      `give one with --var ${variable}=... or a default; "gt cook --check" checks the formula without values`,
  }),
  GT3011: define<{ name: string; key: string }>({
    severity: 'error',
    name: 'variable-in-shell-text',
    message: ({ name, key }) => `{{${name}}} stands in ${quote(key)}, which is text for the shell`,
    help: () =>
      'a value pasted into shell text can run as a command; let the command read it from its environment',
  }),
  GT3012: define<{ id: string }>({
    severity: 'error',
    name: 'variable-in-id',
    message: ({ id }) => `the id ${quote(id)} has a variable in it`,
    help: () => 'ids are fixed when a formula is cooked; put the variable into the title',
  }),
  GT3013: define<{ name: string; formula: string; near: readonly string[]; known: readonly string[] }>({
    severity: 'error',
    name: 'value-refused',
    message: ({ name, formula }) =>
      `a value is given for ${quote(name)}, which ${quote(formula)} does not declare, and the cooking is strict`,
    help: ({ near, known }) =>
      didYouMean(near) ??
      (known.length > 0 ? `its variables are ${alternatives(known, 20)}` : 'it has no variables'),
  }),
  GT3014: define<{ name: string; key: string }>({
    severity: 'error',
    name: 'secret-in-text',
    message: ({ name, key }) => `${quote(name)} is a secret, and cannot stand in ${quote(key)}`,
    help: ({ name }) =>
      `the commands of a step have it in their environment; name it there as $${name}, or say in words where the worker finds it`,
  }),
  GT3020: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'bad-expression',
    message: ({ key, reason }) => `${quote(key)} cannot be read: ${reason}`,
    help: ({ near }) => didYouMean(near),
  }),
  GT3021: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'unbound-name',
    message: ({ key, reason }) => `in ${quote(key)}: ${reason}`,
    help: ({ near }) => didYouMean(near) ?? 'a variable of the formula is written {{name}}',
  }),
  GT3022: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'expression-type',
    message: ({ key, reason }) => `in ${quote(key)}: ${reason}`,
    help: ({ near }) => didYouMean(near),
  }),
  GT3023: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'run-time-condition',
    message: ({ key, reason }) => `in ${quote(key)}: ${reason}`,
    help: () =>
      'a step that is decided while the molecule runs has a gate = { type = "conditional", condition = "..." }',
  }),
  GT3024: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'expression-limit',
    message: ({ key, reason }) => `${quote(key)} is too much: ${reason}`,
    help: () => 'decide in several steps, or write a range of values with "in [a, b]"',
  }),
  GT3025: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'expression-value',
    message: ({ key, reason }) => `${quote(key)} cannot be calculated: ${reason}`,
    help: ({ near }) => didYouMean(near),
  }),
  GT3026: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'unknown-output-field',
    message: ({ key, reason }) => `in ${quote(key)}: ${reason}`,
    help: ({ near }) =>
      didYouMean(near) ?? 'ask for a field that it has, or add this one to the "output" of the step',
  }),
  GT3027: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'path-outside-worktree',
    message: ({ key, reason }) => `in ${quote(key)}: ${reason}`,
    help: () =>
      'files are looked for in the worktree of the step; write a path from its root, such as "dist/report.md"',
  }),
  GT3028: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'no-children',
    message: ({ key, reason }) => `in ${quote(key)}: ${reason}`,
    help: () =>
      'containers, loops, expanded steps and steps with "on_complete" have steps inside; of another, ask ID.status',
  }),
  GT3029: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'gate-asks-itself',
    message: ({ key, reason }) => `in ${quote(key)}: ${reason}`,
    help: () => 'name the step whose status or output is meant: ID.status, ID.output.FIELD',
  }),
  GT3030: define<{ reference: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'bad-output-reference',
    message: ({ reference, reason }) => `${quote(reference)} is no reference to an output: ${reason}`,
    help: ({ near }) => didYouMean(near) ?? 'what a step has put out is written {{steps.ID.output.FIELD}}',
  }),
  GT3031: define<{ reference: string; step: string; reason: string; need: string | undefined }>({
    severity: 'error',
    name: 'output-not-before',
    message: ({ reference, step, reason }) => `step ${quote(step)} takes ${quote(reference)}, but ${reason}`,
    help: ({ need }) =>
      need !== undefined
        ? `a step can take the outputs of the steps it waits for; add ${quote(need)} to its "needs"`
        : undefined,
  }),
  GT3032: define<{ key: string; reason: string; near: readonly string[] }>({
    severity: 'error',
    name: 'several-outputs',
    message: ({ key, reason }) => `in ${quote(key)}: ${reason}`,
    help: ({ near }) => (near.length > 0 ? `name one of them: ${alternatives(near)}` : undefined),
  }),
  GT3033: define<{ reference: string; key: string }>({
    severity: 'error',
    name: 'output-out-of-place',
    message: ({ reference, key }) =>
      `${quote(reference)} stands in ${quote(key)}, which is needed before a worker takes the step`,
    help: () =>
      'outputs are filled in when a worker takes the step: in "description", "notes" and "acceptance"',
  }),
  GT3040: define<TemplateFacts>({
    severity: 'error',
    name: 'bad-template',
    message: ({ key, reason }) => `${quote(key)} cannot be read as a template: ${reason}`,
    help: templateHelp,
  }),
  GT3041: define<TemplateFacts>({
    severity: 'error',
    name: 'template-construct',
    message: ({ key, reason }) => `${quote(key)} has ${reason}, which is no part of a convoy's templates`,
    help: templateHelp,
  }),
  GT3042: define<TemplateFacts>({
    severity: 'error',
    name: 'unknown-template-name',
    message: ({ key, reason }) => `in ${quote(key)}: ${reason}`,
    help: templateHelp,
  }),
  GT3043: define<TemplateFacts>({
    severity: 'error',
    name: 'template-type',
    message: ({ key, reason }) => `in ${quote(key)}: ${reason}`,
    help: templateHelp,
  }),
  GT3044: define<TemplateFacts>({
    severity: 'error',
    name: 'template-limit',
    message: ({ key, reason }) => `${quote(key)} is too much: ${reason}`,
    help: () => 'say less in one text; a leg can have a prompt of its own, [prompts] ID',
  }),
};
