import type { Town } from '../town/index.js';
import type { Dispatcher, Pass } from './dispatcher.js';
import { dispatcherOfTown } from './town-lock.js';

/** What a loop has made of passes: those of a dispatcher, or none. */
export type Passing = Pick<Dispatcher, 'pass' | 'nextDue' | 'onEnd'>;

/** How long it is taken for true that the dispatcher of the town runs, or does not; milliseconds. */
const TRUE_FOR = 1_000;

const NOTHING: Pass = { decisions: [], reaped: [], cleared: [], problems: [] };

/**
 * The passes of a dispatcher for as long as the town has none that runs; while it has, that one sends everybody, and what becomes
 * of it can be seen in the ledger. (Two at a time would do no harm, since a lane is one's who begins it, but for the capacity.)
 */
export class Deferring implements Passing {
  #looked = Number.NEGATIVE_INFINITY;
  #defers = false;

  constructor(
    private readonly town: Town,
    private readonly own: Dispatcher,
    /** Called when another is found. */
    private readonly onOther: (pid: number | undefined) => void,
  ) {}

  set onEnd(called: () => void) {
    this.own.onEnd = called;
  }

  async pass(options: { readonly patrols?: boolean } = {}): Promise<Pass> {
    return (await this.#hasOther()) ? NOTHING : this.own.pass(options);
  }

  async nextDue(): Promise<number | undefined> {
    return this.#defers ? undefined : this.own.nextDue();
  }

  async #hasOther(): Promise<boolean> {
    if (performance.now() - this.#looked < TRUE_FOR) return this.#defers;
    const other = await dispatcherOfTown(this.town);
    if (other && !this.#defers) this.onOther(other.pid);
    this.#defers = other !== undefined;
    this.#looked = performance.now();
    return this.#defers;
  }
}
