import type { PhaseContext } from '../check/context.js';
import { readValue, type Scalar, type Variable } from '../check/variable.js';

export type Mode = 'compile' | 'runtime';

/** The values of a formula's variables: what was given, else the defaults. */
export class Values {
  /** Values by declared name that were given and are right. */
  readonly #given = new Map<string, Scalar>();
  /** Given values that no variable declares, by name. */
  readonly #undeclared = new Map<string, string>();
  readonly #used = new Set<string>();
  readonly #shape = new Map<string, Scalar>();

  constructor(
    readonly variables: ReadonlyMap<string, Variable>,
    given: ReadonlyMap<string, string>,
    private readonly formula: string,
    readonly mode: Mode,
    private readonly context: PhaseContext,
  ) {
    const { reporter } = context;
    for (const [name, text] of given) {
      const variable = variables.get(name);
      if (!variable) {
        this.#undeclared.set(name, text);
        continue;
      }
      const read = readValue(variable, text, context);
      if ('reason' in read) {
        reporter.report(
          'GT3006',
          { variable: name, value: text, reason: read.reason },
          { span: variable.span },
        );
      } else this.#given.set(name, read.value);
    }
    if (mode === 'runtime') this.#demandAll(given);
  }

  /** In runtime mode nothing may stay open (spec: VAR-5). */
  #demandAll(given: ReadonlyMap<string, string>): void {
    const { reporter } = this.context;
    const missing = new Map<string, Variable>();
    for (const variable of this.variables.values()) {
      const { name, requiredUnless } = variable;
      if (given.has(name) || this.get(name) !== undefined || variable.from !== undefined) continue;
      if (variable.isInput && !variable.required && requiredUnless.length === 0) continue;
      if (requiredUnless.some((other) => given.has(other) || this.get(other) !== undefined)) continue;
      missing.set(name, variable);
      // One value serves both, so one finding does.
      if (requiredUnless.some((other) => missing.get(other)?.requiredUnless.includes(name))) continue;
      reporter.report(
        'GT3009',
        { variable: name, description: variable.description, instead: requiredUnless },
        { span: variable.span },
      );
    }
  }

  /** The value of a declared variable: given, else its default. */
  get(name: string): Scalar | undefined {
    return this.#given.get(name) ?? this.variables.get(name)?.default;
  }

  /** What stands in a text for `{{name}}`: what was given; in runtime mode also defaults. */
  inText(name: string): Scalar | undefined {
    return this.mode === 'runtime' ? this.get(name) : this.#given.get(name);
  }

  /** The given value of a name that no variable declares, for a text that uses it. */
  ofUndeclared(name: string): string | undefined {
    this.#used.add(name);
    return this.#undeclared.get(name);
  }

  /** Report the given values that nothing declares or uses, once all texts are filled. `strict`: as errors. */
  reportUnused(strict: boolean): void {
    const { reporter } = this.context;
    for (const name of this.#undeclared.keys()) {
      // What is filled in when the molecule is slung needs no declaration.
      if (this.#used.has(name)) continue;
      if (strict) {
        const known = [...this.variables.keys()];
        const facts = { name, formula: this.formula, near: reporter.near(name, known), known };
        reporter.report('GT3013', facts);
        continue;
      }
      const near = reporter.near(name, this.variables.keys());
      if (near.length > 0) reporter.report('GT3007', { name, near });
      else reporter.report('GT3008', { name, formula: this.formula });
    }
  }

  /** Like `get`, for what decides which steps there are: the protomolecule is frozen for these values. */
  shaping(name: string): Scalar | undefined {
    const value = this.get(name);
    if (value !== undefined) this.#shape.set(name, value);
    return value;
  }

  /** What `shaping` was asked for, by name in alphabetical order. */
  get shape(): Readonly<Record<string, Scalar>> {
    return byName(this.#shape);
  }

  /** The values that were given, whether declared or not, by name in alphabetical order. */
  get given(): Readonly<Record<string, Scalar>> {
    return byName([...this.#given, ...this.#undeclared]);
  }
}

const byName = (values: Iterable<[string, Scalar]>): Readonly<Record<string, Scalar>> =>
  Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
