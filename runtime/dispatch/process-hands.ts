import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { distrusted, verify } from '../check/verify.js';
import { fail } from '../failure/failure.js';
import type { Lane } from '../ledger/lane.js';
import { read } from '../message/inbox.js';
import {
  type Agent,
  agentEnvironment,
  type Driver,
  invocationOf,
  type Session,
  tailOf,
} from '../polecat/index.js';
import type { Engine } from '../step/engine.js';
import { assignmentOf, printAssignment } from './assignment.js';
import { stepEnvironment } from './step-environment.js';
import { claimedIn, openIn } from './territory.js';
import type { Ending, Hands, Task } from './walk.js';

/** Where and how the processes of a lane run. */
export interface Workplace {
  readonly worker: string;
  readonly lane: Lane;
  /** The working folder: a worktree, where there is a rig. */
  readonly folder: string;
  /** What its agents print. */
  readonly transcript: string;
  /** Where a script leaves the output of its step, as JSON. */
  readonly outputFile: string;
  /** What every process is given, beside what is of its step. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The environment around: where secrets are looked up. */
  readonly secrets: Readonly<Record<string, string | undefined>>;
  /** The agent of that name, or the script; throws GT8802. */
  readonly agent: (name: string) => Agent;
  readonly driver: Driver;
  /** Run shell of formulas from elsewhere although nobody has trusted it. */
  readonly trust: boolean;
  /** Why the work in the worktree is not where it is to be; undefined when it is. */
  readonly land: () => Promise<string | undefined>;
}

/**
 * How long an agent that waits for more may take to ask for its next step, and, when there is none, to say its last word; and
 * between two looks; milliseconds.
 */
const IDLE = 60_000;
const LAST_WORD = 1_000;
const LOOK = 250;
/** Bytes of an output, at the most. */
const MOST_OUTPUT = 1_048_576;
/** How much of what it printed is told of a script that failed. */
const TOLD_LINES = 5;

/**
 * Hands that start a process for each step. A script says by its exit code how the step ended, and leaves its output in
 * the file that GT_OUTPUT_FILE names; another agent is given the assignment, and closes steps itself with `gt done`.
 */
export class ProcessHands implements Hands {
  constructor(
    private readonly engine: Engine,
    private readonly place: Workplace,
  ) {}

  async work(task: Task, signal: AbortSignal): Promise<Ending> {
    const { place } = this;
    const agent = await this.#agentFor(task);
    rmSync(place.outputFile, { force: true });
    mkdirSync(dirname(place.outputFile), { recursive: true });
    const { given, assignment } = await this.engine.read((view) => ({
      given: stepEnvironment(view, task, place),
      assignment: assignmentOf(view, place.lane),
    }));
    const isTold = agent.prompt !== 'none';
    const prompt = isTold ? printAssignment(assignment) : '';
    const ready = isTold && place.driver.hasTerminal ? agent.ready : undefined;
    const session = await place.driver.start({
      name: task.step.id.replaceAll('.', '-'),
      ...(ready === undefined
        ? invocationOf(agent, { prompt })
        : { ...invocationOf(agent, { prompt: undefined, terminal: true }), typed: { text: prompt, ready } }),
      env: agentEnvironment(agent, place.secrets, given),
      cwd: place.folder,
      transcript: place.transcript,
      begun: (agentProcess) =>
        this.engine.change(place.worker, (turn) => {
          turn.tx.updateLane(place.lane.n, { agentProcess });
          if (isTold) read(turn, assignment.messages);
        }),
    });
    // One that is typed to waits for more when it is done.
    const idle = ready === undefined ? undefined : this.#endWhenIdle(session);
    idle?.catch(() => {});
    const ended = await this.#until(session, signal);
    await idle;
    if (signal.aborted) return { is: 'settled' };
    return agent.name === 'script' ? this.#script(ended) : this.#agent(task, ended);
  }

  /** A script that a formula brings is shell from there, and nobody runs it before its source is trusted (R18). */
  async #agentFor({ step }: Task): Promise<Agent> {
    const { place } = this;
    const own = step.policy?.agent;
    if (own?.startsWith('script:') && !place.trust) {
      const source = await this.engine.read((view) => distrusted(view, step));
      if (source) return fail('GT8310', { id: step.id, ...source });
    }
    return place.agent(own ?? place.lane.agent);
  }

  async verify({ step }: Task): Promise<void> {
    const { worker, folder, env, secrets, trust } = this.place;
    await verify(this.engine, step.id, { actor: worker, folder, env: { ...secrets, ...env }, trust });
  }

  async land({ step }: Task): Promise<string | undefined> {
    const { lane, land } = this.place;
    const isLast = await this.engine.read(
      (view) => view.node(step.n)?.state === 'claimed' && openIn(view, lane) <= 1,
    );
    return isLast ? land() : undefined;
  }

  async #until(session: Session, signal: AbortSignal): Promise<Awaited<Session['ended']>> {
    const kill = (): void => void session.kill();
    signal.addEventListener('abort', kill, { once: true });
    if (signal.aborted) kill();
    const ended = await session.ended;
    signal.removeEventListener('abort', kill);
    return ended;
  }

  /** Rejects, and has ended the session, when it cannot be told whether it is idle. */
  async #endWhenIdle(session: Session): Promise<void> {
    const { lane, worker } = this.place;
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    session.ended.then(end, end);
    try {
      let idle = IDLE;
      for (let since = performance.now(); performance.now() - since < idle; ) {
        await pause(LOOK, undefined, { ref: false });
        if (isOver) return;
        const { isBusy, isDone } = await this.engine.read((view) => ({
          isBusy: claimedIn(view, lane).some((step) => step.worker === worker),
          isDone: view.node(lane.n)?.state === 'closed' || view.lane(lane.n) === undefined,
        }));
        if (isBusy) since = performance.now();
        idle = isDone ? LAST_WORD : IDLE;
      }
    } finally {
      if (!isOver) await session.kill();
    }
  }

  #script({ code, signal }: Awaited<Session['ended']>): Ending {
    const killer = signal ?? signalIn(code);
    if (killer !== undefined || code === null)
      return { is: 'lost', reason: `its process was ended by ${killer ?? 'the system'}` };
    const output = this.#output();
    if (code !== 0) {
      const said = (tailOf(this.place.transcript, TOLD_LINES) ?? []).join('\n').trim();
      const reason = `it ended with ${code}${said === '' ? '' : `: ${said}`}`;
      return {
        is: 'reported',
        outcome: 'fail',
        reason,
        ...(output.is === 'read' && { output: output.value }),
      };
    }
    if (output.is === 'wrong') return { is: 'reported', outcome: 'fail', reason: output.reason };
    return { is: 'reported', outcome: 'pass', ...(output.is === 'read' && { output: output.value }) };
  }

  #output():
    | { readonly is: 'none' }
    | { readonly is: 'read'; readonly value: unknown }
    | { readonly is: 'wrong'; readonly reason: string } {
    const { outputFile } = this.place;
    const size = statSync(outputFile, { throwIfNoEntry: false })?.size;
    if (size === undefined) return { is: 'none' };
    if (size > MOST_OUTPUT)
      return { is: 'wrong', reason: `its output has ${size} bytes, and ${MOST_OUTPUT} are the most` };
    try {
      return { is: 'read', value: JSON.parse(readFileSync(outputFile, 'utf8')) };
    } catch (error) {
      if (error instanceof SyntaxError)
        return { is: 'wrong', reason: `its output is no JSON: ${error.message}` };
      throw error;
    }
  }

  /** What it has closed counts; a step that it has left claimed is nobody's. */
  async #agent({ step, attempt }: Task, { code, signal }: Awaited<Session['ended']>): Promise<Ending> {
    const isLeft = await this.engine.read((view) => {
      const node = view.node(step.n);
      return node?.state === 'claimed' && node.attempt === attempt;
    });
    const how = signal === null ? `with ${code}` : `by ${signal}`;
    return isLeft
      ? { is: 'lost', reason: `its agent ended ${how} and did not say "gt done"` }
      : { is: 'settled' };
  }
}

/** A shell whose last command was ended by a signal ends with 128 and the number of that. */
function signalIn(code: number | null): string | undefined {
  const number = (code ?? 0) - 128;
  return Object.entries(constants.signals).find(([, each]) => each === number)?.[0];
}
