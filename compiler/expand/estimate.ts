import type { Step as StepTable } from '../check/generated/formula.js';
import type { Composed } from '../inherit/composed.js';
import type { Expressions } from '../language/expressions.js';
import type { Scope } from '../language/render.js';
import { MAX_EXPANSION_DEPTH, MAX_STEPS } from '../limits.js';
import type { Cooking } from './cooking.js';
import { foreseeableRange } from './expression.js';
import type { Origin } from './region.js';

/** A lower bound of the steps that something makes, so that a product is refused before anything is copied. */
export interface Estimate {
  readonly steps: number;
  /** What multiplies to the largest part of them, outermost first. */
  readonly factors: readonly string[];
}

/** The first and the last value of a loop. */
interface Ends {
  readonly first: number;
  readonly last: number;
}

type Loop = NonNullable<StepTable['loop']>;

/** Iterations of which an estimate looks at each, where the steps of one depend on its value; some 5 us each. */
const MAX_FORESEEN = 10_000;

const ONE: Estimate = { steps: 1, factors: [] };

/** What multiplies in something that is itself multiplied: at the innermost, the number of steps. */
export const factorsIn = ({ steps, factors }: Estimate): readonly string[] =>
  factors.length > 0 || steps < 2 ? factors : [`${steps} steps`];

/** `a (1000 times)`. */
export const repeated = (what: string, count: number): string => `${what} (${count} times)`;

/** The loops and expansions that a step with this origin stands in. */
export function factorsAround(origin: Origin | undefined): string[] {
  const factors: string[] = [];
  for (let at = origin; at; at = at.next) {
    if (at.kind === 'iteration' && at.of !== undefined) factors.unshift(repeated(at.by, at.of));
    if (at.kind === 'expanded') factors.unshift(at.by);
  }
  return factors;
}

export class Estimator {
  readonly #templates = new Map<Composed, Estimate>();
  readonly #ranges = new Map<string, ReturnType<Expressions['range']>>();
  /** Iterations that the present estimate has looked at one by one. */
  #foreseen = 0;

  constructor(private readonly cooking: Cooking) {}

  /**
   * Of one copy of `tables`, which stand in `from`. A range whose names have values only there counts
   * once. `scope`: of the names in ranges; undefined when the arguments are not known yet.
   */
  of(tables: readonly StepTable[], from: Composed, scope: Scope | undefined): Estimate {
    this.#foreseen = 0;
    return this.#all(tables, from, scope, 0);
  }

  /** Of all iterations of a loop, whose values are known: `factors` are those of its body. */
  loop(loop: Loop, { first, last }: Ends, from: Composed, scope: Scope): Estimate {
    this.#foreseen = 0;
    return this.#iterations(loop, { first, last }, from, scope, 0);
  }

  #all(tables: readonly StepTable[], from: Composed, scope: Scope | undefined, depth: number): Estimate {
    let steps = 0;
    let largest: Estimate = { steps: 0, factors: [] };
    for (const table of tables) {
      const part = this.#one(table, from, scope, depth);
      steps += part.steps;
      if (part.steps > largest.steps) largest = part;
      if (steps > MAX_STEPS) break;
    }
    return { steps, factors: largest.factors };
  }

  /** Of the template of `fragment`; what expands itself is found out later. */
  template(fragment: Composed, depth = 0): Estimate {
    const known = this.#templates.get(fragment);
    if (known) return known;
    if (depth >= MAX_EXPANSION_DEPTH) return ONE;
    this.#templates.set(fragment, ONE);
    const { template = [] } = fragment.doc;
    const content = this.#all(template, fragment, undefined, depth + 1);
    const estimate = { steps: content.steps, factors: [fragment.name, ...factorsIn(content)] };
    this.#templates.set(fragment, estimate);
    return estimate;
  }

  #one(table: StepTable, from: Composed, scope: Scope | undefined, depth: number): Estimate {
    const { loop, children, expand } = table;
    if (loop) {
      if (loop.until !== undefined) {
        const { steps, factors } = this.#all(loop.body, from, scope, depth);
        return { steps: steps + 1, factors };
      }
      const ends = this.#ends(loop, scope);
      const { steps, factors } = this.#iterations(loop, ends, from, scope, depth);
      return { steps, factors: [repeated(table.id, countOf(ends)), ...factors] };
    }
    if (children) {
      const { steps, factors } = this.#all(children, from, scope, depth);
      return { steps: steps + 1, factors };
    }
    const loaded = expand === undefined ? undefined : from.references.get(expand);
    return loaded ? this.template(this.cooking.options.compose(loaded), depth) : ONE;
  }

  #iterations(loop: Loop, ends: Ends, from: Composed, scope: Scope | undefined, depth: number): Estimate {
    const { body, var: name } = loop;
    if (name === undefined || !scope || !isAskedFor(name, body)) {
      const each = this.#all(body, from, scope, depth);
      return { steps: countOf(ends) * each.steps, factors: factorsIn(each) };
    }
    let steps = 0;
    let largest: Estimate = { steps: 0, factors: [] };
    const count = countOf(ends);
    // From both ends, for what depends on the value mostly grows or shrinks with it.
    for (let at = 0; at < count && steps <= MAX_STEPS; at++) {
      if (this.#foreseen++ > MAX_FORESEEN) {
        steps += count - at;
        break;
      }
      const value = at % 2 === 0 ? ends.last - at / 2 : ends.first + (at - 1) / 2;
      const inner = { bindings: new Map([[name, { value }]]), parameters: false, outer: scope };
      const each = this.#all(body, from, inner, depth);
      steps += each.steps;
      if (each.steps > largest.steps) largest = each;
    }
    return { steps, factors: factorsIn(largest) };
  }

  #ends(loop: Loop, scope: Scope | undefined): Ends {
    if (typeof loop.count === 'number') return { first: 1, last: loop.count };
    const text = loop.range ?? `1..${loop.count ?? 1}`;
    const range = this.#ranges.get(text) ?? this.cooking.context.expressions().range(text);
    this.#ranges.set(text, range);
    const ends = foreseeableRange(range, scope, this.cooking);
    return ends ? { first: ends.start, last: ends.end } : { first: 1, last: 1 };
  }
}

const countOf = ({ first, last }: Ends): number => last - first + 1;

/** Whether a range or count in `steps` has the name in it. */
const isAskedFor = (name: string, steps: readonly StepTable[]): boolean =>
  steps.some(
    ({ loop, children = [] }) =>
      isAskedFor(name, children) ||
      (loop !== undefined &&
        (String(loop.range ?? loop.count ?? '').includes(name) || isAskedFor(name, loop.body))),
  );
