import { type Templated, templated } from '../check/generated/templated.js';
import { durationsOf, isDuration } from '../check/step-rules.js';
import { editDistance } from '../diagnostics/edit-distance.js';
import type { Cooking } from '../expand/cooking.js';
import type { Step } from '../expand/region.js';
import type { Placeholder } from '../language/placeholder.js';
import { render, type Scope } from '../language/render.js';
import { MAX_TEXT_LENGTH } from '../limits.js';
import type { Span } from '../read/source.js';
import type { Value } from '../read/spans.js';
import { textSpan } from '../read/text-span.js';
import type { Scalar } from './protomolecule.js';

/** Names that sling fills in although no formula declares them. */
export const BOUND_AT_SLING: Readonly<Record<string, 'bead.id' | 'bead.title'>> = {
  issue: 'bead.id',
  feature: 'bead.title',
};

/** A place that a text was read from. */
interface Place {
  readonly table: object;
  readonly key: string;
  readonly index: number | undefined;
  readonly scope: Scope;
  readonly step: Step | undefined;
}

/** Fills the placeholders of all texts of a formula, and reports those that mean nothing. */
export class Texts {
  /** Which of `BOUND_AT_SLING` are used without being declared. */
  readonly bound = new Set<string>();

  /** `isUnread`: nobody has the texts, so that their length does not matter. */
  constructor(
    private readonly cooking: Cooking,
    private readonly isUnread = false,
  ) {}

  /** A field of a step, filled where the schema marks it as templated; `scope` is that of its table. */
  field<T>(step: Step, key: string, value: T): T {
    const marks = (templated.step as Readonly<Record<string, Templated>>)[key];
    if (marks === undefined) return value;
    const place: Place = { table: step.table, key, index: undefined, scope: step.scope, step };
    return this.#fill(value as Value, marks, place) as T;
  }

  /** Every field of a step, and the arguments that it gives; for what is wrong with them. */
  readAll(step: Step): void {
    for (const [key, value] of Object.entries(step.table)) this.field(step, key, value);
    const { expand_vars: given } = step.table;
    if (given) this.inside(given, step.scope, step, given, true);
  }

  /** A text of the formula itself. */
  header(table: object, key: string, text: string): string {
    const { scope } = this.cooking.setting;
    return this.#text(text, { table, key, index: undefined, scope, step: undefined });
  }

  /** Any value of a table that stands inside a step, such as a gate laid on it. */
  inside<T>(table: object, scope: Scope, step: Step | undefined, value: T, marks: Templated | undefined): T {
    if (marks === undefined) return value;
    return this.#fill(value as Value, marks, { table, key: '', index: undefined, scope, step }) as T;
  }

  #fill(value: Value, marks: Templated, place: Place): Value {
    if (typeof value === 'string') return marks === true ? this.#text(value, place) : value;
    if (typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((item, index) => this.#fill(item, marks, { ...place, index }));
    const filled: { [key: string]: Value } = Object.create(null);
    for (const key of Object.keys(value)) {
      const inner = marks === true ? true : marks[key];
      const item = value[key] as Value;
      filled[key] =
        inner === undefined
          ? item
          : this.#fill(item, inner, { ...place, table: value, key, index: undefined });
    }
    return filled;
  }

  #text(text: string, place: Place): string {
    if (!text.includes('{') && text.length <= MAX_TEXT_LENGTH) return text;
    const result = render(text, place.scope, (placeholder, within, scope) => {
      const span = (): Span | undefined =>
        within === text
          ? textSpan(this.#span(place), text, placeholder.start, placeholder.end)
          : this.#span(place);
      if (placeholder.form === 'variable') return this.#variable(placeholder, place, span);
      this.#unbound(placeholder.name, scope, place, span);
      return undefined;
    });
    const isOneOf = ([table, key]: readonly [object | undefined, string]): boolean =>
      table === place.table && key === place.key;
    if (place.step && durationsOf(place.step.table).some(isOneOf) && !isDuration(result.text)) {
      const facts = { key: place.key, value: result.text };
      const { reporter } = this.cooking.context;
      reporter.report('GT2013', facts, { span: this.#span(place), related: this.#related(place) });
    }
    if (result.tooLong && !this.isUnread) {
      const { reporter } = this.cooking.context;
      const facts = {
        step: place.step?.id ?? this.cooking.formula.name,
        key: place.key,
        limit: MAX_TEXT_LENGTH,
      };
      reporter.report('GT5012', facts, { span: this.#span(place), related: this.#related(place) });
    }
    return result.text;
  }

  /** A variable that no scope binds: of the formula that is cooked. */
  #variable({ name, perItem }: Placeholder, place: Place, span: () => Span | undefined): Scalar | undefined {
    const { formula, values, context } = this.cooking;
    if (formula.variables.has(name)) return values.inText(name);
    if (perItem || formula.incomplete) return undefined;
    if (BOUND_AT_SLING[name] !== undefined) {
      this.bound.add(name);
      return values.ofUndeclared(name);
    }
    const given = values.ofUndeclared(name);
    const { reporter } = context;
    const facts = {
      name,
      get near() {
        return reporter.near(name, formula.variables.keys());
      },
    };
    reporter.report('GT3002', facts, { span: span(), related: this.#related(place) });
    return given;
  }

  /**
   * `{name}` that nothing binds is plain text, unless it is one slip away from what is bound here. Of names
   * of one or two letters nearly everything is.
   */
  #unbound(name: string, scope: Scope, place: Place, span: () => Span | undefined): void {
    const near = boundNames(scope).find(
      (bound) => bound.length > 2 && editDistance(name, bound, 1, { cells: 0 }) === 1,
    );
    if (near === undefined) return;
    const facts = { key: place.key, reason: `{${name}} is bound to nothing here`, near: [near] };
    this.cooking.context.reporter.report('GT3021', facts, { span: span(), related: this.#related(place) });
  }

  #span({ table, key, index }: Place): Span | undefined {
    const { spans } = this.cooking.context;
    return (
      (index === undefined ? undefined : spans.item(table, key, index)) ??
      spans.value(table, key) ??
      spans.table(table)
    );
  }

  #related({ step }: Place): { message: string; span: Span }[] {
    return this.cooking.originNotes(step?.origin);
  }
}

function boundNames(scope: Scope): string[] {
  const names: string[] = [];
  for (let at: Scope | undefined = scope; at; at = at.outer) names.push(...at.bindings.keys());
  return names;
}
