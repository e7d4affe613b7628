import { code, prose } from './markdown.js';

/** What is known of a gate: of one that is written, and of one that was cooked. */
export interface GateFacts {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly await_id?: unknown;
  readonly condition?: unknown;
  readonly approvers?: unknown;
  readonly timeout?: unknown;
  readonly on_timeout?: unknown;
}

const WAITS: Readonly<Record<string, string>> = {
  human: 'somebody who opens it',
  timer: 'its time to pass',
  'gh:run': 'a workflow run',
  'gh:pr': 'a pull request',
  mail: 'a message',
  bead: 'a bead',
  condition: 'a condition',
  conditional: 'a condition',
};

const TIMEOUTS: Readonly<Record<string, string>> = {
  fail: 'the step fails',
  skip: 'the step is skipped',
  open: 'it opens',
  escalate: 'somebody is told',
};

/** A gate in one line: its type, what it waits for, and for how long. */
export function describedGate(gate: GateFacts): string | undefined {
  const { type, approvers, timeout, on_timeout: after } = gate;
  if (typeof type !== 'string' || !Object.hasOwn(WAITS, type)) return undefined;
  const what = text(gate.condition) ?? text(gate.id) ?? text(gate.await_id);
  const who = Array.isArray(approvers) ? approvers.map(String) : [];
  const awaited = `It waits for ${WAITS[type]}${what === undefined ? '' : ` ${code(what)}`}`;
  const by = who.length === 0 ? '' : `, one of ${who.map(prose).join(', ')}`;
  const then = typeof after === 'string' && Object.hasOwn(TIMEOUTS, after) ? `: then ${TIMEOUTS[after]}` : '';
  const long = text(timeout) === undefined ? '' : `, for ${code(text(timeout) as string)} at the most${then}`;
  return `**gate ${code(type)}**\n\n${awaited}${by}${long}.`;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
