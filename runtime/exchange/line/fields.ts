import { comments, dependencies } from './relations.js';
import {
  amount,
  anything,
  count,
  flag,
  listOf,
  number,
  oneOf,
  priority,
  record,
  type Shape,
  scalars,
  table,
  text,
  time,
  unlessFirst,
  verbatim,
  words,
} from './shapes.js';

/**
 * How a field is merged when both sides have changed it differently. `later`: the value of the side that was
 * updated later; the other is reported. Of the rest no value is lost but for `ending` (see `merge/ending.ts`).
 */
export type Rule =
  | 'later'
  | 'earliest'
  | 'latest'
  | 'most'
  | 'members'
  | 'keys'
  | 'dependencies'
  | 'comments'
  | 'gates'
  | 'parts'
  | 'ending';

export interface Field {
  readonly shape: Shape;
  readonly rule: Rule;
}

/** The types of lines that we give a meaning to, in the order in which they stand in a file. */
export const LINE_TYPES = ['issue', 'barrier', 'molecule', 'protomolecule', 'tombstone'] as const;

export type LineType = (typeof LINE_TYPES)[number];

const later = (shape: Shape): Field => ({ shape, rule: 'later' });
const ending = (shape: Shape): Field => ({ shape, rule: 'ending' });

const OUTCOMES = oneOf('pass', 'fail', 'skipped', 'cancelled');

/** What ends a bead or puts it off: of one side as a whole, or a bead could be open and have been closed. */
const ENDING = {
  status: ending(text),
  outcome: ending(OUTCOMES),
  by_hand: ending(flag),
  closed_at: ending(time),
  close_reason: ending(text),
  defer_until: ending(time),
  /** When the next attempt may begin, after one that failed. */
  retry_at: ending(time),
  output: ending(anything),
  /** The list that `on_complete` makes instances of, and how many are there. */
  spawning: ending(record({ items: listOf(anything), made: number }, ['made'])),
} as const satisfies Readonly<Record<string, Field>>;

const TIMES = {
  created_at: { shape: time, rule: 'earliest' },
  updated_at: { shape: time, rule: 'latest' },
} as const satisfies Readonly<Record<string, Field>>;

/** Where in its molecule something is: which part it was made with, by the root of that, and its place in the source's order. */
const PLACE = {
  molecule: later(text),
  part: later(text),
  step: later(text),
  order: { shape: number, rule: 'most' },
  run_if: later(unlessFirst('passed', 'failed', 'always')),
} as const satisfies Readonly<Record<string, Field>>;

const RELATIONS = { dependencies: { shape: dependencies, rule: 'dependencies' } } as const;

const GATE = record(
  {
    gate: record({ type: text }, ['type']),
    state: unlessFirst('waiting', 'armed', 'open'),
    armed_at: time,
    due_at: time,
  },
  ['gate'],
);

const PART = record({ root: text, fingerprint: text, prefix: text, values: scalars, point: text }, [
  'root',
  'fingerprint',
]);

/** Every field of every type of line, in the order in which they are written. The first are those of Beads, in its order. */
export const FIELDS: Readonly<Record<LineType, Readonly<Record<string, Field>>>> = {
  issue: {
    title: later(text),
    description: later(text),
    design: later(text),
    acceptance_criteria: later(text),
    notes: later(text),
    status: ENDING.status,
    priority: later(priority),
    issue_type: later(text),
    assignee: later(text),
    owner: later(text),
    estimated_minutes: later(amount),
    created_at: TIMES.created_at,
    created_by: later(text),
    updated_at: TIMES.updated_at,
    started_at: { shape: time, rule: 'earliest' },
    closed_at: ENDING.closed_at,
    close_reason: ENDING.close_reason,
    due_at: later(time),
    defer_until: ENDING.defer_until,
    external_ref: later(text),
    ephemeral: later(flag),
    labels: { shape: words, rule: 'members' },
    ...RELATIONS,
    comments: { shape: comments, rule: 'comments' },
    metadata: { shape: table, rule: 'keys' },
    outcome: ENDING.outcome,
    by_hand: ENDING.by_hand,
    retry_at: ENDING.retry_at,
    output: ENDING.output,
    spawning: ENDING.spawning,
    kind: later(unlessFirst('work', 'container', 'gate')),
    ...PLACE,
    on_fail: later(unlessFirst('block', 'continue', 'abort')),
    attempt: { shape: count, rule: 'most' },
    failures: later(count),
    check_failures: later(count),
    iteration: { shape: count, rule: 'most' },
    policy: later(table),
    gates: { shape: listOf(GATE), rule: 'gates' },
    /** What may not be made again, since it was made with this key. */
    keys: { shape: words, rule: 'members' },
  },
  barrier: {
    status: ENDING.status,
    ...TIMES,
    closed_at: ENDING.closed_at,
    ...RELATIONS,
    outcome: ENDING.outcome,
    ...PLACE,
  },
  molecule: {
    formula: later(text),
    home: later(text),
    paused: later(flag),
    cancelled: later(text),
    lean: later(flag),
    squash: later(table),
    parts: { shape: listOf(PART), rule: 'parts' },
    flags: { shape: scalars, rule: 'keys' },
  },
  protomolecule: {
    protomolecule: later(verbatim),
    bundle: later(verbatim),
  },
  tombstone: {
    digest: later(text),
    deleted_at: { shape: time, rule: 'earliest' },
  },
};

/** Fields without which a line is damaged. */
export const NEEDED: Readonly<Record<LineType, readonly string[]>> = {
  issue: ['title'],
  barrier: ['molecule'],
  molecule: ['formula', 'parts'],
  protomolecule: ['protomolecule', 'bundle'],
  tombstone: ['deleted_at'],
};

/** The fields that are merged as one. */
export const ENDING_FIELDS: readonly string[] = Object.keys(ENDING);
