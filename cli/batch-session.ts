import type { CheckResult } from '../runtime/check/run-check.js';
import type { Swept } from '../runtime/gate/sweep.js';
import type { View } from '../runtime/ledger/contract.js';
import type { Turn } from '../runtime/step/turn.js';
import { UsageError } from './exit.js';
import type { Change, Session } from './session.js';

/** The one change that a command wants to make, and what is waiting for it. */
interface Wanted {
  readonly work: (turn: Turn) => unknown;
  readonly done: (result: unknown) => void;
  readonly given: (error: unknown) => void;
}

/**
 * What a command of a batch gets for its session: the change that it wants to make is kept, and made when all commands
 * have said theirs.
 */
export class BatchSession implements Session {
  #wanted: Wanted | undefined;
  #tell: () => void = () => undefined;
  /** Settles when the command has said what it wants to change. */
  readonly said = new Promise<void>((resolve) => {
    this.#tell = resolve;
  });

  constructor(private readonly outer: Session) {}

  get now(): number {
    return this.outer.now;
  }

  actor(): string {
    return this.outer.actor();
  }

  read<T>(work: (view: View) => T): Promise<T> {
    return this.outer.read(work);
  }

  change<T>(work: (turn: Turn) => T): Promise<Change<T>> {
    if (this.#wanted) throw new Error('a command makes more than one transaction');
    return new Promise<Change<T>>((resolve, reject) => {
      this.#wanted = {
        work,
        // What became ready is told of the whole batch.
        done: (result) => resolve({ result: result as T, readied: new Set(), isDry: false }),
        given: reject,
      };
      this.#tell();
    });
  }

  sweep(): Promise<Swept> {
    throw new UsageError('gates are asked by themselves, not in a batch');
  }

  verify(): Promise<CheckResult | undefined> {
    throw new UsageError('checks run by themselves, not in a batch');
  }

  /** A rehearsal in a batch would be a part of what is done. */
  attempt<T>(isDry: boolean, work: (turn: Turn) => T): Promise<Change<T>> {
    if (isDry) throw new UsageError('--dry-run has no place in a batch; try the command by itself');
    return this.change(work);
  }

  get hasWork(): boolean {
    return this.#wanted !== undefined;
  }

  /** Make the change that was wanted, as a part of the batch's. */
  carryOut(turn: Turn): unknown {
    return this.#wanted?.work(turn);
  }

  finish(result: unknown): void {
    this.#wanted?.done(result);
  }

  giveUp(error: unknown): void {
    this.#wanted?.given(error);
  }
}
