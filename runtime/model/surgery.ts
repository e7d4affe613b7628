import type { Act } from './act.js';
import { close } from './ending.js';
import { isFree, placeOf } from './readiness.js';
import { childrenOf, type Item, itemOf, refuse, stepsOf, type World } from './world.js';

/** A person decides that a step is not done, and what is in it neither; what is behind it goes on. */
export function skip(id: string, world: World): void {
  close(openOf(id, world), { outcome: 'skipped', byHand: true }, world);
}

/** A person decides that it is done, whatever it waits for, or that it has failed. */
export function forceClose(id: string, outcome: 'pass' | 'fail', world: World): void {
  const item = openOf(id, world);
  if (item.kind === 'container') refuse(`${id} ends by itself`);
  close(item, { outcome, byHand: outcome === 'pass' }, world);
}

/** Once more, with fresh budgets (R5); what it is in is open again. */
export function reopen(id: string, world: World): void {
  const item = itemOf(world, id);
  if (!item.end) refuse(`${id} is open`);
  if (item.kind === 'container') refuse(`${id} ends by itself`);
  if (world.molecules.get(item.molecule ?? '')?.cancelled) refuse(`${id} was cancelled`);
  item.failures = 0;
  item.checkFailures = 0;
  // It runs now, also if it was skipped; but if it has to wait, what that comes to decides again.
  item.wanted = true;
  for (const gate of item.gates) if (gate.state === 'armed') gate.state = 'waiting';
  const opened = [item];
  open(item);
  // Somebody wants it done, so what it is in has begun, even if that was skipped; what has spawned it stays done.
  for (const at of above(item, world)) {
    if (at.kind !== 'container') continue;
    if (!at.end) break;
    open(at);
    at.begun = true;
    opened.push(at);
  }
  const ids = opened.map((each) => each.id);
  for (const each of stepsOf(world, item.molecule ?? '')) {
    // Clean-up that nobody has begun waits again for what may end now.
    if (!each.claim && !each.begun) each.freed = false;
    if (ids.includes(each.id) || each.runIf === 'always' || each.needs.some(({ to }) => ids.includes(to)))
      stopUnbegun(each, world);
  }
}

function open(item: Item): void {
  item.end = null;
  item.begun = false;
}

function above({ parent }: Item, world: World): Item[] {
  const found = parent === null ? undefined : world.items.get(parent);
  return found ? [found, ...above(found, world)] : [];
}

export function defer(id: string, until: number | null, world: World): void {
  const item = openOf(id, world);
  if (item.kind !== 'work' || item.claim) refuse(`${id} cannot be put off`);
  item.wake = { why: 'deferred', at: until };
  item.marked = false;
}

/** End a deferral or a backoff. */
export function wake(id: string, world: World): void {
  const item = itemOf(world, id);
  if (!['deferred', 'backoff'].includes(placeOf(item, world).state)) refuse(`${id} is not put off`);
  item.wake = null;
}

export function mark(id: string, isStuck: boolean, world: World): void {
  const item = openOf(id, world);
  const { state, hold } = placeOf(item, world);
  if (isStuck ? state !== 'ready' && state !== 'claimed' : hold !== 'marked') refuse(`${id} is ${state}`);
  item.marked = isStuck;
  item.claim = null;
}

export function openGate(id: string, at: number | undefined, world: World): void {
  const item = openOf(id, world);
  if (item.gates.length <= (at ?? 0)) refuse(`${id} has no such gate`);
  const closed = item.gates.filter(({ state }, index) => state !== 'open' && (at ?? index) === index);
  if (closed.length > 1) refuse(`${id} has several gates`);
  for (const gate of closed) gate.state = 'open';
}

export function setFlag({ molecule, name, value }: Extract<Act, { do: 'flag' }>, world: World): void {
  const found = world.molecules.get(molecule) ?? refuse(`there is no ${molecule}`);
  found.flags.set(name, value);
}

export function pause(molecule: string, isPaused: boolean, world: World): void {
  const found = world.molecules.get(molecule) ?? refuse(`there is no ${molecule}`);
  if (itemOf(world, molecule).end) refuse(`${molecule} has ended`);
  found.paused = isPaused;
}

function openOf(id: string, world: World): Item {
  const item = itemOf(world, id);
  return placeOf(item, world).state === 'closed' ? refuse(`${id} has ended`) : item;
}

/** A container that waits again for something, and in which nobody has begun anything, has not begun. */
function stopUnbegun(item: Item, world: World): void {
  const isTouched = (each: Item): boolean =>
    each.end !== null ||
    each.claim !== null ||
    each.attempt > 0 ||
    (each.kind === 'container' && childrenOf(world, each.id).some(isTouched));
  if (!item.begun || isFree(item, world) || isTouched(item)) return;
  item.begun = false;
  for (const child of childrenOf(world, item.id)) stopUnbegun(child, world);
}
