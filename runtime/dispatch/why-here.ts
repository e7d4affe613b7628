import type { Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';
import { type Link, type Why, why } from '../ready/why.js';
import { candidateOf, lanesNow } from './facts.js';
import { beadOf } from './lane-session.js';
import { type Capacity, plan } from './plan.js';
import { stuckIn } from './stuck.js';
import { laneOf } from './territory.js';

/** What a town adds to its ledger: who may be at work, and what can be seen of those who are. */
export interface Circumstances {
  readonly now: number;
  readonly capacity: Capacity;
  /** How long nothing may come of somebody's work, in milliseconds. */
  readonly patience: number;
  /** When the agent of a lane has printed last; milliseconds since 1970. */
  readonly printed: (lane: Lane) => number | undefined;
}

/** Why a bead is where it is, with what only the town knows of the cause: nobody may be sent, or nothing comes of the work. */
export function whyHere(view: View, node: Node, here: Circumstances): Why {
  const { chain, ...own } = why(view, node);
  const links = [own, ...chain];
  const last = links.at(-1) ?? own;
  const cause = view.beadById(last.id);
  const lane = cause && laneOf(view, cause);
  const [first = own, ...rest] = [...links.slice(0, -1), (lane && laneLink(view, lane, last, here)) ?? last];
  return { ...first, chain: rest };
}

function laneLink(view: View, lane: Lane, { id, reason }: Link, here: Circumstances): Link | undefined {
  const told = (found: Link['reason'], message: string | undefined): Link | undefined =>
    message === undefined ? undefined : { id, reason: found, message };
  if (reason === 'claimed') {
    const stuck = stuckIn(view, lane, { ...here, printed: here.printed(lane) });
    return stuck?.step === id ? told('stuck', stuck.message) : undefined;
  }
  if (reason !== 'ready' || lane.supervisor) return undefined;
  if (lane.trouble !== null) return told('broken', lane.trouble);
  return told('capacity', waitsFor(view, here).get(lane.n));
}

/** What a person should look at: nobody is sent any more, nothing comes of the work, or there is no room. */
export function attentionIn(view: View, here: Circumstances): Link[] {
  const waits = waitsFor(view, here);
  return view.lanes({}).flatMap((lane): Link[] => {
    const { id, state } = beadOf(view, lane);
    const stuck = stuckIn(view, lane, { ...here, printed: here.printed(lane) });
    if (stuck) return [{ id: stuck.step, reason: 'stuck', message: stuck.message }];
    if (lane.trouble !== null && state !== 'closed') return [{ id, reason: 'broken', message: lane.trouble }];
    const wait = waits.get(lane.n);
    return wait === undefined ? [] : [{ id, reason: 'capacity', message: wait }];
  });
}

/** Lanes that the planner would send nobody to now, though something in them is ready. */
function waitsFor(view: View, { now, capacity }: Circumstances): Map<number, string> {
  const { busy, idle } = lanesNow(view, now);
  const candidates = idle.flatMap((lane) => candidateOf(view, lane, now));
  return new Map(
    plan(candidates, busy, capacity).flatMap((each): [number, string][] =>
      each.do === 'wait' ? [[each.lane, each.reason]] : [],
    ),
  );
}
