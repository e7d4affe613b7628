import { type Templated, templated } from '../check/generated/templated.js';
import { isDuration, isDurationOf } from '../check/step-rules.js';
import { editDistance } from '../diagnostics/edit-distance.js';
import type { Cooking } from '../expand/cooking.js';
import type { Step } from '../expand/region.js';
import { outputSplits } from '../language/output-reference.js';
import type { Placeholder } from '../language/placeholder.js';
import { render, type Scope } from '../language/render.js';
import { MAX_TEXT_LENGTH, MAX_TOTAL_TEXT } from '../limits.js';
import type { Span } from '../read/source.js';
import type { Value } from '../read/spans.js';
import { textSpan } from '../read/text-span.js';
import { ConvoyTexts } from './convoy-texts.js';
import type { Scalar, TemplateField } from './protomolecule.js';
import type { TakenOutputs } from './taken-outputs.js';

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
  /** Where outputs may be taken: in texts of this step, or in arguments, which go into any. */
  readonly outputs?: Step | 'argument' | undefined;
}

/** Texts that nobody reads before a worker has taken the step (spec: FLOW-2). */
const READ_BY_WORKER: readonly string[] = ['description', 'notes', 'acceptance'];

/** Fills the placeholders of all texts of a formula, and reports those that mean nothing. */
export class Texts {
  /** Which of `BOUND_AT_SLING` are used without being declared. */
  readonly bound = new Set<string>();
  /** UTF-16 units of all texts so far. */
  #total = 0;
  /** The templates of a convoy; of other formulas there are none. */
  readonly convoy: ConvoyTexts | undefined;

  /** `isUnread`: nobody has the texts, so that their length does not matter. */
  constructor(
    private readonly cooking: Cooking,
    private readonly taken: TakenOutputs,
    private readonly isUnread = false,
  ) {
    const { convoy, values } = cooking;
    const use = (name: string): void => {
      if (BOUND_AT_SLING[name] === undefined || cooking.formula.variables.has(name)) return;
      this.bound.add(name);
      values.ofUndeclared(name);
    };
    if (convoy.size > 0) this.convoy = new ConvoyTexts(cooking, Object.keys(BOUND_AT_SLING), use);
  }

  /**
   * A field of a step, filled where the schema marks it as templated; `scope` is that of its table. A
   * template of a convoy is not filled, and neither is what is `joined` to one. The first of `joined` has
   * the text in the end.
   */
  field<T>(step: Step, key: string, value: T, joined: readonly Step[] = [step]): T {
    const marks = (templated.step as Readonly<Record<string, Templated>>)[key];
    if (marks === undefined) return value;
    const outputs = READ_BY_WORKER.includes(key) ? joined[0] : undefined;
    const place: Place = { table: step.table, key, index: undefined, scope: step.scope, step, outputs };
    if (this.convoy && typeof value === 'string' && this.isTemplate(key, joined)) {
      const text = this.#text(value, place, true);
      return this.convoy.field(step, key as TemplateField, text, this.#related(place)) as T;
    }
    return this.#fill(value as Value, marks, place) as T;
  }

  /** Whether a text, joined of that field of `steps`, is a template of a convoy. */
  isTemplate(key: string, steps: readonly Step[]): boolean {
    return steps.some((step) => this.convoy?.isTemplate(step, key));
  }

  /** Every field of a step, and the arguments that it gives; for what is wrong with them. */
  readAll(step: Step): void {
    for (const [key, value] of Object.entries(step.table)) this.field(step, key, value);
    const { expand_vars: given } = step.table;
    if (given) this.argument(given, step.scope, step);
  }

  /** A text of the formula itself. */
  header(table: object, key: string, text: string): string {
    const { scope } = this.cooking.setting;
    return this.#text(text, { table, key, index: undefined, scope, step: undefined });
  }

  /** Arguments for an expansion, for what is wrong with them. */
  argument(given: object, scope: Scope, step: Step | undefined): void {
    this.#fill(given as Value, true, {
      table: given,
      key: '',
      index: undefined,
      scope,
      step,
      outputs: 'argument',
    });
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

  /** `isTemplate`: variables stay as they are, since a template is rendered in one pass. */
  #text(text: string, place: Place, isTemplate = false): string {
    if (this.#total > MAX_TOTAL_TEXT) return '';
    if (!text.includes('{') && text.length <= MAX_TEXT_LENGTH) {
      this.#count(text);
      return text;
    }
    const result = render(text, place.scope, (placeholder, within, scope) => {
      const span = (): Span | undefined =>
        within === text ? this.#part(place, text, placeholder.start, placeholder.end) : this.#span(place);
      if (placeholder.form === 'variable')
        return isTemplate ? undefined : this.#variable(placeholder, place, span, scope === place.scope);
      if (placeholder.form === 'output') return this.#output(placeholder, within, scope, place, span);
      this.#unbound(placeholder.name, scope, place, span);
      return undefined;
    });
    if (place.step && isDurationOf(place.step.table, place.table, place.key) && !isDuration(result.text)) {
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
    this.#count(result.text);
    return result.text;
  }

  #count(text: string): void {
    this.#total += text.length;
    if (this.#total <= MAX_TOTAL_TEXT || this.isUnread) return;
    this.cooking.context.reporter.report('GT5030', { limit: MAX_TOTAL_TEXT });
  }

  /** A variable that no scope binds: of the formula that is cooked. `isOwn`: it stands in the text itself, not in what was bound. */
  #variable(
    { name, perItem }: Placeholder,
    place: Place,
    span: () => Span | undefined,
    isOwn: boolean,
  ): Scalar | undefined {
    const { formula, values, context } = this.cooking;
    const variable = formula.variables.get(name);
    if (variable?.isSecret) {
      // Of an argument it is told where that is written.
      if (isOwn)
        context.reporter.report(
          'GT3014',
          { name, key: place.key },
          { span: span(), related: this.#related(place) },
        );
      return undefined;
    }
    if (variable) return values.inText(name);
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
        return reporter.near(name, [...formula.variables.keys(), ...Object.keys(BOUND_AT_SLING)]);
      },
    };
    reporter.report('GT3002', facts, { span: span(), related: this.#related(place) });
    return given;
  }

  /** What a reference to an output becomes; what is none stays as it is. */
  #output(
    { name, start, end, perItem }: Placeholder,
    within: string,
    scope: Scope,
    place: Place,
    span: () => Span | undefined,
  ): string | undefined {
    const { key, step, outputs } = place;
    const related = this.#related(place);
    const written = within.slice(start, end);
    if (outputs === undefined && name.trimStart().startsWith('steps.')) {
      const { reporter } = this.cooking.context;
      reporter.report('GT3033', { reference: written, key }, { span: span(), related });
      return undefined;
    }
    return this.taken.refer({
      text: render(name, scope, () => undefined).text,
      written,
      key,
      perItem,
      names: step?.names ?? this.cooking.names,
      taker: outputs === 'argument' ? undefined : outputs,
      span,
      related,
    });
  }

  /**
   * `{name}` that nothing binds is plain text, unless it is one slip away from what is bound here. Of names
   * of one or two letters nearly everything is.
   */
  #unbound(name: string, scope: Scope, place: Place, span: () => Span | undefined): void {
    const inSingle = name.startsWith('steps.') ? outputSplits(name.slice('steps.'.length)) : [];
    if (inSingle.some(({ id }) => place.step?.names.find(id))) {
      const reason = 'it stands in single braces';
      const facts = { reference: `{${name}}`, reason, near: [`{{${name}}}`] };
      this.cooking.context.reporter.report('GT3030', facts, { span: span(), related: this.#related(place) });
      return;
    }
    const near = boundNames(scope).find(
      (bound) => bound.length > 2 && editDistance(name, bound, 1, { cells: 0 }) === 1,
    );
    if (near === undefined) return;
    const facts = { key: place.key, reason: `{${name}} is bound to nothing here`, near: [near] };
    this.cooking.context.reporter.report('GT3021', facts, { span: span(), related: this.#related(place) });
  }

  /** Where a part of the text at `place` was written. */
  #part(place: Place, text: string, start: number, end: number): Span | undefined {
    const { table, key, index } = place;
    const whole =
      index === undefined ? this.cooking.context.spans.part(table, key, text, start, end) : undefined;
    return whole ?? textSpan(this.#span(place), text, start, end);
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
