import type { Hold, State } from '../ledger/bead.js';
import { childrenOf, type End, type Item, type Need, type World } from './world.js';

export interface Place {
  readonly state: State;
  readonly hold: Hold | null;
}

/** Where an item is in its life (spec: STEP-1). */
export function placeOf(item: Item, world: World): Place {
  const at = (state: State, hold: Hold | null = null): Place => ({ state, hold });
  if (item.end) return at('closed');
  if (item.claim) return at(item.claim.verifying ? 'verifying' : 'claimed');
  if (item.begun) return at('running');
  if (item.wake) return at(item.wake.why);
  const mark = item.marked ? 'marked' : null;
  if (!isFree(item, world)) return at('blocked', mark);
  if (item.gates.some(({ state }) => state !== 'open')) return at('gated', mark);
  if (mark) return at('held', mark);
  const hold = holdOf(item, world);
  return hold ? at('held', hold) : at('ready');
}

/** What of its molecule keeps back an item that is ready by itself. */
export function holdOf(item: Item, world: World): Hold | null {
  const molecule = item.molecule === null ? undefined : world.molecules.get(item.molecule);
  if (!molecule) return null;
  if (molecule.paused) return 'paused';
  // spec: STEP-14
  const running = [...world.items.values()].filter((each) => each.molecule === molecule.id && each.claim);
  const isLonely = running.length > 0 && [item, ...running].some(({ step }) => step?.parallel === false);
  return isLonely ? 'alone' : null;
}

/** Whether all that it waits for has ended, gates aside. */
export function isFree(item: Item, world: World): boolean {
  return (
    (item.freed || (hasBegun(item.parent, world) && item.needs.every((need) => isMet(need, item, world)))) &&
    (item.kind !== 'work' || openIn(item, world).length === 0)
  );
}

/** Whether what is inside of `parent` may start (spec: ORDER-3). */
export function hasBegun(id: string | null, world: World): boolean {
  const parent = id === null ? undefined : world.items.get(id);
  if (!parent || parent.end) return true;
  if (parent.kind !== 'work') return parent.begun;
  return hasBegun(parent.parent, world) && parent.needs.every((need) => isMet(need, parent, world));
}

/** Whether a need is no reason to wait any more (spec: STEP-6, STEP-7, STEP-13). */
export function isMet(need: Need, item: Item, world: World): boolean {
  const target = world.items.get(need.to);
  if (!target) return true;
  if (!target.end) return false;
  if (need.type === 'waits-for') return isJoined(need, target, world);
  return need.type === 'conditional-blocks' || item.runIf !== 'passed' || hasPassed(target.end);
}

/** Whether what a spawner has spawned lets go those that wait for it. */
function isJoined({ join }: Need, spawner: Item, world: World): boolean {
  const children = childrenOf(world, spawner.id);
  const isFirst = join === 'any' && children.some(({ end }) => end?.outcome === 'pass');
  return isFirst || openIn(spawner, world).length === 0;
}

/** What in it has not ended: those directly in it, and those in what has ended by itself. */
export const openIn = (item: Item, world: World): Item[] =>
  childrenOf(world, item.id).flatMap((child) => (child.end ? openIn(child, world) : [child]));

/** Whether those behind it go on as if nothing were amiss. */
export const hasPassed = ({ outcome, byHand, goesOn }: End): boolean =>
  byHand || outcome === 'pass' || outcome === 'skipped' || (outcome === 'fail' && goesOn);

/** Whether it is to run, now that all that it waits for has ended (spec: STEP-7, STEP-8). */
export function isWanted(item: Item, world: World): boolean {
  const ends = (types: readonly Need['type'][]): End[] =>
    item.needs.filter(({ type }) => types.includes(type)).flatMap(({ to }) => world.items.get(to)?.end ?? []);
  if (item.wanted || item.runIf === 'always') return true;
  const conditional = ends(['conditional-blocks']);
  if (item.runIf === 'failed' || conditional.length > 0)
    return conditional.some(({ outcome, byHand }) => outcome === 'fail' && !byHand);
  const needs = ends(['blocks', 'waits-for']);
  return needs.length === 0 || needs.some(({ outcome, byHand }) => outcome !== 'skipped' || byHand);
}

/** What is directly in a container, and what those have spawned. */
export const membersOf = (item: Item, world: World): Item[] =>
  childrenOf(world, item.id).flatMap((child) =>
    child.kind === 'container' ? [child] : [child, ...membersOf(child, world)],
  );

/** What a container with these inside has come to (spec: EXPR-8). */
export function foldOf(inside: readonly Item[]): 'pass' | 'fail' | 'skipped' | 'cancelled' {
  const ends = inside.flatMap(({ end }) => end ?? []);
  if (ends.some(({ outcome, goesOn }) => outcome === 'fail' && !goesOn)) return 'fail';
  if (ends.some(({ outcome }) => outcome === 'cancelled')) return 'cancelled';
  return ends.length > 0 && ends.every(({ outcome }) => outcome === 'skipped') ? 'skipped' : 'pass';
}

/** Whether it still runs in a molecule that is cancelled: `run_if = "always"`, and what is in such a container. */
export function isCleanUp(item: Item, world: World): boolean {
  const parent = item.parent === null ? undefined : world.items.get(item.parent);
  return item.runIf === 'always' || (parent !== undefined && isCleanUp(parent, world));
}

/** Whether its molecule is cancelled, and it with that. */
export const isCancelled = (item: Item, world: World): boolean =>
  world.molecules.get(item.molecule ?? '')?.cancelled === true && !isCleanUp(item, world);
