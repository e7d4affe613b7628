import { resolveBead } from '../../runtime/beads/resolve.js';
import { sling } from '../../runtime/dispatch/sling.js';
import type { Landing } from '../../runtime/ledger/lane.js';
import { agentOf, type DispatchOptions } from '../dispatching.js';
import type { Environment } from '../environment.js';
import type { OpenYard } from '../yard.js';
import { type CookingOptions, prepareToPour } from './pour.js';

export interface RunOptions extends CookingOptions, DispatchOptions {
  readonly agent?: string;
  readonly land: Landing;
  readonly resume?: string;
  readonly squash?: boolean;
  readonly junit?: string;
  readonly on?: string;
}

/** What is followed: poured and slung in one transaction, or there already. Undefined when it does not cook. */
export async function beginRun(
  name: string | undefined,
  rig: string | null,
  options: RunOptions,
  environment: Environment,
  { engine, session, yard: { town } }: OpenYard,
): Promise<{ readonly n: number; readonly id: string } | undefined> {
  const agent = agentOf(town, options.agent);
  const { resume, key, land } = options;
  if (resume !== undefined)
    return engine.change(session.actor(), (turn) => {
      const bead = resolveBead(turn.tx, resume);
      if (bead.state !== 'closed') sling(turn, bead, { rig, agent, land });
      return { n: bead.n, id: bead.id };
    });
  const pouring = await prepareToPour(name ?? '', options, environment, session);
  return (
    pouring &&
    engine.change(session.actor(), (turn) => {
      const made = pouring.pour(turn, { phase: 'liquid', key });
      const bead = turn.tx.bead(made.n);
      if (bead && bead.state !== 'closed') sling(turn, bead, { rig, agent, land });
      return made;
    })
  );
}
