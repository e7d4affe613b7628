import type { Advice, Step } from './generated/formula.js';

/** The lists of steps that an advice inserts, `before` ones first. */
export function insertedSteps(advice: Advice): [before: Step[], after: Step[]] {
  const side = (key: 'before' | 'after'): Step[] => [
    ...([advice[key] ?? []].flat() as Step[]),
    ...([advice.around?.[key] ?? []].flat() as Step[]),
  ];
  return [side('before'), side('after')];
}
