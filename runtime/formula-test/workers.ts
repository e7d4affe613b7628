import { isFailure } from '../failure/failure.js';
import type { Node } from '../ledger/bead.js';
import { claim, type Engine, LEASE, type Report, report, type Turn } from '../step/index.js';
import { stepIdOf } from './history.js';
import type { Script, Word } from './model.js';
import { type Scripts, wordOf } from './scripts.js';
import type { Problem, Usage } from './usage.js';

/** Who does all that is done in a test. */
export const ACTOR = 'formula-test';

/** Attempts in one test, at the most: what a formula attaches may attach more and more. */
const MAX_ATTEMPTS = 20_000;

/** An attempt that somebody is at. */
interface Attempt {
  readonly n: number;
  readonly id: string;
  readonly attempt: number;
  readonly word: Word;
  readonly script: Script;
  /** When it is reported; undefined where nobody ever does. */
  readonly at: number | undefined;
}

const OUTCOMES: Readonly<Record<string, Report['outcome']>> = { fail: 'fail', skip: 'skipped' };

/** The workers of a molecule, who do what a script says. */
export class Workers {
  #attempts: Attempt[] = [];
  #begun = 0;
  readonly #counted: string[] = [];

  constructor(
    readonly engine: Engine,
    readonly molecule: number,
    readonly scripts: Scripts,
    readonly usage: Usage,
  ) {}

  get nextReport(): number | undefined {
    const times = this.#attempts.flatMap(({ at }) => at ?? []);
    return times.length === 0 ? undefined : times.reduce((one, other) => Math.min(one, other));
  }

  /** Claim all that is ready, each for a worker of its own. Gives whether there was anything. */
  async claim(): Promise<boolean> {
    const before = this.#begun;
    while (this.#begun < MAX_ATTEMPTS) {
      const begun = await this.engine.change(ACTOR, (turn) => this.#claimOne(turn));
      if (!begun) break;
      this.#begun += 1;
      this.#attempts.push(begun);
      this.usage.count(begun.script, 'attempts', begun.attempt);
    }
    return this.#begun > before;
  }

  #claimOne(turn: Turn): Attempt | undefined {
    const { now, tx } = turn;
    const [next] = tx.ready({ molecule: this.molecule, ephemeral: 'include', now, limit: 1 });
    if (!next) return undefined;
    const id = stepIdOf(tx, this.molecule, next.n);
    const script = this.scripts.step(id);
    const word = wordOf(script, next.attempt + 1);
    const isHeardOf = word !== 'crash' && word !== 'late';
    // A claim that is renewed in time is as one that does not run out.
    const lease = isHeardOf ? null : LEASE;
    const { attempt } = claim(turn, next.n, { worker: `worker-${this.#begun + 1}`, lease });
    const at = isHeardOf && word !== 'hang' ? now + script.takes : undefined;
    return { n: next.n, id, attempt, word, script, at };
  }

  /** Report what is done by now, and what comes too late. Gives whether there was anything. */
  async report(): Promise<boolean> {
    const now = this.engine.outside.clock();
    const [done, going] = parted(this.#attempts, ({ at }) => at !== undefined && at <= now);
    this.#attempts = going;
    for (const each of done) await this.#tell(each);
    const late = await this.#late(
      ({ state, attempt }, each) => attempt !== each.attempt || state === 'closed',
    );
    return done.length > 0 || late;
  }

  /** Nothing more will happen: who is still silent reports now. */
  async endLate(): Promise<void> {
    await this.#late(({ state }) => state !== 'claimed');
  }

  async #late(isOver: (node: Node, attempt: Attempt) => boolean): Promise<boolean> {
    const nodes = await this.engine.read((view) => this.#attempts.map(({ n }) => view.node(n)));
    const over = new Set(
      this.#attempts.filter((each, at) => {
        const node = nodes[at];
        return each.word === 'late' && (!node || isOver(node, each));
      }),
    );
    this.#attempts = this.#attempts.filter((each) => !over.has(each));
    for (const each of over)
      if (await this.#tell(each))
        this.#counted.push(
          `the report of attempt ${each.attempt} of ${JSON.stringify(each.id)} counted, late as it was`,
        );
    return over.size > 0;
  }

  /** Gives whether the report counted. An output that does not fit fails the attempt, as it does for every worker. */
  async #tell({ n, attempt, word, script: { reason, output } }: Attempt): Promise<boolean> {
    const change = (told: Report): Promise<boolean> =>
      this.engine.change(ACTOR, (turn) => {
        const node = turn.tx.node(n);
        return node !== undefined && report(turn, node, attempt, told);
      });
    try {
      return await change({ outcome: OUTCOMES[word] ?? 'pass', reason, output });
    } catch (error) {
      if (!isFailure(error) || (error.code !== 'GT8304' && error.code !== 'GT8305')) throw error;
      return change({ outcome: 'fail', reason: error.message });
    }
  }

  /** What has gone wrong with the test itself, or with the engine. */
  async problems(): Promise<Problem[]> {
    const hanging = await this.engine.read((view) =>
      this.#attempts.filter(({ n, word, attempt }) => {
        const node = view.node(n);
        return word === 'hang' && node?.state === 'claimed' && node.attempt === attempt;
      }),
    );
    const all = [
      ...hanging.map(({ id }) => `${JSON.stringify(id)} hangs, and has no "timeout" that would end it`),
      ...(this.#begun >= MAX_ATTEMPTS
        ? [`there were ${MAX_ATTEMPTS} attempts, and no end; the formula attaches too much for a test`]
        : []),
    ];
    return [
      ...all.map((happened) => ({ expected: 'every attempt ends', happened })),
      ...this.#counted.map((happened) => ({ expected: 'what comes late changes nothing', happened })),
    ];
  }
}

function parted<T>(all: readonly T[], is: (one: T) => boolean): [yes: T[], no: T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}
