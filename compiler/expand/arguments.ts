import type { Arguments } from '../check/generated/formula.js';
import { stepTables } from '../check/step-tables.js';
import { readValue, type Variable } from '../check/variable.js';
import type { Composed } from '../inherit/composed.js';
import { placeholders } from '../language/placeholder.js';
import { type Binding, NO_SCOPE, render, type Scope } from '../language/render.js';
import type { Span } from '../read/source.js';
import type { Cooking } from './cooking.js';

/** The scope in which the steps of `fragment` know their parameters. `scope`: where the arguments stand. */
export function parameterScope(
  fragment: Composed,
  given: Arguments | undefined,
  scope: Scope,
  span: Span | undefined,
  cooking: Cooking,
): Scope {
  if (fragment !== cooking.formula) {
    const bindings = bindParameters(fragment, given, scope, span, cooking);
    return { parameters: true, bindings, outer: undefined };
  }
  // Cooked by itself, its parameters are the variables of the formula, whose values are not known yet.
  const inIds = namesInIds(fragment);
  const bindings = new Map<string, Binding>();
  for (const variable of fragment.variables.values()) {
    const { name } = variable;
    bindings.set(
      name,
      inIds.has(name) ? bindId(variable, cooking) : { text: `{{${name}}}`, scope: NO_SCOPE },
    );
  }
  return { parameters: false, bindings, outer: undefined };
}

/** The names that stand in ids of steps. */
function namesInIds({ doc }: Composed): ReadonlySet<string> {
  const ids = stepTables(doc).flatMap(({ id }) => id ?? []);
  return new Set(ids.flatMap((id) => placeholders(id).map(({ name }) => name)));
}

/** Ids are fixed when a formula is cooked. Where none comes of it, the parameter's name stands for its value. */
function bindId({ name, span }: Variable, { formula, values, options, context }: Cooking): Binding {
  const value = values.shaping(name);
  if (value !== undefined) return { value };
  if (!options.openShape && formula.type !== 'aspect')
    context.reporter.report('GT3010', { variable: name, what: 'an id' }, { span });
  return { value: name };
}

/**
 * Bind the parameters of `fragment`, which are its variables: to the argument, else the default, else
 * the variable of that name around (spec: EXP-3). `scope`: where the arguments stand.
 */
function bindParameters(
  fragment: Composed,
  given: Arguments | undefined,
  scope: Scope,
  span: Span | undefined,
  cooking: Cooking,
): Map<string, Binding> {
  const { spans } = cooking.context;
  const bindings = new Map<string, Binding>();
  reportUnknown(given, fragment, cooking);
  for (const variable of fragment.variables.values()) {
    const { name } = variable;
    const argument = given?.[name];
    if (argument !== undefined) {
      const at = spans.value(given as object, name);
      bindings.set(name, bindArgument(variable, argument, fragment, scope, at, cooking));
    } else if (variable.default !== undefined) {
      const { default: value } = variable;
      if (typeof value === 'string') reportSecrets(value, variable, variable.span, cooking);
      // What a default says of variables, it says of the formula that is cooked.
      bindings.set(name, typeof value === 'string' ? { text: value, scope: NO_SCOPE } : { value });
    } else if (isBound(name, scope) || cooking.formula.variables.has(name)) {
      if (!isBound(name, scope) && !variable.isSecret) reportSecrets(`{{${name}}}`, variable, span, cooking);
      bindings.set(name, bindArgument(variable, `{{${name}}}`, fragment, scope, span, cooking));
    } else {
      reportWithoutValue(variable, fragment, span, cooking);
      bindings.set(name, { value: '' });
    }
  }
  return bindings;
}

/** A secret that comes to `parameter` though no argument says so; of arguments it is told where they are written. */
function reportSecrets(
  text: string,
  parameter: Variable,
  span: Span | undefined,
  { formula, context }: Cooking,
): void {
  for (const { form, name } of placeholders(text)) {
    if (form !== 'variable' || !formula.variables.get(name)?.isSecret) continue;
    context.reporter.report('GT3014', { name, key: parameter.name }, { span });
  }
}

/** Report the arguments that `fragment` has no variable for. */
export function reportUnknown(given: Arguments | undefined, fragment: Composed, { context }: Cooking): void {
  const { reporter, spans } = context;
  for (const name of Object.keys(given ?? {})) {
    if (fragment.variables.has(name)) continue;
    const known = [...fragment.variables.keys()];
    const facts = { formula: fragment.name, name, near: reporter.near(name, known), known };
    reporter.report('GT5004', facts, { span: spans.key(given as object, name) });
  }
}

/** Report that a variable of `fragment` gets no value at `span`. */
export function reportWithoutValue(
  { name, span: declared }: Variable,
  fragment: Composed,
  span: Span | undefined,
  { context }: Cooking,
): void {
  const related = declared ? [{ message: 'the parameter is declared here', span: declared }] : [];
  context.reporter.report('GT5003', { formula: fragment.name, parameter: name }, { span, related });
}

function bindArgument(
  variable: Variable,
  argument: string | number | boolean,
  fragment: Composed,
  scope: Scope,
  span: Span | undefined,
  cooking: Cooking,
): Binding {
  const isText = typeof argument === 'string' && placeholders(argument).length > 0;
  const known = isText ? knownText(argument, scope, cooking) : argument;
  const read = known === undefined ? undefined : readValue(variable, known, cooking.context);
  if (read && 'reason' in read) {
    const facts = {
      formula: fragment.name,
      parameter: variable.name,
      value: String(known),
      reason: read.reason,
    };
    cooking.context.reporter.report('GT5005', facts, { span });
  }
  if (isText) return { text: argument, scope };
  return { value: read && 'value' in read ? read.value : argument };
}

/** What an argument says; undefined while a variable in it has yet to get its value. */
function knownText(text: string, scope: Scope, { values }: Cooking): string | undefined {
  let isOpen = false;
  const filled = render(text, scope, ({ form, name }) => {
    const value = form === 'variable' ? values.inText(name) : undefined;
    isOpen ||= form !== 'bound' && value === undefined;
    return value;
  });
  return isOpen ? undefined : filled.text;
}

function isBound(name: string, scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at; at = at.outer)
    if (at.parameters && at.bindings.has(name)) return true;
  return false;
}
