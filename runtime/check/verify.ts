import { fail } from '../failure/failure.js';
import type { BeadRow } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { type Engine, verified } from '../step/index.js';
import { commandEnvironment } from './environment.js';
import { type CheckResult, runCheck } from './run-check.js';
import { isTrusted } from './trust.js';

export interface VerifyOptions {
  readonly actor: string;
  /** Where the command runs. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Run shell that comes from outside the project and the built-in library although nobody has trusted its source. */
  readonly trust: boolean;
}

/**
 * Run the check of a step that its worker has reported, and do what it says (spec: STEP-5). The command runs outside of
 * any transaction; whoever dies while it runs has changed nothing, and it is run again. Undefined: the step waits for
 * no check. Rejects with GT8310 where its shell is not trusted.
 */
export async function verify(
  engine: Engine,
  id: string,
  { actor, folder, env, trust }: VerifyOptions,
): Promise<CheckResult | undefined> {
  const asked = await engine.read((view) => {
    const bead = view.beadById(id);
    if (bead?.state !== 'verifying' || !bead.policy?.check) return undefined;
    const source = trust ? undefined : distrusted(view, bead);
    return { bead, check: bead.policy.check, source, env: commandEnvironment(view, bead, env) };
  });
  if (!asked) return undefined;
  if (asked.source) fail('GT8310', { id, ...asked.source });
  const { bead, check } = asked;
  const result = await runCheck(check, folder, asked.env);
  await engine.change(actor, (turn) => {
    const node = turn.tx.node(bead.n);
    if (node) verified(turn, node, bead.attempt, result.verdict, result.told);
  });
  return result;
}

/** The source of a step's shell, where nobody has said that it may run (R18); undefined when it may. */
export function distrusted(view: View, bead: BeadRow): { source: string; hash: string } | undefined {
  const part = bead.part === null ? undefined : view.part(bead.part);
  const sources = (part && view.protomolecule(part.fingerprint)?.protomolecule.sources) ?? [];
  const found = sources.find(({ id, sha256 }) => !isTrusted(view, id, sha256));
  return found && { source: found.id, hash: found.sha256 };
}
