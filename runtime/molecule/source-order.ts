import type { View } from '../ledger/contract.js';
import type { Molecule } from '../ledger/molecule.js';
import { storedOf } from './pinned.js';

/**
 * Steps in the order of the source. Numbers are in that order, but for those of a lean wisp, which are in the order in
 * which its steps became ready (spec: PHASE-6). `idOf`: the id of a step behind that of its molecule.
 */
export function inSourceOrder<T>(
  view: View,
  { n, lean }: Pick<Molecule, 'n' | 'lean'>,
  steps: readonly T[],
  idOf: (step: T) => string,
): readonly T[] {
  const [poured] = lean ? view.partsOf(n) : [];
  if (!poured) return steps;
  const { protomolecule } = storedOf(view, poured.fingerprint);
  const places = new Map(protomolecule.steps.map(({ id }, at) => [poured.prefix + id, at]));
  // What came later, iterations of loops and what was bonded, stays behind the rest as it came.
  const placeOf = (step: T): number => places.get(idOf(step)) ?? places.size;
  return steps.toSorted((a, b) => placeOf(a) - placeOf(b));
}
