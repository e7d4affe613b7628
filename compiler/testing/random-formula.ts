import fc from 'fast-check';

/** A step as a test draws it. What it needs is drawn as numbers, which become names in `writeFormula`. */
export interface DrawnStep {
  readonly picks: readonly number[];
  /** Whether its condition is false. */
  readonly isRemoved: boolean;
  readonly what:
    | { readonly kind: 'plain' }
    | { readonly kind: 'container'; readonly steps: readonly DrawnStep[] }
    | { readonly kind: 'loop'; readonly count: number; readonly steps: readonly DrawnStep[] }
    /** The template is one of the later ones, so that expansions end. */
    | { readonly kind: 'expand'; readonly pick: number };
}

/** Advice around a step: which, and how many steps it inserts on each side. */
export interface DrawnAdvice {
  readonly pick: number;
  readonly before: readonly boolean[];
  readonly after: readonly boolean[];
}

export interface DrawnFormula {
  readonly steps: readonly DrawnStep[];
  readonly templates: readonly (readonly DrawnStep[])[];
  readonly advice: readonly DrawnAdvice[];
  /** Aspects for every step that is there when they are woven. */
  readonly aspects: readonly Omit<DrawnAdvice, 'pick'>[];
}

const picks = fc.array(fc.nat(), { maxLength: 4 });
const seldom = fc.integer({ min: 0, max: 5 }).map((number) => number === 0);

const { steps } = fc.letrec<{ step: DrawnStep; steps: readonly DrawnStep[]; what: DrawnStep['what'] }>(
  (tie) => ({
    steps: fc.array(tie('step'), { minLength: 1, maxLength: 6, depthIdentifier: 'steps' }),
    step: fc.record({ picks, isRemoved: seldom, what: tie('what') }),
    what: fc.oneof(
      { depthIdentifier: 'steps', depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: fc.constant({ kind: 'plain' as const }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('container' as const), steps: tie('steps') }) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('loop' as const),
          count: fc.integer({ min: 1, max: 3 }),
          steps: tie('steps'),
        }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('expand' as const), pick: fc.nat() }) },
    ),
  }),
);

const inserted = fc.array(seldom, { maxLength: 2 });

/** Formulas of every construct that gives steps an order. `withConditions`: some steps are removed. */
export const drawnFormula: fc.Arbitrary<DrawnFormula> = fc.record({
  steps,
  templates: fc.array(steps, { minLength: 1, maxLength: 3 }),
  advice: fc.array(fc.record({ pick: fc.nat(), before: inserted, after: inserted }), { maxLength: 3 }),
  aspects: fc.array(fc.record({ before: inserted, after: inserted }), { maxLength: 2 }),
});
