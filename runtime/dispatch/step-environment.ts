import { commandEnvironment } from '../check/environment.js';
import type { View } from '../ledger/contract.js';
import { textsOf } from '../molecule/texts.js';
import { branchesBefore } from './assignment.js';
import type { Workplace } from './process-hands.js';
import type { Task } from './walk.js';

/** A variable longer than this is refused by the system, and the process with it. */
const LONGEST = 100_000;

/**
 * What a worker finds in its environment (spec: WORK-3): which step and attempt it is for, the texts of the step, and each
 * variable as GT_VAR_NAME; never in the text of a command.
 */
export function stepEnvironment(
  view: View,
  { step, attempt }: Task,
  { env, secrets, lane, worker, outputFile }: Workplace,
): Record<string, string | undefined> {
  const bead = view.bead(step.n) ?? step;
  const own = commandEnvironment(view, bead, secrets);
  const { title, description } = textsOf(view, bead);
  const named = Object.fromEntries(
    Object.entries(own).filter(([name]) => name.startsWith('GT_VAR_') || OF_STEP.includes(name)),
  );
  return {
    ...env,
    ...named,
    GT_ATTEMPT: String(attempt),
    GT_STEP_NAME: step.step ?? step.id,
    GT_TITLE: title.slice(0, LONGEST),
    GT_DESCRIPTION: description.slice(0, LONGEST),
    GT_POLECAT: worker,
    GT_RIG: lane.rig ?? undefined,
    GT_BRANCH: lane.branch ?? undefined,
    GT_BRANCHES: branchesBefore(view, bead, lane).join(' ') || undefined,
    GT_OUTPUT: undefined,
    GT_OUTPUT_FILE: outputFile,
    BD_ACTOR: worker,
  };
}

const OF_STEP = ['GT_STEP', 'GT_MOLECULE'];
