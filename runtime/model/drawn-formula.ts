import fc from 'fast-check';

/** A step as it is drawn; what it needs is drawn as numbers, and becomes names in `written-formula.ts`. */
export interface DrawnStep {
  readonly needs: readonly number[];
  readonly runIf: 'passed' | 'failed' | 'always';
  readonly onFail: 'block' | 'continue' | 'abort';
  readonly priority: number | undefined;
  readonly isLonely: boolean;
  readonly retry:
    | { readonly max_attempts: number; readonly backoff?: string; readonly on_exhausted?: string }
    | undefined;
  readonly check: { readonly max_attempts?: number } | undefined;
  readonly timeout: string | undefined;
  readonly gate: DrawnGate | undefined;
  readonly what: DrawnKind;
}

export interface DrawnGate {
  readonly type: 'human' | 'timer' | 'condition' | 'conditional';
  readonly timeout: string;
  readonly hasTimeout: boolean;
  readonly onTimeout: 'fail' | 'skip' | 'open' | 'escalate';
  /** Which of the conditions that there are, and of which step. */
  readonly condition: number;
  readonly pick: number;
}

export type DrawnKind =
  | { readonly kind: 'plain' | 'gate' | 'crowd' | 'reporter' }
  | { readonly kind: 'container'; readonly steps: readonly DrawnStep[] }
  | {
      readonly kind: 'until';
      readonly steps: readonly DrawnStep[];
      readonly max: number;
      readonly isFlag: boolean;
      readonly isPass: boolean;
    }
  /** Attaches a formula for each item of its output; a step behind it joins them. */
  | { readonly kind: 'spawner'; readonly isSequential: boolean; readonly join: 'all' | 'any' | undefined };

const rarely = <T>(arbitrary: fc.Arbitrary<T>, freq: number): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { freq, nil: undefined });

const gate: fc.Arbitrary<DrawnGate> = fc.record({
  type: fc.constantFrom('human', 'timer', 'condition', 'conditional'),
  timeout: fc.constantFrom('1m', '5m', '30m'),
  hasTimeout: fc.boolean(),
  onTimeout: fc.constantFrom('fail', 'skip', 'open', 'escalate'),
  condition: fc.nat(),
  pick: fc.nat(),
});

const retry = fc.record(
  {
    max_attempts: fc.integer({ min: 1, max: 3 }),
    backoff: fc.constantFrom('30s', '2m'),
    on_exhausted: fc.constantFrom('block', 'continue', 'abort', 'hard_fail', 'soft_fail'),
  },
  { requiredKeys: ['max_attempts'] },
);

type Tied = {
  step: DrawnStep;
  steps: readonly DrawnStep[];
  what: DrawnKind;
};

/** A handful of steps with everything that a molecule's life may depend on. */
export const drawnSteps: fc.Arbitrary<readonly DrawnStep[]> = fc.letrec<Tied>((tie) => ({
  steps: fc.array(tie('step'), { minLength: 1, maxLength: 5, depthIdentifier: 'steps' }),
  step: fc.record({
    needs: fc.array(fc.nat(), { maxLength: 3 }),
    runIf: fc.oneof(
      { weight: 6, arbitrary: fc.constant('passed' as const) },
      { weight: 1, arbitrary: fc.constant('failed' as const) },
      { weight: 1, arbitrary: fc.constant('always' as const) },
    ),
    onFail: fc.oneof(
      { weight: 5, arbitrary: fc.constant('block' as const) },
      { weight: 2, arbitrary: fc.constant('continue' as const) },
      { weight: 1, arbitrary: fc.constant('abort' as const) },
    ),
    priority: rarely(fc.integer({ min: 0, max: 4 }), 3),
    isLonely: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
    retry: rarely(retry, 3),
    check: rarely(fc.record({ max_attempts: fc.integer({ min: 1, max: 2 }) }, { requiredKeys: [] }), 6),
    timeout: rarely(fc.constantFrom('2m', '20m'), 5),
    gate: rarely(gate, 4),
    what: tie('what'),
  }),
  what: fc.oneof(
    { depthIdentifier: 'steps', depthSize: 'small', withCrossShrink: true },
    { weight: 8, arbitrary: fc.constant<DrawnKind>({ kind: 'plain' }) },
    { weight: 1, arbitrary: fc.constant<DrawnKind>({ kind: 'gate' }) },
    { weight: 1, arbitrary: fc.constant<DrawnKind>({ kind: 'reporter' }) },
    { weight: 1, arbitrary: fc.constant<DrawnKind>({ kind: 'crowd' }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('spawner' as const),
        isSequential: fc.boolean(),
        join: rarely(fc.constantFrom('all' as const, 'any' as const), 1),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('container' as const), steps: tie('steps') }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('until' as const),
        steps: tie('steps'),
        max: fc.integer({ min: 1, max: 3 }),
        isFlag: fc.boolean(),
        isPass: fc.boolean(),
      }),
    },
  ),
})).steps;
