import type { Reporter } from '../diagnostics/reporter.js';
import { MAX_STEPS } from '../limits.js';
import type { Span } from '../read/source.js';

/** How far the tree of steps has grown, and whether it is whole. */
export class Growth {
  #steps = 0;
  #isStopped = false;
  #gaps = 0;

  constructor(private readonly reporter: Reporter) {}

  /** Whether `more` steps still fit; reports the first time that they do not. `factors`: what multiplies. */
  fits(more: number, span: Span | undefined, factors: () => readonly string[]): boolean {
    if (this.#isStopped) return false;
    if (this.#steps + more <= MAX_STEPS) return true;
    this.reporter.report('GT5008', { limit: MAX_STEPS, factors: factors() }, { span });
    this.stop();
    return false;
  }

  /** There are `more` steps now; fewer when negative. */
  add(more: number): void {
    this.#steps += more;
  }

  /** A limit was met and reported: nothing fits from now on, and nothing can be said of what is missing. */
  stop(): void {
    this.#isStopped = true;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Steps are missing because of a mistake that has been reported; a name that no step has may be theirs. */
  leaveGap(): void {
    this.#gaps++;
  }

  /** How many gaps there are. */
  get gaps(): number {
    return this.#gaps;
  }
}
