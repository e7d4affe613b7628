/**
 * For how many milliseconds a process may write again and again before it lets others go first. Without it, each write of
 * many processes would be a switch from one to another: on a busy machine 17 writes in a second instead of 200.
 */
const LENGTH = 10;
/** Who has not written for so long may begin at once. */
const REST = 50;

/** The writes of one process that follow on each other. */
export class Slice {
  #began = Number.NEGATIVE_INFINITY;
  #ended = Number.NEGATIVE_INFINITY;

  /** Whether others are to go first. */
  isOver(): boolean {
    const now = performance.now();
    return now - this.#ended < REST && now - this.#began >= LENGTH;
  }

  /** A write has begun, after others had their turn where `isTurn`. */
  begin(isTurn: boolean): void {
    const now = performance.now();
    if (isTurn || now - this.#ended >= REST) this.#began = now;
  }

  end(): void {
    this.#ended = performance.now();
  }
}
