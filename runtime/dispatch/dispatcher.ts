import { isFailure, lineOf } from '../failure/failure.js';
import type { RunProgram } from '../gate/github.js';
import { sweep } from '../gate/sweep.js';
import type { View } from '../ledger/contract.js';
import type { Lane, ProcessMark } from '../ledger/lane.js';
import { spawnAll } from '../molecule/spawn.js';
import type { Engine } from '../step/engine.js';
import { passTime } from '../step/time.js';
import { candidateOf, lanesNow } from './facts.js';
import { endSession, failedToBegin } from './lane-session.js';
import { isLeftBehind, laneIds } from './left-behind.js';
import { needsLanes, openParallelLanes } from './parallel.js';
import { type Capacity, type Decision, plan } from './plan.js';
import { isTold, stuckIn, tellStuck } from './stuck.js';

/** A supervisor that was sent to a lane. */
export interface Sent {
  /** When it has ended: why it says that nothing came of it, if it does. */
  readonly ended: Promise<string | undefined>;
}

/** A folder of polecats in a rig, by the id of what was worked on there. */
export interface Worktree {
  readonly rig: string;
  readonly id: string;
}

/** The system, as far as a dispatcher has to do with it. */
export interface Field {
  /** Send a supervisor; it begins the session itself. */
  send(lane: Lane): Sent;
  isAlive(mark: ProcessMark): boolean;
  /** End a group of processes, and wait until it is gone. */
  end(leader: ProcessMark): Promise<void>;
  /** What becomes of the worktree of a lane whose work has ended: undefined when it is gone, else why it has to stay. */
  clear(lane: Lane): Promise<string | undefined>;
  /** The folders of all lanes that there are or were. */
  worktrees(): readonly Worktree[];
  /** What becomes of one that is nobody's: undefined when it is gone, else why it has to stay. */
  clearWorktree(worktree: Worktree): Promise<string | undefined>;
  /** End what runs in terminals whose supervisors are gone; gives how many there were. */
  endStrays(): Promise<number>;
  /** When the agent of a lane has printed last; milliseconds since 1970. */
  printed(lane: Lane, view: View): number | undefined;
}

export interface DispatcherOptions {
  readonly actor: string;
  readonly capacity: Capacity;
  /** How long nothing may come of somebody's work before it is told, in milliseconds. */
  readonly patience: number;
  /** Runs `gh` for gates on GitHub. */
  readonly gh?: RunProgram | undefined;
}

/** What one pass did. */
export interface Pass {
  /** Lanes that somebody was sent to, and those that wait, with the reason. */
  readonly decisions: readonly Decision[];
  /** Lanes whose supervisor was gone. */
  readonly reaped: readonly number[];
  /** Lanes that went, since their work has ended. */
  readonly cleared: readonly number[];
  readonly problems: readonly string[];
}

/**
 * Sends polecats to the work that is ready: the one path by which anything is started. All that it knows stands in the
 * ledger, but for who was sent and has not begun yet; so it may be killed at any moment, and another goes on.
 */
export class Dispatcher {
  /** Lanes that somebody was sent to, until the sent has ended. */
  readonly #sent = new Map<number, Sent>();
  /** Worktrees that are nobody's and have work in them: told once. */
  readonly #staying = new Set<string>();
  /** Called when someone that was sent has ended. */
  onEnd: () => void = () => undefined;

  constructor(
    private readonly engine: Engine,
    private readonly field: Field,
    private readonly options: DispatcherOptions,
  ) {}

  /** How many are at work or on their way. */
  get atWork(): number {
    return this.#sent.size;
  }

  /**
   * Look at everything once. Where there is nothing to do, nothing is written, so that who waits for somebody to write does not
   * wait for himself. `patrols`: gates are asked, too, which is written down. Rejects when the ledger cannot be read: that is
   * never taken for "no work".
   */
  async pass({ patrols = true }: { readonly patrols?: boolean } = {}): Promise<Pass> {
    const { actor, capacity } = this.options;
    const problems = [...(await this.#sweep(patrols))];
    const reaped = await this.#reap();
    // Before anybody is sent: a session that was not let go would be in the way.
    if (patrols || reaped.length > 0) await this.#or(problems, () => this.field.endStrays());
    if (patrols) await this.#watch();
    if (await this.engine.read(needsLanes)) await this.engine.change(actor, openParallelLanes);
    const { candidates, busy, over } = await this.engine.read((view) => this.#facts(view));
    const cleared: number[] = [];
    for (const lane of over) if (await this.#clear(lane)) cleared.push(lane.n);
    if (patrols) await this.#tidy(problems);
    const decisions = plan(candidates, busy, capacity);
    const lanes = await this.engine.read((view) => new Map(view.lanes({}).map((lane) => [lane.n, lane])));
    for (const decision of decisions) {
      const lane = lanes.get(decision.lane);
      if (decision.do === 'start' && lane) this.#send(lane);
    }
    return { decisions, reaped, cleared, problems };
  }

  /** When something happens by itself next, in milliseconds since 1970. */
  nextDue(): Promise<number | undefined> {
    return this.engine.read((view) => {
      const now = this.engine.outside.clock();
      // What could have begun already waits for something else.
      const wakes = view.lanes({}).flatMap(({ wakeAt }) => (wakeAt !== null && wakeAt > now ? wakeAt : []));
      const due = view.nextDue();
      const times = due === undefined ? wakes : [...wakes, due];
      return times.length === 0 ? undefined : Math.min(...times);
    });
  }

  #facts(view: View) {
    const now = this.engine.outside.clock();
    const { busy, idle, over } = lanesNow(view, now, (n) => this.#sent.has(n));
    // While all that may be at work are, nobody asks what else there would be: that is asked at every change.
    const isFull = busy.length >= this.options.capacity.all;
    return { candidates: isFull ? [] : idle.flatMap((lane) => candidateOf(view, lane, now)), busy, over };
  }

  /** Tell of work of which nothing comes, once. */
  async #watch(): Promise<void> {
    const { actor, patience } = this.options;
    const now = this.engine.outside.clock();
    const all = await this.engine.read((view) =>
      view
        .lanes({})
        .flatMap(
          (lane) => stuckIn(view, lane, { now, patience, printed: this.field.printed(lane, view) }) ?? [],
        )
        .filter((stuck) => !isTold(view, stuck)),
    );
    for (const stuck of all) await this.engine.change(actor, (turn) => tellStuck(turn, stuck));
  }

  /** Worktrees whose lanes went without them, as with a molecule that was squashed in the turn in which it ended. */
  async #tidy(problems: string[]): Promise<void> {
    const found = this.field.worktrees().filter(({ id }) => !this.#staying.has(id));
    if (found.length === 0) return;
    const left = await this.engine.read((view) => {
      const lanes = laneIds(view);
      return found.filter(({ id }) => isLeftBehind(view, id, lanes));
    });
    for (const worktree of left) {
      const stays = await this.#or(problems, () => this.field.clearWorktree(worktree));
      if (stays === undefined) continue;
      this.#staying.add(worktree.id);
      problems.push(`the worktree of ${worktree.id} stays: ${stays}`);
    }
  }

  /** What keeps nobody from his work is told, and tried again. */
  async #or<T>(problems: string[], work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!isFailure(error)) throw error;
      problems.push(lineOf(error));
      return undefined;
    }
  }

  async #sweep(patrols: boolean): Promise<readonly string[]> {
    const { actor, gh } = this.options;
    if (patrols && (await this.engine.read((view) => view.armedGates(1).length > 0)))
      return (await sweep(this.engine, { actor, run: gh })).problems;
    const isDue = (view: View): boolean =>
      (view.nextDue() ?? Number.POSITIVE_INFINITY) <= this.engine.outside.clock();
    while (await this.engine.read(isDue)) await this.engine.change(actor, passTime);
    if (await this.engine.read((view) => view.spawnings().length > 0)) await spawnAll(this.engine, actor);
    return [];
  }

  /** Supervisors that are gone: what they have started is ended before anybody else may come. */
  async #reap(): Promise<number[]> {
    const lanes = await this.engine.read((view) => view.lanes({}));
    const reaped: number[] = [];
    for (const { n, supervisor, agentProcess } of lanes) {
      if (!supervisor || this.field.isAlive(supervisor)) continue;
      if (agentProcess) await this.field.end(agentProcess);
      await this.engine.change(this.options.actor, (turn) =>
        endSession(turn, n, supervisor, 'its supervisor is gone'),
      );
      reaped.push(n);
    }
    return reaped;
  }

  #send(lane: Lane): void {
    const sent = this.field.send(lane);
    this.#sent.set(lane.n, sent);
    void sent.ended.then(async (trouble) => {
      this.#sent.delete(lane.n);
      if (trouble !== undefined)
        await this.engine.change(this.options.actor, (turn) => failedToBegin(turn, lane.n, trouble));
      this.onEnd();
    });
  }

  async #clear(lane: Lane): Promise<boolean> {
    const stays = await this.field.clear(lane);
    return this.engine.change(this.options.actor, (turn) => {
      const current = turn.tx.lane(lane.n);
      const bead = turn.tx.bead(lane.n);
      if (!current || current.supervisor || bead?.state !== 'closed') return false;
      if (stays !== undefined) {
        if (current.trouble !== stays) turn.tx.updateLane(lane.n, { trouble: stays });
        return false;
      }
      if (turn.tx.node(current.root)?.state !== 'closed') {
        turn.tx.updateLane(lane.n, { sandbox: null });
        return false;
      }
      turn.tx.removeLane(lane.n);
      turn.log('lane.landed', bead, { land: lane.land, branch: lane.branch });
      return true;
    });
  }
}
