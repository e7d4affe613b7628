import type { Step as StepTable } from '../check/generated/formula.js';
import type { Composed } from '../inherit/composed.js';
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
    if (at.kind === 'iteration') factors.unshift(repeated(at.by, at.of ?? 1));
    if (at.kind === 'expanded') factors.unshift(at.by);
  }
  return factors;
}

export class Estimator {
  readonly #templates = new Map<Composed, Estimate>();

  constructor(private readonly cooking: Cooking) {}

  /**
   * Of one copy of `tables`, which stand in `from`. A range whose names have values only there counts
   * once. `scope`: of the names in ranges; undefined when the arguments are not known yet.
   */
  of(tables: readonly StepTable[], from: Composed, scope: Scope | undefined, depth = 0): Estimate {
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
    const content = this.of(template, fragment, undefined, depth + 1);
    const estimate = { steps: content.steps, factors: [fragment.name, ...factorsIn(content)] };
    this.#templates.set(fragment, estimate);
    return estimate;
  }

  #one(table: StepTable, from: Composed, scope: Scope | undefined, depth: number): Estimate {
    const { loop, children, expand } = table;
    if (loop) {
      const body = this.of(loop.body, from, scope, depth);
      const count = this.#count(loop, scope);
      return { steps: count * body.steps, factors: [repeated(table.id, count), ...factorsIn(body)] };
    }
    if (children) {
      const { steps, factors } = this.of(children, from, scope, depth);
      return { steps: steps + 1, factors };
    }
    const loaded = expand === undefined ? undefined : from.references.get(expand);
    return loaded ? this.template(this.cooking.options.compose(loaded), depth) : ONE;
  }

  #count(loop: NonNullable<StepTable['loop']>, scope: Scope | undefined): number {
    if (typeof loop.count === 'number') return loop.count;
    const ends = foreseeableRange(loop.range ?? `1..${loop.count ?? 1}`, scope, this.cooking);
    return ends ? ends.end - ends.start + 1 : 1;
  }
}
