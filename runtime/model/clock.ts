import { close } from './ending.js';
import { failAttempt } from './failing.js';
import { placeOf } from './readiness.js';
import { settle } from './settle.js';
import type { Item, ModelGate, World } from './world.js';

/** What a moment does: a lease, an attempt, a deferral, a backoff or a gate is over. */
interface Due {
  readonly at: number;
  readonly happens: () => void;
}

/** Let happen what is due: one moment after the other, each with what follows from it. */
export function tick(world: World): void {
  settle(world);
  for (;;) {
    const due = [...world.items.values()].flatMap((item) => dueOf(item, world));
    const first = Math.min(...due.map(({ at }) => at));
    if (!(first <= world.now)) return;
    for (const { at, happens } of due) if (at === first) happens();
    settle(world);
  }
}

function dueOf(item: Item, world: World): Due[] {
  if (item.end) return [];
  const { claim, wake } = item;
  const due: Due[] = [];
  if (claim && claim.deadline !== null)
    due.push({
      at: claim.deadline,
      happens: () => {
        if (item.claim === claim) failAttempt(item, world);
      },
    });
  if (claim && claim.leaseUntil !== null)
    due.push({ at: claim.leaseUntil, happens: () => expire(item, claim) });
  if (wake && wake.at !== null)
    due.push({
      at: wake.at,
      happens: () => {
        if (item.wake === wake) item.wake = null;
      },
    });
  for (const gate of item.gates)
    if (gate.state === 'armed' && gate.dueAt !== null && placeOf(item, world).state === 'gated')
      due.push({ at: gate.dueAt, happens: () => overdue(gate, item, world) });
  return due;
}

/** Nobody is told; the attempt is not spent. A check that was going on is asked again. */
function expire(item: Item, claim: NonNullable<Item['claim']>): void {
  if (item.claim === claim) item.claim = claim.verifying ? { ...claim, leaseUntil: null } : null;
}

/** The timer of a gate has run out, or its patience (spec: STEP-9). */
function overdue(gate: ModelGate, item: Item, world: World): void {
  if (item.end) return;
  const { type, on_timeout = 'fail' } = gate.gate;
  if (type === 'timer' || on_timeout === 'open') gate.state = 'open';
  else if (on_timeout === 'escalate') gate.dueAt = null;
  else close(item, { outcome: on_timeout === 'skip' ? 'skipped' : 'fail' }, world);
}
