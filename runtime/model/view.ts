import type { BeadRow } from '../ledger/bead.js';
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

/** In what the two are not the same: where, what the engine says, and what the model. */
export function differencesOf(engine: Seen, model: Seen): string[] {
  const lists = engine.ready.join(' ') === model.ready.join(' ') ? [] : ['ready'];
  return [
    ...apart(engine.beads, model.beads),
    ...apart(engine.molecules, model.molecules),
    ...lists.map((name) => `${name}: [${engine.ready.join(', ')}] and not [${model.ready.join(', ')}]`),
  ];
}

const apart = (engine: Readonly<Record<string, string>>, model: Readonly<Record<string, string>>): string[] =>
  [...new Set([...Object.keys(engine), ...Object.keys(model)])].flatMap((id) =>
    engine[id] === model[id] ? [] : [`${id}: ${engine[id]} and not ${model[id]}`],
  );

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
    ready: inTurn(ready, [...world.molecules.values()]),
    molecules: Object.fromEntries(
      [...world.molecules.values()].map(({ id, paused, cancelled }) => {
        const words = [paused && 'paused', cancelled && 'cancelled', isStalled(id, world) && 'stalled'];
        return [id, words.filter(Boolean).join(' ')];
      }),
    ),
  };
}

/** What the ledger says. */
export function seenInLedger(view: View, beads: readonly BeadRow[], now: number): Seen {
  return {
    beads: record(beads, ({ state, hold, outcome, attempt }) => line(state, hold, outcome, attempt)),
    ready: inTurn(view.ready({ now, ephemeral: 'include' }), view.molecules({})),
    molecules: Object.fromEntries(
      view.molecules({}).map(({ n, paused, cancelled, stalled }) => {
        const words = [paused && 'paused', cancelled !== null && 'cancelled', stalled && 'stalled'];
        return [view.idOf(n), words.filter(Boolean).join(' ')];
      }),
    ),
  };
}

/**
 * Ids in the order of a list of what is ready. Steps of a wisp become rows when they are ready, so that its numbers do not
 * tell the order of the source: where there is one, those that are equally urgent and old are sorted by their ids.
 */
function inTurn(
  list: readonly Pick<Item, 'id' | 'priority' | 'createdAt'>[],
  molecules: readonly { readonly phase: string }[],
): string[] {
  if (!molecules.some(({ phase }) => phase === 'vapor')) return list.map(({ id }) => id);
  const ranked = list.map(({ id, priority, createdAt }) => `${priority} ${createdAt} ${id}`);
  const isInTurn = list.every((each, at) => at === 0 || !isBefore(each, list[at - 1] ?? each));
  return isInTurn ? ranked.sort() : ranked;
}

const isBefore = (
  a: Pick<Item, 'priority' | 'createdAt'>,
  b: Pick<Item, 'priority' | 'createdAt'>,
): boolean => a.priority < b.priority || (a.priority === b.priority && a.createdAt < b.createdAt);

/** What the ledger tells of why these beads are where they are, as far as that is not so. */
export function wrongReasons(view: View, ids: readonly string[], world: World): string[] {
  return ids.flatMap((id) => {
    const bead = view.beadById(id);
    const told: Told | undefined = bead && why(view, bead);
    const wrong = told
      ? wrongWhy(told, world, (each) => view.numberOf(each) !== undefined)
      : 'it is not there';
    return wrong === undefined ? [] : [`${id}: ${wrong} (${JSON.stringify(told)})`];
  });
}

const line = (state: string, hold: string | null, outcome: string | null, attempt: number): string =>
  [state, hold, outcome].filter((word) => word !== null).join('/') + (attempt > 0 ? ` #${attempt}` : '');

const record = <T extends Pick<Item, 'id'>>(
  all: readonly T[],
  say: (each: T) => string,
): Record<string, string> =>
  Object.fromEntries([...all].sort((a, b) => (a.id < b.id ? -1 : 1)).map((each) => [each.id, say(each)]));
