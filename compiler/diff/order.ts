import { type Common, Correspondence } from './correspondence.js';
import type { StepEvents } from './events.js';
import { matrix } from './matrix.js';
import type { OrderDiff, Precedence } from './model.js';
import { Work } from './reach.js';

/** Edges walked, and words of bits joined, before a comparison is given up: a second or two. */
export const MAX_ORDER_WORK = 500_000_000;

/** Steps at changed places that are compared each with each. */
export const MAX_ORDER_STEPS = 4_096;

const UNKNOWN = { effective: 'unknown' as const, lost: [], gained: [] };

/**
 * How the order of the steps that both sides have differs: when `x` must have ended before `y` starts. It is
 * decided by all that needs, containers and barriers come to, through whatever else stands between.
 *
 * Every edge of one side whose order holds in the other is harmless, and so is every path of such edges. So
 * only steps that are nearest to other edges need be compared, each with each: on a path that has some, an
 * order is lost exactly when it is lost between the last step that ends before the first of them and the
 * first that starts behind the last of them.
 */
export function compareOrder(
  a: StepEvents,
  b: StepEvents,
  steps: readonly Common[],
  barriers: readonly Common[],
  most = MAX_ORDER_WORK,
): Pick<OrderDiff, 'effective' | 'lost' | 'gained'> {
  const work = new Work(most);
  const ab = new Correspondence(a, b, steps, barriers);
  const mirrored = (list: readonly Common[]): Common[] =>
    list.map(({ before, after }) => ({ before: after, after: before }));
  const ba = new Correspondence(b, a, mirrored(steps), mirrored(barriers));
  const around = [ab.stepsAtLostEdges(work), ba.stepsAtLostEdges(work)];
  const [atLost, atGained] = around;
  if (!atLost || !atGained) return UNKNOWN;
  const places = [...new Set([...atLost, ...atGained])].sort((x, y) => x - y);
  if (places.length === 0) return { effective: 'same', lost: [], gained: [] };
  if (places.length > MAX_ORDER_STEPS) return UNKNOWN;
  const compared = places.map((place) => steps[place] as Common);
  const inA = matrix(
    a,
    compared.map(({ before }) => before),
    work,
  );
  const inB = matrix(
    b,
    compared.map(({ after }) => after),
    work,
  );
  if (!inA || !inB) return UNKNOWN;
  const lost = inA.without(inB, work);
  const gained = inB.without(inA, work);
  if (!lost || !gained) return UNKNOWN;
  const named = (pairs: readonly (readonly [number, number])[]): Precedence[] =>
    pairs.map(([step, waitsFor]) => ({
      step: (compared[step] as Common).after,
      waitsFor: (compared[waitsFor] as Common).after,
    }));
  const effective = lost.length + gained.length === 0 ? 'same' : 'changed';
  return { effective, lost: named(lost), gained: named(gained) };
}
