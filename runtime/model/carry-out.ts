import { openByHand, setFlag } from '../gate/by-hand.js';
import type { Node } from '../ledger/bead.js';
import { bond } from '../molecule/bond.js';
import { burn } from '../molecule/burn.js';
import type { Ingredients } from '../molecule/ingredients.js';
import { makeNamedStep } from '../molecule/lean.js';
import { spawnAll } from '../molecule/spawn.js';
import { squash } from '../molecule/squash.js';
import {
  addEdge,
  cancelMolecule,
  claim,
  closeByHand,
  create,
  defer,
  type Engine,
  forceClose,
  heartbeat,
  mark,
  passTime,
  pause,
  release,
  removeEdge,
  reopen,
  report,
  resume,
  skip,
  type Turn,
  verified,
  wake,
} from '../step/index.js';
import type { Act } from './act.js';

/** A clock that stands still until it is told to go on. */
export interface Clock {
  now: number;
}

/** Do something with the engine, as `perform` does it in the model. Gives the id of what it has made. */
export async function carryOut(
  act: Act,
  engine: Engine,
  clock: Clock,
  leg: Ingredients | undefined,
): Promise<string | undefined> {
  const made = await carryOutOne(act, engine, clock, leg);
  await spawnAll(engine, 'spawner');
  return made;
}

async function carryOutOne(
  act: Act,
  engine: Engine,
  clock: Clock,
  leg: Ingredients | undefined,
): Promise<string | undefined> {
  if (act.do === 'wait') {
    clock.now += act.for;
    while (act.isSeen && (await engine.change('clock', passTime)));
    return undefined;
  }
  return engine.change(actorOf(act), (turn) => change(act, turn, leg));
}

const actorOf = (act: Act): string => ('worker' in act ? act.worker : 'boss');

function change(
  act: Exclude<Act, { do: 'wait' }>,
  turn: Turn,
  leg: Ingredients | undefined,
): string | undefined {
  const reason = 'drawn';
  const node = (id: string): Node => {
    // Of a lean wisp not all steps are rows, and nobody can tell (R10).
    const found = turn.tx.beadById(id) ?? makeNamedStep(turn, id);
    if (!found) throw new Error(`no bead ${id}`);
    return found;
  };
  switch (act.do) {
    case 'claim':
      claim(turn, node(act.id).n, { worker: act.worker, lease: act.lease });
      return undefined;
    case 'heartbeat':
      heartbeat(turn, node(act.id).n, act.attempt, act.lease);
      return undefined;
    case 'release':
      release(turn, node(act.id), reason);
      return undefined;
    case 'report':
      report(turn, node(act.id), act.attempt, { outcome: act.outcome, output: act.output });
      return undefined;
    case 'verify':
      verified(turn, node(act.id), act.attempt, act.verdict, reason);
      return undefined;
    case 'close':
      closeByHand(turn, node(act.id), { outcome: act.outcome, output: act.output });
      return undefined;
    case 'skip':
      skip(turn, node(act.id), reason);
      return undefined;
    case 'force':
      forceClose(turn, node(act.id), act.outcome, reason);
      return undefined;
    case 'reopen':
    case 'retry':
      reopen(turn, node(act.id), reason, act.do === 'retry' ? 'step.retried' : 'bead.reopened');
      return undefined;
    case 'defer':
      defer(turn, node(act.id), act.for === null ? null : turn.now + act.for, reason);
      return undefined;
    case 'wake':
      wake(turn, node(act.id));
      return undefined;
    case 'mark':
      mark(turn, node(act.id), act.isStuck);
      return undefined;
    case 'open-gate':
      openByHand(turn, node(act.id), act.at, reason);
      return undefined;
    case 'flag':
      setFlag(turn, node(act.molecule), act.name, act.value);
      return undefined;
    case 'pause':
      pause(turn, node(act.molecule), reason);
      return undefined;
    case 'resume':
      resume(turn, node(act.molecule), reason);
      return undefined;
    case 'bond':
      return leg && bond(turn, node(act.molecule), leg, { type: act.type }).id;
    case 'squash':
      squash(turn, node(act.molecule).n, act.isAbandoned ? { abandon: reason } : {});
      return undefined;
    case 'burn':
      burn(turn, node(act.molecule).n, act.isAbandoned ? { abandon: reason } : {});
      return undefined;
    case 'cancel':
      cancelMolecule(turn, node(act.molecule).n, reason);
      return undefined;
    case 'depend':
      addEdge(turn, { ...act, from: node(act.from).n, to: node(act.to).n });
      return undefined;
    case 'undepend':
      removeEdge(turn, node(act.from).n, node(act.to).n);
      return undefined;
    case 'create':
      return added(act, turn, node);
  }
}

function added(act: Extract<Act, { do: 'create' }>, turn: Turn, node: (id: string) => Node): string {
  const made = create(turn, {
    bead: {
      id: act.id,
      title: act.id,
      description: '',
      design: '',
      acceptance: '',
      notes: '',
      type: 'task',
      assignee: null,
      owner: null,
      createdBy: null,
      dueAt: null,
      externalRef: null,
      estimate: null,
      metadata: null,
      step: null,
      extra: null,
    },
    labels: [],
    priority: act.priority,
    ...(act.parent !== undefined && { parent: node(act.parent).n }),
    edges: act.needs.map(({ to, type, join }) => ({ to: node(to).n, type, join })),
  });
  return turn.tx.idOf(made.n) as string;
}
