import type { Reason, Why } from '../ready/why.js';
import { hasBegun, hasPassed, isMet, openIn, placeOf } from './readiness.js';
import { type Item, itemOf, type World } from './world.js';

/** What a reason may be said to be: several chains can be right, so a chain is checked and not foreseen. */
export type Told = Pick<Why, 'id' | 'reason'> & { readonly chain: readonly Pick<Why, 'id' | 'reason'>[] };

const REASONS = {
  closed: 'closed',
  ready: 'ready',
  claimed: 'claimed',
  verifying: 'verifying',
  deferred: 'deferred',
  backoff: 'retry-backoff',
  gated: 'waiting-on-gate',
  running: 'container',
} as const;

/** What is wrong with a reason and the chain behind it; undefined when they are right. */
export function wrongWhy(
  { id, reason, chain }: Told,
  world: World,
  isThere: (id: string) => boolean,
): string | undefined {
  const start = itemOf(world, id);
  // A barrier is no step: who waits for it waits for what is behind it.
  const path = [
    start,
    ...chain.filter((link) => world.items.has(link.id)).map((link) => itemOf(world, link.id)),
  ];
  for (const [at, item] of path.entries()) {
    const next = path[at + 1];
    // In a lean wisp a chain ends where the rows end.
    const awaited = awaitedBy(item, world).filter((each) => isThere(each.id));
    if (next && !awaited.includes(next)) return `${item.id} does not wait for ${next.id}`;
    if (!next && awaited.length > 0) return `${item.id} waits for ${awaited[0]?.id}`;
  }
  const last = path.at(-1) ?? start;
  const dead = [...behind(start, world, isThere)].filter(isDead);
  if (dead.length > 0 && !dead.includes(last))
    return `${id} waits for ${dead[0]?.id}, which will not let it go`;
  const expected = reasonOf(start, path[1], last, world);
  return reason === expected ? undefined : `${reason} should be ${expected}`;
}

function reasonOf(item: Item, next: Item | undefined, last: Item, world: World): Reason {
  const { state, hold } = placeOf(item, world);
  if (state === 'held') return hold ?? 'marked';
  if (state !== 'blocked') return REASONS[state];
  if (isDead(last)) return last.end?.outcome === 'fail' ? 'upstream-failed' : 'upstream-cancelled';
  return next && openIn(item, world).includes(next) ? 'waiting-on-children' : 'waiting-on-step';
}

/** It has ended, and whoever waits for it waits for ever. */
const isDead = ({ end }: Item): boolean => end !== null && !hasPassed(end);

/** All that an item waits for, directly or not. */
function behind(start: Item, world: World, isThere: (id: string) => boolean): Set<Item> {
  const found = new Set<Item>();
  const follow = (item: Item): void => {
    for (const next of awaitedBy(item, world)) {
      if (found.has(next) || !isThere(next.id)) continue;
      found.add(next);
      follow(next);
    }
  };
  follow(start);
  return found;
}

/** What an item waits for directly. */
function awaitedBy(item: Item, world: World): Item[] {
  const { state } = placeOf(item, world);
  const inside = openIn(item, world);
  if (state === 'running') return inside;
  if (state !== 'blocked') return [];
  const parent = item.parent === null ? undefined : world.items.get(item.parent);
  const awaited = item.needs
    .filter((need) => !isMet(need, item, world))
    .flatMap((need) => {
      const target = world.items.get(need.to);
      if (!target) return [];
      const isJoining = need.type === 'waits-for' && target.end !== null && hasPassed(target.end);
      return isJoining ? openIn(target, world) : [target];
    });
  if (parent && !hasBegun(parent.id, world)) awaited.push(parent);
  return awaited.length > 0 ? awaited : inside;
}
