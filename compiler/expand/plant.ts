import type { Leg, Step as StepTable } from '../check/generated/formula.js';
import type { Cooking } from './cooking.js';
import { expandStep } from './expansions.js';
import type { Node } from './region.js';

/** The step that an expansion is cooked on when it is cooked by itself. */
const PSEUDO_TARGET = 'main';

/** Make the steps that the formula itself writes, whatever its type. */
export function plantFormula(cooking: Cooking): void {
  const { formula, setting } = cooking;
  const { doc } = formula;
  if (formula.type === 'expansion') {
    const table = { id: PSEUDO_TARGET, title: formula.name, description: doc.description ?? '' };
    root(cooking, cooking.plant([table], setting));
    const [target] = cooking.roots;
    if (target?.kind === 'step') {
      const { scope } = setting;
      expandStep(target, { fragment: formula, vars: undefined, rule: doc, key: 'template', scope }, cooking);
    }
    return;
  }
  root(cooking, cooking.plant(doc.steps ?? [], setting));
  const legs = legSteps(doc.legs);
  const synthesis = synthesisStep(cooking);
  for (const leg of legs) cooking.convoy.set(leg, 'leg');
  for (const step of synthesis) cooking.convoy.set(step, 'synthesis');
  root(cooking, cooking.plant([...legs, ...legSteps(doc.aspects), ...synthesis], setting));
}

function root(cooking: Cooking, nodes: readonly Node[]): void {
  for (const node of nodes) {
    node.index = cooking.roots.length;
    cooking.roots.push(node);
  }
}

/** A leg is a step that has a focus besides. */
const legSteps = (legs: readonly Leg[] | undefined): readonly StepTable[] => legs ?? [];

/** The synthesis as a step: it waits for the legs it names, or for all. */
function synthesisStep({ formula, context }: Cooking): StepTable[] {
  const { synthesis, legs = [] } = formula.doc;
  if (!synthesis) return [];
  const { depends_on: named = [], ...rest } = synthesis;
  const order = named.length > 0 ? { depends_on: named } : { needs: legs.map((leg) => leg.id) };
  const step: StepTable = { ...rest, id: 'synthesis', ...order };
  context.spans.copy(synthesis, step);
  return [step];
}
