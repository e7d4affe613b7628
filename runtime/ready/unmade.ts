import type { ProtoStep } from '../../compiler/emit/protomolecule.js';
import type { View } from '../ledger/contract.js';

/** The steps of a lean wisp that are no rows yet: they are open, and nobody can tell (spec: PHASE-6). None of any other molecule. */
export function unmadeSteps(view: View, molecule: number): readonly ProtoStep[] {
  if (view.molecule(molecule)?.lean !== true) return [];
  const poured = view.partsOf(molecule).find(({ root }) => root === molecule);
  const stored = poured && view.protomolecule(poured.fingerprint);
  if (!poured || !stored) return [];
  return stored.protomolecule.steps.filter(({ id }) => view.stepNode(poured.part, id) === undefined);
}
