import { type Engine, verified } from '../step/index.js';
import { stepIdOf } from './history.js';
import type { Scripts } from './scripts.js';
import type { Usage } from './usage.js';
import { ACTOR } from './workers.js';

/** Stands in for the commands of checks. */
export class Checks {
  /** How many were made of each step. */
  readonly #made = new Map<number, number>();

  constructor(
    readonly engine: Engine,
    readonly molecule: number,
    readonly scripts: Scripts,
    readonly usage: Usage,
  ) {}

  /** Say what the checks of steps come to; no command is run. Gives whether there was one. */
  async make(): Promise<boolean> {
    const now = this.engine.outside.clock();
    const waiting = await this.engine.read((view) =>
      view.beads({ molecule: this.molecule, states: ['verifying'], ephemeral: 'include' }),
    );
    const due = waiting.filter(({ wakeAt }) => wakeAt === null || wakeAt <= now);
    for (const { n, attempt } of due) {
      const made = this.#made.get(n) ?? 0;
      const id = await this.engine.read((view) => stepIdOf(view, this.molecule, n));
      const script = this.scripts.step(id);
      await this.engine.change(ACTOR, (turn) => {
        const node = turn.tx.node(n);
        const verdict = script.checks[made] ?? 'pass';
        if (node) verified(turn, node, attempt, verdict, 'the test says that its check fails');
      });
      this.#made.set(n, made + 1);
      this.usage.count(script, 'checks', made + 1);
    }
    return due.length > 0;
  }
}
