import { knownStepTypes } from '../../compiler/check/step-types.js';

/** Types that beads have besides those of steps. */
const OWN = ['molecule', 'digest', 'message', 'convoy'] as const;

/** The types that a bead may have; `further` are those of the project. The default comes first. */
export const knownBeadTypes = (further: readonly string[]): readonly string[] => [
  ...new Set([...knownStepTypes(further), ...OWN]),
];
