import type { NamedFile } from '../names/name-index.js';
import type { Asked } from './asked.js';

/** The formula that tests or an overlay are for. */
export function spokenOf({ index, file }: Asked): NamedFile | undefined {
  const [name = ''] = file.names.parents;
  return index.formula(name);
}

/** Its steps by the ids that they have when it is cooked; as long as it never was, those that are written. */
export function stepsOf(asked: Asked): string[] {
  const { protomolecule, index } = asked;
  if (protomolecule) return protomolecule.steps.map(({ id }) => id);
  const formula = spokenOf(asked);
  return formula ? [...index.visible(formula, 'step', ['']).keys()] : [];
}
