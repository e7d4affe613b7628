import { parseDuration } from '../../compiler/language/duration.js';
import { verdictOf } from './asked.js';
import { cancelAborted, close } from './ending.js';
import { pourIteration } from './pour.js';
import { foldOf, isCancelled, isFree, isWanted, membersOf, placeOf } from './readiness.js';
import { childrenOf, type Item, type ModelGate, stepsOf, type World } from './world.js';

/** Let everything happen that happens by itself, until nothing does. */
export function settle(world: World): void {
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    cancelAborted(world);
    for (const item of world.items.values()) {
      if (!advance(item, world)) continue;
      isChanged = true;
      cancelAborted(world);
    }
    if (!isChanged) isChanged = [...world.molecules.keys()].some((id) => freeCleanUp(id, world));
  }
}

/** One thing that happens to an item by itself; false when there is none. */
function advance(item: Item, world: World): boolean {
  if (item.end || item.claim) return false;
  // In a cancelled molecule what has not begun is only waiting for the clean-up in it.
  if (item.begun || (item.kind === 'container' && isCancelled(item, world))) return endContainer(item, world);
  if (!isFree(item, world)) return disarm(item);
  if (!item.released && !isWanted(item, world)) return close(item, { outcome: 'skipped' }, world);
  item.released = true;
  if (item.wake) return false;
  if (item.gates.some(({ state }) => state !== 'open')) return turnGates(item, world);
  if (item.kind === 'container') {
    item.begun = true;
    return true;
  }
  return item.kind === 'gate' && close(item, { outcome: 'pass' }, world);
}

/** A gate waits for whatever else its step waits for (spec: STEP-9). */
function disarm(item: Item): boolean {
  item.released = false;
  item.wanted = false;
  const armed = item.gates.filter(({ state }) => state === 'armed');
  for (const gate of armed) {
    gate.state = 'waiting';
    gate.dueAt = null;
  }
  return armed.length > 0;
}

function turnGates(item: Item, world: World): boolean {
  const waiting = item.gates.filter(({ state }) => state === 'waiting');
  for (const gate of waiting) {
    gate.state = 'armed';
    const timeout = parseDuration(gate.gate.timeout ?? '');
    gate.dueAt = timeout === undefined ? null : world.now + timeout;
  }
  const decided = item.gates.some((gate) => gate.state === 'armed' && ask(gate, item, world));
  return decided || waiting.length > 0;
}

/** Ask the condition of a gate; whether that changed something. */
function ask(gate: ModelGate, item: Item, world: World): boolean {
  const { type, condition } = gate.gate;
  if ((type !== 'condition' && type !== 'conditional') || condition === undefined) return false;
  const truth = verdictOf(condition, item, world);
  if (truth === true) {
    gate.state = 'open';
    return true;
  }
  return type === 'conditional' && truth === false && close(item, { outcome: 'skipped' }, world);
}

/** End a container, or begin its next iteration, when all in it have ended (spec: STEP-10, STEP-11). */
function endContainer(item: Item, world: World): boolean {
  const inside = membersOf(item, world);
  if (inside.some(({ end }) => end === null)) return false;
  const outcome = foldOf(inside);
  const loop = item.step?.loop;
  if (!loop || outcome === 'fail' || outcome === 'cancelled' || isCancelled(item, world))
    return close(item, { outcome }, world);
  // What cannot be told is not true: the loop goes round until it is.
  if (verdictOf(loop.until, item, world) === true) return close(item, { outcome }, world);
  if (item.iteration >= loop.max) return close(item, { outcome: loop.on_exhausted }, world);
  pourIteration(item, world);
  return true;
}

/** Whether there is work left in it, and nobody can do any of it, nor will by itself be able to (R2). */
export function isStalled(molecule: string, world: World): boolean {
  const open = stepsOf(world, molecule).filter(({ end }) => end === null);
  return open.length > 0 && open.every((item) => ['blocked', 'running'].includes(placeOf(item, world).state));
}

/** In a stalled molecule clean-up waits no longer for what will never end; but for other clean-up it does. */
function freeCleanUp(molecule: string, world: World): boolean {
  if (!isStalled(molecule, world)) return false;
  const waiting = stepsOf(world, molecule).filter(
    (item) => item.runIf === 'always' && !item.freed && placeOf(item, world).state === 'blocked',
  );
  if (waiting.length === 0 && world.molecules.get(molecule)?.cancelled) return cancelRest(molecule, world);
  const first = waiting.filter(
    (item) => !waiting.some((other) => other !== item && waitsFor(item, other.id, world)),
  );
  for (const item of first) item.freed = true;
  return first.length > 0;
}

/** In what runs although its molecule is cancelled, something waits for what was cancelled. */
function cancelRest(molecule: string, world: World): boolean {
  const rest = stepsOf(world, molecule).filter(({ end, begun }) => end === null && !begun);
  for (const item of rest) if (!item.end) close(item, { outcome: 'cancelled' }, world);
  return rest.length > 0;
}

/** Whether an item can begin only after the end of another, as far as those are open. */
function waitsFor(item: Item, id: string, world: World): boolean {
  const parent = item.parent === null ? undefined : world.items.get(item.parent);
  const needed = item.needs.flatMap(({ to }) => world.items.get(to) ?? []);
  return (
    needed.some((each) => endsAfter(each, id, world)) ||
    (parent !== undefined && !parent.end && !parent.begun && waitsFor(parent, id, world))
  );
}

const endsAfter = (item: Item, id: string, world: World): boolean =>
  !item.end &&
  (item.id === id ||
    waitsFor(item, id, world) ||
    childrenOf(world, item.id).some((child) => endsAfter(child, id, world)));
