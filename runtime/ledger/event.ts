/** What can happen. Each is written in the transaction that does it. */
export const EVENT_TYPES = [
  'bead.created',
  'bead.updated',
  'bead.claimed',
  'bead.released',
  'bead.closed',
  'bead.reopened',
  'bead.deferred',
  'bead.woken',
  'bead.marked',
  'bead.deleted',
  'bead.imported',
  'dependency.added',
  'dependency.removed',
  'comment.added',
  'step.failed',
  'step.retried',
  'step.expired',
  'step.fenced',
  'step.verifying',
  'step.skipped',
  'gate.armed',
  'gate.opened',
  'gate.failed',
  'gate.escalated',
  'flag.set',
  'container.started',
  'loop.iterated',
  'spawn.made',
  'molecule.poured',
  'molecule.bonded',
  'molecule.paused',
  'molecule.resumed',
  'molecule.cancelled',
  'molecule.stalled',
  'molecule.ended',
  'molecule.squashed',
  'molecule.burned',
  'convoy.landed',
  'convoy.reopened',
  'lane.slung',
  'lane.unslung',
  'lane.began',
  'lane.ended',
  'lane.broken',
  'lane.mended',
  'lane.landed',
  'lane.nudged',
  'lane.stuck',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Something that has happened, for good. */
export interface LedgerEvent {
  /** One sequence for the whole ledger, without meaning in its gaps. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: EventType;
  /** The id of the bead that it happened to. */
  readonly subject: string;
  /** The id of the molecule that the bead is of. */
  readonly molecule: string | null;
  /** Who did it. */
  readonly actor: string;
  /** Which attempt of a step. */
  readonly attempt: number | null;
  /** What else is to be said; JSON. */
  readonly data: Readonly<Record<string, unknown>> | null;
}
