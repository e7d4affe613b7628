import type { Outcome } from '../../compiler/language/state.js';
import type { Policy } from './policy.js';

export type { Outcome };

/**
 * Where a bead is in its life: one word, kept by the transitions of `runtime/step/`, from which status, readiness and
 * reasons are read.
 */
export type State =
  /** Something that it waits for has not ended. */
  | 'blocked'
  /** Only its gates are closed. */
  | 'gated'
  /** A worker may claim it. */
  | 'ready'
  /** It could be ready, but for what `hold` says. */
  | 'held'
  /** Put off until `wakeAt`, or until somebody asks for it again when that is null. */
  | 'deferred'
  /** An attempt has failed; the next one may begin at `wakeAt`. */
  | 'backoff'
  | 'claimed'
  /** Its worker has reported; the command of its check decides. */
  | 'verifying'
  /** A container or a molecule that has begun. */
  | 'running'
  | 'closed';

/** Why something that could be ready is `held`. */
export type Hold =
  /** Its molecule is paused. */
  | 'paused'
  /** It, or what runs, says `parallel = false`. */
  | 'alone'
  /** A person has set its status to `blocked`. */
  | 'marked';

/** What a node does by itself. */
export type Kind =
  /** Somebody works on it. An open child of it comes before it. */
  | 'work'
  /** Starts when it could be ready, and ends when all in it have: containers, loops, roots of molecules. */
  | 'container'
  /** Ends when its gates open. */
  | 'gate'
  /** Ends when all that it waits for has; it has no bead. */
  | 'barrier';

/** The types of dependencies that hold a bead back. `waits-for` counts what its target spawns. */
export const BLOCKING = ['blocks', 'conditional-blocks', 'waits-for'] as const;

/** Types of dependencies that only tell of something. */
export const TELLING = [
  'related',
  'discovered-from',
  'tracks',
  'replies-to',
  'relates-to',
  'duplicates',
  'supersedes',
  'caused-by',
  'validates',
  'attests',
  'authored-by',
  'assigned-to',
  'approved-by',
  'delegated-from',
  'until',
] as const;

export type Blocking = (typeof BLOCKING)[number];
/** `parent-child` is not among them: it is the `parent` of a node. */
export type EdgeType = Blocking | (typeof TELLING)[number];

/** `from` waits for, or tells of, `to`; both are numbers of nodes. One edge for each pair. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly type: EdgeType;
  /** Of `waits-for`: `any` opens with the first that passes. */
  readonly join?: 'all' | 'any' | undefined;
}

/** What changes while work goes on: a small row for each bead, and for each barrier. Times are milliseconds since 1970. */
export interface Node {
  /** Never reused; in the order in which nodes came to be, so that it is the order of the source in a molecule. */
  readonly n: number;
  readonly kind: Kind;
  /** The root of its molecule, which is its own root; null for a bead that belongs to none. */
  readonly molecule: number | null;
  /** The part of the molecule that it was made with; null where `molecule` is. */
  readonly part: number | null;
  readonly parent: number | null;
  readonly ephemeral: boolean;
  readonly state: State;
  readonly hold: Hold | null;
  readonly outcome: Outcome | null;
  /** A person skipped it or closed it by force: to those behind it, it is as if it had passed. */
  readonly byHand: boolean;
  /** 0 is the most urgent, 4 the least. */
  readonly priority: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly startedAt: number | null;
  readonly closedAt: number | null;
  readonly closeReason: string | null;
  /** What it waits for that has not ended in a way that lets it go on: edges, and 1 for a parent that has not begun. */
  readonly blockers: number;
  /** Its children that have not closed. */
  readonly openChildren: number;
  readonly runIf: 'passed' | 'failed' | 'always';
  readonly onFail: 'block' | 'continue' | 'abort';
  /** How often it was claimed; fences. */
  readonly attempt: number;
  /** Attempts that failed since the budget of `retry` was last granted. */
  readonly failures: number;
  /** Checks that failed since the budget of `check` was last granted. */
  readonly checkFailures: number;
  /** Who has claimed it. */
  readonly worker: string | null;
  /** When the claim runs out; null for one that does not. */
  readonly leaseUntil: number | null;
  /** When the attempt has taken too long. */
  readonly deadline: number | null;
  /** When it is no longer deferred or backing off. */
  readonly wakeAt: number | null;
  /** Of a loop with `until`: the iteration that runs. */
  readonly iteration: number;
  /** What its formula says of its life beyond these; null where that is nothing. */
  readonly policy: Policy | null;
}

/** What is said of a bead: a row that changes when somebody edits it. */
export interface Bead {
  readonly n: number;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly design: string;
  readonly acceptance: string;
  readonly notes: string;
  readonly type: string;
  /** Who is to do it. */
  readonly assignee: string | null;
  readonly owner: string | null;
  readonly createdBy: string | null;
  readonly dueAt: number | null;
  readonly externalRef: string | null;
  /** Minutes. */
  readonly estimate: number | null;
  /** Any JSON table. */
  readonly metadata: Readonly<Record<string, unknown>> | null;
  /** The id that the protomolecule of its part has for it. */
  readonly step: string | null;
  /** Fields of an imported bead that this program has no meaning for; they are exported again. */
  readonly extra: Readonly<Record<string, unknown>> | null;
}

/** Both halves of a bead. */
export interface BeadRow extends Bead, Node {}

/** Whether it still stands in the way of those that wait for its end. */
export const isOpen = ({ state }: Pick<Node, 'state'>): boolean => state !== 'closed';

/** Whether somebody is at it, or will be without anybody doing anything else first. */
export const isActive = ({ state }: Pick<Node, 'state'>): boolean =>
  state !== 'closed' && state !== 'blocked' && state !== 'running';
