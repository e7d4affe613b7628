import type { View } from '../ledger/contract.js';
import { EVENT_TYPES } from '../ledger/event.js';
import type { Lane } from '../ledger/lane.js';
import { post } from '../message/post.js';
import type { Turn } from '../step/turn.js';
import { beadOf } from './lane-session.js';
import { claimedIn } from './territory.js';

/** How long nothing may come of somebody's work before it is told, in milliseconds, unless the town says otherwise. */
export const USUAL_PATIENCE = 30 * 60_000;

/** Work of which nothing has come for too long. */
export interface Stuck {
  readonly lane: Lane;
  readonly step: string;
  /** Since when; milliseconds since 1970. */
  readonly since: number;
  readonly message: string;
}

/** What is told of somebody is no sign that they work. */
const TOLD_OF = new Set<string>(['lane.stuck', 'lane.nudged', 'comment.added']);
const SIGNS = EVENT_TYPES.filter((type) => !TOLD_OF.has(type));

/**
 * Whether somebody works on a lane and nothing comes of it: no event of its steps or its session, and nothing printed. (That
 * its claim is renewed says only that its supervisor lives.) `printed`: when its agent has printed last.
 */
export function stuckIn(
  view: View,
  lane: Lane,
  {
    now,
    patience,
    printed,
  }: { readonly now: number; readonly patience: number; readonly printed: number | undefined },
): Stuck | undefined {
  const steps = lane.supervisor ? claimedIn(view, lane).filter(({ state }) => state === 'claimed') : [];
  const [step] = steps;
  if (!step) return undefined;
  const subjects = [beadOf(view, lane), ...steps].map(({ id }) => id);
  const signs = subjects.flatMap((subject) =>
    view.events({ subject, types: SIGNS, newestFirst: true, limit: 1 }).map(({ at }) => at),
  );
  const since = Math.max(printed ?? 0, ...signs);
  if (now - since < patience) return undefined;
  const minutes = Math.round((now - since) / 60_000);
  const span = minutes < 1 ? `${Math.round((now - since) / 1_000)} s` : `${minutes} min`;
  const message = `${lane.polecat} has it, attempt ${step.attempt}, and nothing has come of it for ${span}`;
  return { lane, step: step.id, since, message };
}

/** Whether it has been told already. */
export const isTold = (view: View, { lane, since }: Stuck): boolean =>
  view
    .events({ subject: beadOf(view, lane).id, types: ['lane.stuck'], newestFirst: true, limit: 1 })
    .some(({ at }) => at >= since);

/** Tell of it, once: by an event, and to the mayor. Nobody is ended, and nothing of the work is touched. */
export function tellStuck(turn: Turn, stuck: Stuck): void {
  const lane = turn.tx.lane(stuck.lane.n);
  if (!lane?.supervisor || isTold(turn.tx, stuck)) return;
  const { step, message, since } = stuck;
  turn.log('lane.stuck', beadOf(turn.tx, lane), { polecat: lane.polecat, step, since, reason: message });
  post(turn, { to: 'mayor/', title: `${step}: ${message}` });
}
