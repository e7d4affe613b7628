import type { Act } from './act.js';
import { claim, closeByHand, heartbeat, release, report, verify } from './attempts.js';
import { tick } from './clock.js';
import { cancel } from './ending.js';
import { bond, burn, squash } from './operators.js';
import { newItem } from './pour.js';
import { settle } from './settle.js';
import { defer, forceClose, mark, openGate, pause, reopen, setFlag, skip, wake } from './surgery.js';
import { itemOf, undoOf, type World } from './world.js';

/** Do something in the model, and all that follows from it. Throws Refused when it may not be done. */
export function perform(act: Act, world: World): void {
  const undo = undoOf(world);
  try {
    carryOut(act, world);
  } catch (error) {
    undo();
    throw error;
  }
  settle(world);
}

function carryOut(act: Act, world: World): void {
  switch (act.do) {
    case 'claim':
      claim(act.id, act.worker, act.lease, world);
      return;
    case 'heartbeat':
      heartbeat(act.id, act.attempt, act.lease, world);
      return;
    case 'release':
      release(act.id, world);
      return;
    case 'report':
      report(act.id, act.attempt, act, world);
      return;
    case 'verify':
      verify(act.id, act.attempt, act.verdict, world);
      return;
    case 'close':
      closeByHand(act.id, act.worker, act, world);
      return;
    case 'skip':
      skip(act.id, world);
      return;
    case 'force':
      forceClose(act.id, act.outcome, world);
      return;
    case 'reopen':
    case 'retry':
      reopen(act.id, world);
      return;
    case 'defer':
      defer(act.id, act.for === null ? null : world.now + act.for, world);
      return;
    case 'wake':
      wake(act.id, world);
      return;
    case 'mark':
      mark(act.id, act.isStuck, world);
      return;
    case 'open-gate':
      openGate(act.id, act.at, world);
      return;
    case 'flag':
      setFlag(act, world);
      return;
    case 'pause':
    case 'resume':
      pause(act.molecule, act.do === 'pause', world);
      return;
    case 'bond':
      bond(act, world);
      return;
    case 'squash':
      squash(act.molecule, act.isAbandoned, world);
      return;
    case 'burn':
      burn(act.molecule, act.isAbandoned, world);
      return;
    case 'cancel':
      cancel(act.molecule, world);
      return;
    case 'wait':
      world.now += act.for;
      if (act.isSeen) tick(world);
      return;
    case 'create':
      create(act, world);
      return;
    case 'depend':
      itemOf(world, act.from).needs.push(act);
      return;
    case 'undepend':
      undepend(act, world);
      return;
  }
}

function create(act: Extract<Act, { do: 'create' }>, world: World): void {
  const parent = act.parent === undefined ? undefined : itemOf(world, act.parent);
  newItem(
    {
      id: act.id,
      parent: parent?.id ?? null,
      molecule: parent?.molecule ?? null,
      priority: act.priority,
      needs: [...act.needs],
    },
    world,
  );
}

function undepend({ from, to }: Extract<Act, { do: 'undepend' }>, world: World): void {
  const item = itemOf(world, from);
  item.needs = item.needs.filter((need) => need.to !== to);
}
