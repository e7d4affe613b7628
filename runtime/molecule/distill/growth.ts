import type { ProtoStep } from '../../../compiler/emit/protomolecule.js';
import type { Growth } from '../../../compiler/format/expand-formula.js';
import type { Expressions } from '../../../compiler/language/expressions.js';
import { fail } from '../../failure/failure.js';
import { stepOfBead } from './bead-steps.js';
import type { Blanks } from './blanks.js';
import type { Added, Grown } from './grown.js';
import { moved } from './moved.js';

/** What came to a molecule since it was poured, as what its formula has to have too. */
export async function growthOf(
  grown: Grown,
  blanks: Blanks,
  { stepTypes }: { readonly stepTypes: readonly string[] },
): Promise<Growth> {
  const { protomolecule } = grown.stored;
  const taken = [...blanks.values.keys()].find((name) => Object.hasOwn(protomolecule.vars, name));
  if (taken !== undefined) fail('GT8231', { name: taken, reason: 'the formula has a variable of that name' });
  const expressions = grown.added.some(asksOthers) ? await loadExpressions() : undefined;
  const added = grown.added.map((each) => {
    const step = stepOfBead(each, grown.stepIds, { blanks, left: grown.left, stepTypes });
    return moved(step, each.naming, () => expressions ?? missing());
  });
  return {
    vars: Object.fromEntries([...blanks.values.keys()].map((name) => [name, { required: true }])),
    grow: (cooked) => ({
      ...cooked,
      steps: [...cooked.steps.map((step) => grownStep(step, grown, blanks)), ...added],
      barriers: [...cooked.barriers, ...grown.barriers],
    }),
  };
}

function grownStep(step: ProtoStep, { needs }: Grown, blanks: Blanks): ProtoStep {
  const more = needs.get(step.id) ?? [];
  const { id, needs: own, container, origin, ...texts } = step;
  const filled = blanks.values.size === 0 ? texts : (blanks.inAll(texts) as typeof texts);
  return {
    ...filled,
    id,
    origin,
    needs: [...own, ...more.filter((need) => !own.includes(need))],
    ...(container !== undefined && { container }),
  };
}

const asksOthers = ({ bead, gates }: Added): boolean =>
  bead.policy?.loop !== undefined || gates.some(({ gate }) => gate.condition !== undefined);

/** The parser takes tens of milliseconds, and few ask for it. */
const loadExpressions = async (): Promise<Expressions> =>
  (await import('../../../compiler/language/parser.js')).expressions;

const missing = (): never => {
  throw new Error('a condition was not foreseen');
};
