import {
  type Condition,
  checkCondition,
  checkRange,
  type Expressions,
  evaluateCondition,
  evaluateRange,
  type NamedTypes,
  type Problem,
  type Scalar,
  type VariableType,
} from '../language/expressions.js';
import { type Binding, render, type Scope } from '../language/render.js';
import { reportProblem } from '../language/report.js';
import type { Span } from '../read/source.js';
import { textSpan } from '../read/text-span.js';
import type { Cooking } from './cooking.js';

/** An expression where it stands: its text, the value that spells it, and the names bound there. */
export interface Site {
  readonly text: string;
  readonly key: string;
  readonly span: Span | undefined;
  readonly scope: Scope;
  readonly related: readonly { message: string; span: Span }[];
  /** It is asked about beforehand; mistakes are told when it is used. */
  readonly isForeseen?: boolean;
}

/** Whether a condition holds; undefined when it has mistakes (reported) or waits for a value (`--check`). */
export function conditionHolds(site: Site, cooking: Cooking): boolean | undefined {
  const names = new SiteNames(site, cooking);
  const condition = rightCondition(site, names, cooking);
  if (!condition) return undefined;
  const result = evaluateCondition(condition, names.lookup);
  if (result.ok) return result.value;
  return names.isOpen ? undefined : report([result.problem], site, cooking);
}

/** Report the mistakes in a condition that need not be decided. */
export function checkUndecided(site: Site, cooking: Cooking): void {
  rightCondition(site, new SiteNames(site, cooking), cooking);
}

/** Undefined when it has mistakes (reported). */
function rightCondition(site: Site, names: SiteNames, cooking: Cooking): Condition | undefined {
  const parsed = cooking.context.expressions().condition(site.text);
  if (!parsed.ok) return report(parsed.problems, site, cooking);
  const problems = checkCondition(parsed.condition, names);
  return problems.length > 0 ? report(problems, site, cooking) : parsed.condition;
}

/** A count as a range, which is all that the grammar has; it ends with the count, and no count is before its start. */
export const rangeToCount = (count: string | number | undefined): string =>
  `${Number.MIN_SAFE_INTEGER}..${count}`;

/** Both ends of a range; undefined as with `conditionHolds`. */
export function rangeEnds(site: Site, cooking: Cooking): { start: number; end: number } | 'open' | undefined {
  const parsed = cooking.context.expressions().range(site.text);
  if (!parsed.ok) return report(parsed.problems, site, cooking);
  const names = new SiteNames(site, cooking);
  // Text has no place in a range, so what nothing binds there is a variable, with one pair of braces or two.
  const bound = layered(names.bound, names.variables);
  const problems = checkRange(parsed.range, { variables: names.variables, bound });
  if (problems.length > 0) return report(problems, site, cooking);
  const result = evaluateRange(parsed.range, names.lookup);
  if (result.ok) return result;
  return names.isOpen ? 'open' : report([result.problem], site, cooking);
}

/**
 * Like `rangeEnds`, for an estimate before the range is used: undefined when it has names that may be bound
 * only then. Mistakes are left to be reported there.
 */
export function foreseeableRange(
  parsed: ReturnType<Expressions['range']>,
  scope: Scope | undefined,
  cooking: Cooking,
): { start: number; end: number } | undefined {
  if (!parsed.ok) return undefined;
  const names =
    scope &&
    new SiteNames({ text: '', key: 'range', span: undefined, scope, related: [], isForeseen: true }, cooking);
  const result = evaluateRange(parsed.range, (name, form) => names?.lookup(name, form));
  return result.ok ? result : undefined;
}

/** A variable that is not known may be declared in a formula that could not be read. */
export function report(problems: readonly Problem[], site: Site, { context, formula }: Cooking): undefined {
  for (const problem of problems) {
    if (problem.code === 'GT3002' && formula.incomplete) continue;
    const span = textSpan(site.span, site.text, problem.start, problem.end);
    reportProblem(context.reporter, site.key, problem, span, site.related);
  }
  return undefined;
}

/** The names an expression may use at its site, with their types and values. */
export class SiteNames {
  readonly variables: NamedTypes;
  readonly bound: ReadonlyMap<string, VariableType>;
  /** A value was asked for that nobody has given yet, and that is allowed to be so, or has been reported. */
  isOpen = false;

  constructor(
    private readonly site: Site,
    private readonly cooking: Cooking,
  ) {
    const bound = new Map<string, VariableType>();
    const parameters = new Map<string, VariableType>();
    for (let scope: Scope | undefined = site.scope; scope; scope = scope.outer) {
      for (const [name, binding] of scope.bindings) {
        if (!bound.has(name)) bound.set(name, typeOf(binding));
        if (scope.parameters && !parameters.has(name)) parameters.set(name, typeOf(binding));
      }
    }
    this.bound = bound;
    this.variables = layered(parameters, cooking.values.variables);
    this.lookup = (name, form) => {
      for (let scope: Scope | undefined = site.scope; scope; scope = scope.outer) {
        const binding = form === 'var' && !scope.parameters ? undefined : scope.bindings.get(name);
        if (binding) return this.#valueOf(binding);
      }
      return this.#shaping(name);
    };
  }

  readonly lookup: (name: string, form: 'var' | 'brace' | 'bare') => Scalar | undefined;

  #valueOf(binding: Binding): Scalar | undefined {
    if ('value' in binding) return binding.value;
    let missing = false;
    const { text } = render(binding.text, binding.scope, ({ form, name }) => {
      if (form === 'bound') return undefined;
      const value = this.#shaping(name);
      missing ||= value === undefined;
      return value;
    });
    return missing ? undefined : text;
  }

  #shaping(name: string): Scalar | undefined {
    if (this.cooking.values.variables.get(name)?.isSecret) {
      const { key, span, related, isForeseen } = this.site;
      if (!isForeseen) this.cooking.context.reporter.report('GT3014', { name, key }, { span, related });
      // What it would come to is not asked: nothing may depend on it.
      this.isOpen = true;
      return undefined;
    }
    const value = this.cooking.values.shaping(name);
    if (value === undefined && this.cooking.options.openShape) this.isOpen = true;
    return value;
  }
}

/** What `inner` has, else what `outer` has. There can be as many expressions as variables, so nothing is copied. */
function layered(inner: ReadonlyMap<string, VariableType>, outer: NamedTypes): NamedTypes {
  if (inner.size === 0) return outer;
  return {
    get: (name) => inner.get(name) ?? outer.get(name),
    keys: () => new Set([...inner.keys(), ...outer.keys()]).keys(),
  };
}

const typeOf = (binding: Binding): VariableType => {
  if (!('value' in binding)) return { type: 'string' };
  if (typeof binding.value === 'boolean') return { type: 'bool' };
  return { type: typeof binding.value === 'number' ? 'number' : 'string' };
};
