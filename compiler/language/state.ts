import { alternatives } from '../diagnostics/define.js';

/** Where a step is in its life. A step that is ready is open too. */
export type Status = 'open' | 'ready' | 'in_progress' | 'closed';

/** How a closed step ended. */
export type Outcome = 'pass' | 'fail' | 'skipped' | 'cancelled';

/** What is known of a step while its molecule runs. */
export interface StepState {
  readonly status: Status;
  /** Of a closed step. */
  readonly outcome?: Outcome | undefined;
}

/** What may be asked of a status; upstream's three words stand for ours (spec: EXPR-6). */
const WORDS: Readonly<Record<string, Status | Outcome>> = {
  open: 'open',
  ready: 'ready',
  in_progress: 'in_progress',
  closed: 'closed',
  pass: 'pass',
  fail: 'fail',
  skipped: 'skipped',
  cancelled: 'cancelled',
  pending: 'open',
  complete: 'pass',
  failed: 'fail',
};

export const STATE_WORDS: readonly string[] = Object.keys(WORDS);

/** `open`, …, `cancelled`: our own words, for messages. */
export const stateWords = (): string => alternatives(STATE_WORDS.slice(0, 8), 8);

/** The status or outcome that `word` asks for; undefined when it is none. */
export const stateOf = (word: string): Status | Outcome | undefined =>
  Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;

/**
 * Whether a step is in the state that is asked for. Undefined: not settled. Where a step is now is known
 * now; that it closes, and how, is known when it has closed.
 */
export function isIn(asked: Status | Outcome, { status, outcome }: StepState): boolean | undefined {
  if (asked === 'open') return status === 'open' || status === 'ready';
  if (asked === 'ready' || asked === 'in_progress') return status === asked;
  if (status !== 'closed') return undefined;
  return asked === 'closed' || asked === outcome;
}

/** Whether more steps come into this state for good, and none leaves it: that of a closed step. */
export const isFinal = (asked: Status | Outcome): boolean =>
  asked !== 'open' && asked !== 'ready' && asked !== 'in_progress';
