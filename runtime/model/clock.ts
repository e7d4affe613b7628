import { close } from './ending.js';
import { failAttempt } from './failing.js';
import type { Item, ModelGate, World } from './world.js';

/** What a moment does: a lease, an attempt, a deferral, a backoff or a gate is over. */
interface Due {
  readonly at: number;
  readonly happens: () => void;
}

/** Let happen what is due, the soonest first; each once. */
export function tick(world: World): void {
  const due = [...world.items.values()]
    .flatMap((item) => dueOf(item, world))
    .filter(({ at }) => at <= world.now)
    .sort((one, other) => one.at - other.at);
  for (const { happens } of due) happens();
}

function dueOf(item: Item, world: World): Due[] {
  if (item.end) return [];
  const { claim, wake } = item;
  const due: Due[] = [];
  if (claim && claim.leaseUntil !== null)
    due.push({ at: claim.leaseUntil, happens: () => expire(item, claim) });
  if (claim && claim.deadline !== null)
    due.push({
      at: claim.deadline,
      happens: () => {
        if (item.claim === claim) failAttempt(item, world);
      },
    });
  if (wake && wake.at !== null)
    due.push({
      at: wake.at,
      happens: () => {
        if (item.wake === wake) item.wake = null;
      },
    });
  for (const gate of item.gates)
    if (!wake && gate.state === 'armed' && gate.dueAt !== null)
      due.push({ at: gate.dueAt, happens: () => overdue(gate, item, world) });
  return due;
}

/** Nobody is told; the attempt is not spent. A check that was going on is asked again. */
function expire(item: Item, claim: NonNullable<Item['claim']>): void {
  if (item.claim === claim && !claim.verifying) item.claim = null;
}

/** The timer of a gate has run out, or its patience (spec: STEP-9). */
function overdue(gate: ModelGate, item: Item, world: World): void {
  if (item.end || item.begun || item.wake || gate.state !== 'armed') return;
  const { type, on_timeout = 'fail' } = gate.gate;
  if (type === 'timer' || on_timeout === 'open') gate.state = 'open';
  else if (on_timeout === 'escalate') gate.dueAt = null;
  else close(item, { outcome: on_timeout === 'skip' ? 'skipped' : 'fail' }, world);
}
