import type { Phase } from '../../compiler/cook.js';
import type { Environment } from '../environment.js';

/** The times of one compilation by what was done, in milliseconds, for `--stats`. */
export class PhaseTimes {
  readonly #times = new Map<string, number>();
  #last: number;

  constructor(
    readonly formula: string,
    private readonly now: Environment['now'],
  ) {
    this.#last = now();
  }

  /** To be called as each phase ends. Files are checked one by one as they are read: that is one time. */
  ended(phase: Phase): void {
    const now = this.now();
    const work = phase === 'read' || phase === 'check' ? 'read, check' : phase;
    this.#times.set(work, (this.#times.get(work) ?? 0) + now - this.#last);
    this.#last = now;
  }

  /** A line for each phase that was reached, and the sum. */
  toText(): string {
    const rows = [...this.#times, ['total', this.#total] as const].map(
      ([work, time]) => `  ${work.padEnd(11)} ${time.toFixed(1).padStart(9)} ms\n`,
    );
    return `${this.formula}\n${rows.join('')}`;
  }

  toJSON(): unknown {
    const rows = [...this.#times, ['total', this.#total] as const];
    const milliseconds = Object.fromEntries(rows.map(([work, time]) => [work, Number(time.toFixed(3))]));
    return { formula: this.formula, milliseconds };
  }

  get #total(): number {
    return [...this.#times.values()].reduce((sum, time) => sum + time, 0);
  }
}
