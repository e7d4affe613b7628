import { isOpen, type Node } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import { Counts, countMolecule, isLean } from '../../ready/counts.js';
import { recount } from '../../ready/recount.js';
import type { Check } from '../finding.js';

/** How many of them are named. */
const MOST = 10;

/** GT8601: counts that are kept with beads and that their rows do not bear out. */
export const counts: Check = {
  code: 'GT8601',
  find(view) {
    const wrong = wrongCounts(view);
    if (wrong.length === 0) return [];
    return [
      {
        code: 'GT8601',
        severity: 'error',
        message: `${wrong.length} counts are not what their rows say, so that beads may be ready too early or never`,
        evidence: wrong.slice(0, MOST).map(({ told }) => told),
        help: '"gt doctor --fix" counts them anew, after a backup',
        canFix: true,
      },
    ];
  },
  fix: (turn) => recount(turn, new Set(wrongCounts(turn.tx).map(({ n }) => n))),
};

/** Each count that is kept and that is not what is counted. */
export function wrongCounts(view: View): { readonly n: number; readonly told: string }[] {
  const wrong: { n: number; told: string }[] = [];
  const counter = new Counts(view);
  const expect = (n: number, what: string, kept: number, counted: number): void => {
    if (kept !== counted)
      wrong.push({ n, told: `${view.idOf(n) ?? `node ${n}`}: ${what} ${kept}, counted ${counted}` });
  };
  for (const node of allNodes(view)) {
    if (isOpen(node)) expect(node.n, 'blockers', node.blockers, counter.blockers(node));
    if (!isLean(view, node)) expect(node.n, 'open children', node.openChildren, counter.openChildren(node.n));
  }
  for (const molecule of view.molecules({})) {
    const counted = countMolecule(view, molecule);
    for (const key of ['openSteps', 'activeSteps', 'runningSteps'] as const)
      expect(molecule.n, key, molecule[key], counted[key]);
  }
  return wrong;
}

function* allNodes(view: View): Generator<Node> {
  for (const { n } of view.molecules({})) yield* view.nodesOf(n);
  for (const bead of view.beads({ ephemeral: 'include' })) if (bead.molecule === null) yield bead;
}
