import type { Asked } from './asked.js';

/** The steps that tests or an overlay speak of, by the ids that they have when they are cooked; as long as they never were, those that are written. */
export function stepsOf({ protomolecule, index, file }: Asked): string[] {
  if (protomolecule) return protomolecule.steps.map(({ id }) => id);
  const formula = index.spokenOf(file);
  return formula ? [...index.visible(formula, 'step', ['']).keys()] : [];
}
