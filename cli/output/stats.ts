import type { Phase } from '../../compiler/compile.js';
import type { Environment } from '../environment.js';

/** Measures the time between phases, for `--stats`. */
export class PhaseTimes {
  readonly #times: [string, number][] = [];
  #last: number;

  constructor(private readonly environment: Environment) {
    this.#last = environment.now();
  }

  /** To be called as each phase ends. Files are checked one by one as they are read: that is one time. */
  ended(phase: Phase): void {
    if (phase === 'read') return;
    const now = this.environment.now();
    this.#times.push([phase === 'check' ? 'read, check' : phase, now - this.#last]);
    this.#last = now;
  }

  /** A line a phase, in milliseconds, and the sum. */
  write(name: string): void {
    const total = this.#times.reduce((sum, [, time]) => sum + time, 0);
    const rows = [...this.#times, ['total', total] as const].map(
      ([phase, time]) => `  ${phase.padEnd(11)} ${time.toFixed(1).padStart(9)} ms\n`,
    );
    this.environment.stderr.write(`${name}\n${rows.join('')}`);
  }
}
