import type { Ledger, View } from '../ledger/contract.js';
import { Families } from '../molecule/family.js';
import { settle } from './settle.js';
import { loadTool, type ToolName, type Tools, Wanted } from './tools.js';
import { Turn } from './turn.js';

/** Where the engine looks for what lies outside the ledger. */
export interface Outside {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** A variable of the workers' environment. */
  readonly env: (name: string) => string | undefined;
  /** Whether a file is in the worktree of a molecule, by its id; undefined while it has none. */
  readonly fileExists: (molecule: string, path: string) => boolean | undefined;
}

/**
 * Makes the changes of a ledger: each a turn in one transaction, with all that follows from it. Conditions are parsed
 * and outputs held against schemas by parts of the program that are loaded when the first change needs them: the change
 * is then given up and made again, so that a transaction never waits.
 */
export class Engine {
  readonly #tools: Partial<Tools> = {};
  readonly #families = new Families();

  constructor(
    readonly ledger: Ledger,
    readonly outside: Outside,
  ) {}

  /** One transaction; rejects as `Ledger.write` does. `work` may be called more than once, and must only change the ledger. */
  async change<T>(actor: string, work: (turn: Turn) => T): Promise<T> {
    for (;;) {
      try {
        return await this.ledger.write((tx) => {
          const turn = new Turn(tx, {
            actor,
            now: this.outside.clock(),
            outside: this.outside,
            tools: this.#tools,
            families: this.#families,
          });
          const result = work(turn);
          settle(turn);
          return result;
        });
      } catch (error) {
        if (!(error instanceof Wanted)) throw error;
        await this.#load(error.tool);
      }
    }
  }

  /** The same, and then all of it is given up: what a dry run tells is what would have been (spec: OP-6). */
  async rehearse<T>(actor: string, work: (turn: Turn) => T): Promise<T> {
    const givenUp = new GivenUp();
    let result: { readonly told: T } | undefined;
    try {
      await this.change(actor, (turn) => {
        result = { told: work(turn) };
        settle(turn);
        throw givenUp;
      });
    } catch (error) {
      if (error !== givenUp) throw error;
    }
    if (!result) throw new Error('a rehearsal came to nothing');
    return result.told;
  }

  /** One snapshot; rejects as `Ledger.read` does. */
  read<T>(work: (view: View) => T): Promise<T> {
    return this.ledger.read(work);
  }

  async #load<N extends ToolName>(name: N): Promise<void> {
    this.#tools[name] = await loadTool(name);
  }
}

/** Ends a rehearsal. */
class GivenUp extends Error {
  override readonly name = 'GivenUp';
}
