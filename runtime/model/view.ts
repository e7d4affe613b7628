import type { View } from '../ledger/contract.js';
import { why } from '../ready/why.js';
import { isClaimable } from './attempts.js';
import { placeOf } from './readiness.js';
import { isStalled } from './settle.js';
import { type Told, wrongWhy } from './why.js';
import type { Item, World } from './world.js';

/** What anybody can see of a ledger, in a form that can be compared whole. */
export interface Seen {
  readonly beads: Readonly<Record<string, string>>;
  readonly ready: readonly string[];
  readonly molecules: Readonly<Record<string, string>>;
}

/** What the model says. `isThere`: whether the ledger has a row of it; a lean wisp has none of what is blocked. */
export function seenInModel(world: World, isThere: (id: string) => boolean): Seen {
  const items = [...world.items.values()].filter(
    (item) => isThere(item.id) || placeOf(item, world).state !== 'blocked',
  );
  const ready = [...world.items.values()]
    .filter((item) => isClaimable(item, world))
    .sort((a, b) => a.priority - b.priority || a.createdAt - b.createdAt || a.at - b.at);
  return {
    beads: record(items, (item) => {
      const { state, hold } = placeOf(item, world);
      return line(state, hold, item.end?.outcome ?? null, item.attempt);
    }),
    ready: ready.map(({ id }) => id),
    molecules: Object.fromEntries(
      [...world.molecules.values()].map(({ id, paused, cancelled }) => {
        const words = [paused && 'paused', cancelled && 'cancelled', isStalled(id, world) && 'stalled'];
        return [id, words.filter(Boolean).join(' ')];
      }),
    ),
  };
}

/** What the ledger says. */
export function seenInLedger(view: View, now: number): Seen {
  const beads = view.beads({ ephemeral: 'include' });
  return {
    beads: record(beads, ({ state, hold, outcome, attempt }) => line(state, hold, outcome, attempt)),
    ready: view.ready({ now, ephemeral: 'include' }).map(({ id }) => id),
    molecules: Object.fromEntries(
      view.molecules({}).map(({ n, paused, cancelled, stalled }) => {
        const words = [paused && 'paused', cancelled !== null && 'cancelled', stalled && 'stalled'];
        return [view.idOf(n), words.filter(Boolean).join(' ')];
      }),
    ),
  };
}

/** What the ledger tells of why beads are where they are, as far as that is not so. */
export function wrongReasons(view: View, world: World): string[] {
  const told: Told[] = view.beads({ ephemeral: 'include' }).map((bead) => why(view, bead));
  return told.flatMap((each) => {
    const wrong = wrongWhy(each, world);
    return wrong === undefined ? [] : [`${each.id}: ${wrong} (${JSON.stringify(each)})`];
  });
}

const line = (state: string, hold: string | null, outcome: string | null, attempt: number): string =>
  [state, hold, outcome].filter((word) => word !== null).join('/') + (attempt > 0 ? ` #${attempt}` : '');

const record = <T extends Pick<Item, 'id'>>(
  all: readonly T[],
  say: (each: T) => string,
): Record<string, string> =>
  Object.fromEntries([...all].sort((a, b) => (a.id < b.id ? -1 : 1)).map((each) => [each.id, say(each)]));
