import { parseDuration } from '../../compiler/language/duration.js';
import { valueAt } from '../../compiler/language/evaluate-running.js';
import { fail } from '../failure/failure.js';
import type { Node } from '../ledger/bead.js';
import { LEASE } from './claim.js';
import { failAttempt } from './failure.js';
import type { Turn } from './turn.js';

/** How many items `on_complete` attaches a formula for, at the most. */
export const MAX_ITEMS = 10_000;

/** How deep what is attached may attach further formulas. */
export const MAX_SPAWN_DEPTH = 16;

/** Fields of an output that become flags of the molecule, at the most. */
const MAX_FLAGS = 64;

export interface Report {
  readonly outcome: 'pass' | 'fail' | 'skipped';
  readonly reason?: string | undefined;
  /** Plain JSON. */
  readonly output?: unknown;
}

/**
 * What a worker reports of the attempt that it has (spec: STEP-3, STEP-5, STEP-6). False: that attempt is over, which
 * is recorded and changes nothing. Throws GT8304 or GT8305 when the output is not what the step promises.
 */
export function report(
  turn: Turn,
  node: Node,
  attempt: number,
  { outcome, reason, output }: Report,
): boolean {
  if (node.attempt !== attempt || node.state !== 'claimed') {
    turn.log('step.fenced', { ...node, attempt }, { outcome, ...(reason !== undefined && { reason }) });
    return false;
  }
  if (outcome === 'fail') {
    if (output !== undefined) turn.tx.setOutput(node.n, output);
    failAttempt(turn, node, 'failure', reason ?? 'its worker says so');
    return true;
  }
  if (outcome === 'skipped') {
    turn.end(node, 'skipped', { reason, byHand: true, type: 'step.skipped' });
    return true;
  }
  checkOutput(turn, node, output);
  if (output !== undefined) turn.tx.setOutput(node.n, output);
  if (node.policy?.check) beginCheck(turn, node, reason);
  else pass(turn, node, reason);
  return true;
}

/** The command of its check decides; dependents wait until it has. */
function beginCheck(turn: Turn, node: Node, reason: string | undefined): void {
  const timeout = parseDuration(node.policy?.check?.timeout ?? '') ?? null;
  const verifying = turn.move(node, {
    state: 'verifying',
    leaseUntil: turn.now + LEASE,
    deadline: timeout === null ? null : turn.now + timeout,
    closeReason: reason ?? null,
  });
  turn.log('step.verifying', verifying, reason === undefined ? {} : { reason });
}

/** What a check came to: exit code 0, 75, or another (spec: STEP-5). */
export function verified(
  turn: Turn,
  node: Node,
  attempt: number,
  verdict: 'pass' | 'later' | 'fail',
  told: string,
): boolean {
  if (node.attempt !== attempt || node.state !== 'verifying') {
    turn.log('step.fenced', { ...node, attempt }, { check: verdict });
    return false;
  }
  if (verdict === 'pass') pass(turn, node, node.closeReason ?? undefined);
  else if (verdict === 'fail') failAttempt(turn, node, 'check', told);
  else turn.move(node, { worker: null, leaseUntil: null, wakeAt: turn.now + AGAIN });
  return true;
}

/** How long after a check that said "later" it is made again, in milliseconds. */
const AGAIN = 30_000;

/** The step has passed: its output's fields are flags, and what it spawns begins (spec: STEP-12, STEP-13). */
export function pass(turn: Turn, node: Node, reason: string | undefined, byHand = false): Node {
  if (node.molecule !== null) {
    const output = turn.tx.output(node.n);
    setFlags(turn, node.molecule, output);
    const items = node.policy?.on_complete && itemsOf(node, output);
    if (items && items.length > 0) {
      // It may have passed before, and been opened again before all of that was there.
      if (turn.tx.spawning(node.n) === undefined) turn.countActive(node.molecule, 1);
      turn.tx.putSpawning({ n: node.n, items, made: 0 });
    }
  }
  return turn.end(node, 'pass', { reason, byHand });
}

function setFlags(turn: Turn, molecule: number, output: unknown): void {
  if (typeof output !== 'object' || output === null || Array.isArray(output)) return;
  for (const [name, value] of Object.entries(output).slice(0, MAX_FLAGS)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      turn.tx.setFlag(molecule, name, value);
  }
}

const itemsOf = (node: Node, output: unknown): readonly unknown[] | undefined => {
  const path = node.policy?.on_complete?.for_each ?? '';
  const items = valueAt(output, path.split('.').slice(1));
  return Array.isArray(items) ? items : undefined;
};

function checkOutput(turn: Turn, node: Node, output: unknown): void {
  const id = turn.idOf(node.n) ?? '';
  const schema = node.policy?.output;
  if (schema) {
    const problems = output === undefined ? ['there is none'] : turn.tool('outputCheck')(schema, output);
    if (problems.length > 0) fail('GT8304', { id, problems });
  }
  const path = node.policy?.on_complete?.for_each;
  if (path === undefined) return;
  const items = itemsOf(node, output);
  if (!items) fail('GT8305', { id, path, reason: 'there is no list' });
  const depth = (turn.tx.part(node.part ?? 0)?.prefix.match(/\.item\d+\./g) ?? []).length;
  if (items.length > 0 && depth >= MAX_SPAWN_DEPTH)
    fail('GT8305', { id, path, reason: `it is attached ${depth} deep itself (MAX_SPAWN_DEPTH)` });
  if (items.length > MAX_ITEMS)
    fail('GT8305', {
      id,
      path,
      reason: `it has ${items.length} items; the limit is ${MAX_ITEMS} (MAX_ITEMS)`,
    });
}
