import { beadJson } from '../../../runtime/beads/json.js';
import type { View } from '../../../runtime/ledger/contract.js';
import { type Current, currentMolecules, currentOf } from '../../../runtime/molecule/view/current.js';
import type { LiveStep } from '../../../runtime/molecule/view/live.js';
import type { Environment } from '../../environment.js';
import { EXIT, type ExitCode } from '../../exit.js';
import { resolveMolecule } from '../../molecule.js';
import { beadTable } from '../../output/bead-row.js';
import { counted } from '../../output/counted.js';
import { toJson } from '../../output/json.js';
import { stepJson } from '../../output/mol/json.js';
import { type LedgerOptions, withLedger } from '../../session.js';

export interface CurrentOptions extends LedgerOptions {
  readonly for?: string;
}

/** `gt mol current`: what is worked on in a molecule, and what can be done next. */
export async function current(
  id: string | undefined,
  options: CurrentOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  return withLedger(options, environment, async (session) => {
    const { found, json } = await session.read((view) => {
      const found =
        id === undefined ? currentMolecules(view, options.for) : [currentOf(view, resolveMolecule(view, id))];
      return { found, json: options.json ? found.map((each) => currentJson(view, each)) : [] };
    });
    if (options.json) stdout.write(toJson(json));
    else stdout.write(found.map((each) => currentText(each, stdout)).join('\n'));
    if (found.length === 0 && !options.json) stderr.write('nothing is to be done in any molecule\n');
    return EXIT.ok;
  });
}

function currentText({ live, steps, active, ready }: Current, stdout: Environment['stdout']): string {
  const closed = steps.filter(isClosed).length;
  const head = `${live.root.id}  ${live.root.title}, ${closed} of ${counted(steps.length, 'step', 'steps')} done\n`;
  const beads = [...active, ...ready].flatMap(({ bead }) => bead ?? []);
  if (beads.length > 0) return head + beadTable(beads, stdout);
  const waiting = steps.filter(({ bead }) => bead && bead.state !== 'closed' && bead.state !== 'blocked');
  if (waiting.length > 0)
    return `${head}${beadTable(
      waiting.flatMap(({ bead }) => bead ?? []),
      stdout,
    )}`;
  const isOver = closed === steps.length;
  return `${head}${isOver ? 'all is done' : `nothing can be done now; "gt mol show ${live.root.id}" shows why`}\n`;
}

/** As Beads tells it: every step, and where it is. */
function currentJson(view: View, { live, steps, active, ready }: Current) {
  const [first] = active;
  const [next] = ready;
  const isActive = new Set(active);
  return {
    molecule_id: live.root.id,
    molecule_title: live.root.title,
    ...(live.root.assignee !== null && { assignee: live.root.assignee }),
    ...(first?.bead && { current_step: beadJson(view, first.bead) }),
    ...(next?.bead && { next_step: beadJson(view, next.bead) }),
    steps: steps.map((step) => ({
      issue: stepJson(view, step),
      status: statusWord(step, isActive.has(step)),
      is_current: isActive.has(step),
    })),
    completed: steps.filter(isClosed).length,
    total: steps.length,
  };
}

const isClosed = ({ bead }: LiveStep): boolean => bead?.state === 'closed';

function statusWord(
  step: LiveStep,
  isCurrent: boolean,
): 'done' | 'current' | 'ready' | 'blocked' | 'pending' {
  if (isClosed(step)) return 'done';
  if (isCurrent) return 'current';
  if (step.bead?.state === 'ready') return 'ready';
  return step.bead?.state === 'blocked' || !step.bead ? 'blocked' : 'pending';
}
