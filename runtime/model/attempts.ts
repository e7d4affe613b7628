import { parseDuration } from '../../compiler/language/duration.js';
import type { Reported, Verdict } from './act.js';
import { tick } from './clock.js';
import { close } from './ending.js';
import { failAttempt, failCheck } from './failing.js';
import { fits } from './output.js';
import { holdOf, isFree, placeOf } from './readiness.js';
import { type Claim, type Item, itemOf, refuse, type World } from './world.js';

/** How long a check is taken to be made, in milliseconds, when nobody is heard of. */
const CHECK_LEASE = 600_000;

/** Whether it may be claimed: ready, or put off until a moment that has come. */
export function isClaimable(item: Item, world: World): boolean {
  if (item.kind !== 'work') return false;
  const { state } = placeOf(item, world);
  if (state === 'ready') return true;
  const isDue = typeof item.wake?.at === 'number' && item.wake.at <= world.now;
  if ((state !== 'deferred' && state !== 'backoff') || !isDue || !isFree(item, world)) return false;
  return item.gates.every((gate) => gate.state === 'open') && holdOf(item, world) === null;
}

/** spec: STEP-2. `lease`: milliseconds, null for a claim that does not run out. */
export function claim(id: string, worker: string, lease: number | null, world: World): void {
  tick(world);
  const item = itemOf(world, id);
  if (item.claim?.worker === worker && !item.claim.verifying) renew(item, lease, world);
  else if (!isClaimable(item, world)) refuse(`${id} is not ready`);
  else take(item, worker, lease, world);
}

function take(item: Item, worker: string, lease: number | null, world: World): void {
  const timeout = parseDuration(item.step?.timeout ?? '');
  item.attempt += 1;
  item.wake = null;
  item.marked = false;
  item.claim = {
    worker,
    verifying: false,
    leaseUntil: lease === null ? null : world.now + lease,
    deadline: timeout === undefined ? null : world.now + timeout,
  };
}

export function heartbeat(id: string, attempt: number, lease: number, world: World): void {
  const item = itemOf(world, id);
  if (!item.claim || item.attempt !== attempt) refuse(`attempt ${attempt} of ${id} is over`);
  renew(item, lease, world);
}

function renew(item: Item, lease: number | null, world: World): void {
  if (item.claim) item.claim = { ...item.claim, leaseUntil: lease === null ? null : world.now + lease };
}

export function release(id: string, world: World): void {
  const item = itemOf(world, id);
  if (!item.claim || item.claim.verifying) refuse(`${id} is not claimed`);
  item.claim = null;
}

/** What a worker says of its attempt; of one that is over nothing comes (spec: STEP-2, STEP-3, STEP-5, STEP-6). */
export function report(id: string, attempt: number, reported: Reported, world: World): void {
  const item = itemOf(world, id);
  const { claim: held } = item;
  if (held && !held.verifying && item.attempt === attempt) ended(item, held, reported, world);
}

/**
 * Somebody closes it who has not claimed it (R13). What holds it back from workers, such as a pause, does not hold a
 * person back; what it waits for does.
 */
export function closeByHand(id: string, worker: string, reported: Reported, world: World): void {
  tick(world);
  const item = itemOf(world, id);
  if (item.end) return;
  const waits = !isFree(item, world) || item.gates.some(({ state }) => state !== 'open');
  if (item.kind !== 'work' || (!item.claim && waits)) refuse(`${id} waits`);
  if (item.claim && (item.claim.worker !== worker || item.claim.verifying)) refuse(`another has ${id}`);
  if (!item.claim) take(item, worker, null, world);
  if (item.claim) ended(item, item.claim, reported, world);
}

function ended(item: Item, held: Claim, { outcome, output }: Reported, world: World): void {
  if (outcome === 'pass' && !fits(output, item)) refuse('the output does not fit');
  if (output !== undefined && outcome !== 'skipped') item.output = output;
  if (outcome === 'fail') failAttempt(item, world);
  else if (outcome === 'skipped') close(item, { outcome, byHand: true }, world);
  else if (item.step?.check)
    item.claim = { ...held, verifying: true, leaseUntil: world.now + CHECK_LEASE, deadline: null };
  else close(item, { outcome }, world);
}

/** What the check of a step has come to (spec: STEP-5); of one that is over nothing comes. */
export function verify(id: string, attempt: number, verdict: Verdict, world: World): void {
  const item = itemOf(world, id);
  if (!item.claim?.verifying || item.attempt !== attempt) return;
  if (verdict === 'later') item.claim = { ...item.claim, leaseUntil: null };
  else if (verdict === 'pass') close(item, { outcome: 'pass' }, world);
  else failCheck(item, world);
}
