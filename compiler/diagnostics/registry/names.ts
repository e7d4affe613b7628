import { define, didYouMean, quote } from '../define.js';

/** GT3xxx: names, variables and expressions. */
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
      `it is recorded, and used nowhere; declare it in a table [vars.${name}] to use it as {{${name}}}`,
  }),
  GT3009: define<{ variable: string; description: string | undefined }>({
    severity: 'error',
    name: 'missing-value',
    message: ({ variable, description }) =>
      `no value is given for ${quote(variable)}${description ? ` (${description})` : ''}`,
    help: ({ variable }) => `give one with --var ${variable}=...`,
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
      'a value pasted into shell text can run as a command; read it from the environment of the command',
  }),
  GT3012: define<{ id: string }>({
    severity: 'error',
    name: 'variable-in-id',
    message: ({ id }) => `the id ${quote(id)} has a variable in it`,
    help: () => 'ids are fixed when a formula is cooked; put the variable into the title',
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
};
