import type { Gate } from '../ledger/molecule.js';
import { spawnAll } from '../molecule/spawn.js';
import { type Engine, passTime, settle, type Turn } from '../step/index.js';
import { askGate } from './ask.js';
import { askGithub, type GithubAnswer, type RunProgram } from './github.js';
import { failAtGate, openGate } from './open.js';

/** What a sweep did. */
export interface Swept {
  /** Gates that were asked, and those of them that opened. */
  readonly asked: number;
  readonly opened: number;
  /** Instances that were attached. */
  readonly spawned: number;
  /** What could not be asked: no `gh`, or it failed. */
  readonly problems: readonly string[];
}

export interface SweepOptions {
  readonly actor: string;
  /** Runs `gh`; without it gates on GitHub are left alone. */
  readonly run?: RunProgram | undefined;
}

/** How many gates one transaction asks. */
const PAGE = 100;

/**
 * Do all that nobody has to be asked for: what time does, gates that open by themselves, and attaching what steps that
 * have passed spawn. May be done by any number of processes at once, as often as anybody likes.
 */
export async function sweep(engine: Engine, { actor, run }: SweepOptions): Promise<Swept> {
  while (await engine.change(actor, passTime)) {
    // There is more than one turn may do.
  }
  const problems: string[] = [];
  let [asked, opened] = [0, 0];
  for (let after: { n: number; at: number } | undefined; ; ) {
    const page = await engine.read((view) => view.armedGates(PAGE, after));
    const last = page.at(-1);
    if (!last) break;
    after = { n: last.n, at: last.at };
    const answers = run ? await askAll(page, run) : new Map<Gate, GithubAnswer>();
    for (const answer of answers.values()) if (answer.is === 'unknown') problems.push(answer.finding);
    opened += await engine.change(actor, (turn) => judge(turn, page, answers));
    asked += page.length;
  }
  const { made } = await spawnAll(engine, actor);
  return { asked, opened, spawned: made, problems };
}

/** Outside of any transaction: a program may take seconds. */
async function askAll(gates: readonly Gate[], run: RunProgram): Promise<Map<Gate, GithubAnswer>> {
  const answers = new Map<Gate, GithubAnswer>();
  for (const gate of gates)
    if (gate.gate.type === 'gh:run' || gate.gate.type === 'gh:pr')
      answers.set(gate, await askGithub(gate.gate, run));
  return answers;
}

function judge(turn: Turn, gates: readonly Gate[], answers: ReadonlyMap<Gate, GithubAnswer>): number {
  let opened = 0;
  for (const seen of gates) {
    const node = turn.tx.node(seen.n);
    const gate = turn.tx.gates(seen.n).find(({ at }) => at === seen.at);
    // Somebody may have opened it meanwhile.
    if (node?.state !== 'gated' || gate?.state !== 'armed') continue;
    const answer = answers.get(seen);
    if (!answer) askGate(turn, node, gate);
    else if (answer.is === 'open') openGate(turn, node, gate, answer.finding);
    else if (answer.is === 'failed') failAtGate(turn, node, gate, answer.finding);
    else turn.tx.updateGate(gate.n, gate.at, { askedAt: turn.now, finding: answer.finding });
    settle(turn);
    if (turn.tx.gates(seen.n).find(({ at }) => at === seen.at)?.state === 'open') opened += 1;
  }
  return opened;
}
