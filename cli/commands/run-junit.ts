import type { View } from '../../runtime/ledger/contract.js';
import { digestIn } from '../../runtime/molecule/digest-in.js';
import { readMolecule } from '../../runtime/molecule/view/live.js';
import type { Environment } from '../environment.js';
import { writeOutput } from '../output/file.js';
import { junit, type TestResult } from '../output/junit.js';

/** Write a report of a molecule that CI shows: a test for each step, also of one that has become its digest. */
export function writeJunit(view: View, n: number, path: string, environment: Environment): void {
  const root = view.bead(n);
  if (!root) return;
  const digest = digestIn(root);
  const steps = digest
    ? digest.steps.map(({ id, outcome, reason }) => ({ id, outcome, reason }))
    : readMolecule(view, root)
        .steps.filter(({ isContainer }) => !isContainer)
        .map(({ id, bead }) => ({
          id,
          outcome: bead?.outcome ?? 'open',
          reason: bead?.closeReason ?? undefined,
        }));
  const results = steps.map(({ id, outcome, reason = '' }): TestResult => {
    const isFine = outcome === 'pass' || outcome === 'skipped';
    return {
      group: root.id,
      name: id.slice(root.id.length + 1),
      failures: isFine ? [] : [`${outcome}${reason === '' ? '' : `: ${reason}`}`],
      ...(outcome === 'skipped' && { skipped: reason || 'skipped' }),
    };
  });
  writeOutput(path, junit(root.id, results), environment);
}
