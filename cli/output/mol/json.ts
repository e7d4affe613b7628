import { isoMoment } from '../../../runtime/beads/dates.js';
import { beadJson } from '../../../runtime/beads/json.js';
import { statusOf } from '../../../runtime/beads/status.js';
import type { View } from '../../../runtime/ledger/contract.js';
import type { ListedMolecule } from '../../../runtime/molecule/view/list.js';
import type { LiveStep } from '../../../runtime/molecule/view/live.js';

/** A molecule as programs are told of it in a list; ids and counts are called as Beads calls them. */
export const listedJson = ({ root, molecule, condition, closed, total }: ListedMolecule) => ({
  molecule_id: root.id,
  title: root.title,
  formula: molecule.formula,
  phase: molecule.phase,
  condition,
  outcome: root.outcome ?? undefined,
  assignee: root.assignee ?? undefined,
  total,
  completed: closed,
  percent: total === 0 ? 100 : Math.floor((closed * 100) / total),
  created_at: isoMoment(root.createdAt),
  updated_at: isoMoment(root.updatedAt),
});

/** A step, whether it is a row or not. */
export function stepJson(view: View, live: LiveStep): Readonly<Record<string, unknown>> {
  const { id, step, title, type, container, needs, outside, gates, bead } = live;
  const place = {
    step,
    container,
    needs,
    ...(outside.length > 0 && { waits_outside: outside }),
    ...(gates.length > 0 && { gates: gates.map(({ gate, state }) => ({ ...gate, state })) }),
  };
  if (bead) {
    const output = view.output(bead.n);
    return { ...beadJson(view, bead), ...place, ...(output !== undefined && { output }) };
  }
  const state = { state: 'blocked', hold: null } as const;
  return { id, title, status: statusOf(state), state: state.state, issue_type: type, ...place };
}
