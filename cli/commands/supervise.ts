import { runLane } from '../../runtime/dispatch/run-lane.js';
import { openLedger } from '../../runtime/ledger/open.js';
import { headless } from '../../runtime/polecat/headless.js';
import { tmuxDriver, tmuxSocket } from '../../runtime/polecat/index.js';
import { Engine } from '../../runtime/step/engine.js';
import { findTown } from '../../runtime/town/index.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';

export interface SuperviseOptions {
  readonly town: string;
  readonly ledger: string;
  readonly driver: 'headless' | 'tmux';
  readonly bin?: string;
  readonly lease?: string;
  readonly trust?: boolean;
}

/**
 * `gt supervise`: one session of a lane. Dispatchers call it; it outlives them. SIGTERM ends it after the step at hand.
 */
export async function superviseLane(
  lane: string,
  { town: root, ledger: folder, driver, bin, lease, trust = false }: SuperviseOptions,
  { surroundings, clock, variable, variables }: Environment,
): Promise<ExitCode> {
  const town = findTown({ ...surroundings, town: root });
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  const ledger = await openLedger(folder);
  try {
    const engine = new Engine(ledger, { clock, env: variable, fileExists: () => undefined });
    await runLane({
      yard: { town, ledger: folder },
      engine,
      lane: Number(lane),
      driver: driver === 'tmux' ? tmuxDriver(tmuxSocket(town)) : headless,
      variables,
      bin,
      trust,
      ...(lease !== undefined && { lease: Number(lease) }),
      signal: stop.signal,
    });
    return EXIT.ok;
  } finally {
    ledger.close();
  }
}
