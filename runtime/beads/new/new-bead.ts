import type { EdgeType } from '../../ledger/bead.js';

/** A bead that is to be made. Everything in it has been checked but the ids it names, which the ledger has to know. */
export interface NewBead {
  readonly title: string;
  readonly description?: string | undefined;
  readonly design?: string | undefined;
  readonly acceptance?: string | undefined;
  readonly notes?: string | undefined;
  readonly type?: string | undefined;
  readonly priority?: number | undefined;
  readonly assignee?: string | undefined;
  readonly owner?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  /** An id, or the `ref` of an earlier one. */
  readonly parent?: string | undefined;
  readonly dependencies?: readonly NewDependency[] | undefined;
  readonly dueAt?: number | undefined;
  /** When it may begin. */
  readonly deferUntil?: number | undefined;
  /** Minutes. */
  readonly estimate?: number | undefined;
  readonly externalRef?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly ephemeral?: boolean | undefined;
  /** The id it is to have; one is made where there is none. */
  readonly id?: string | undefined;
  /** What others of the same file call it. */
  readonly ref?: string | undefined;
  /** Its line in the file. */
  readonly line?: number | undefined;
}

export interface NewDependency {
  readonly type: EdgeType;
  /** An id, or the `ref` of a new bead. */
  readonly on: string;
}

/** What the checks of a new bead's fields need to know. */
export interface NewBeadFacts {
  /** The types that beads may have. */
  readonly types: readonly string[];
  /** Milliseconds since 1970: what `+2d` counts from. */
  readonly now: number;
}
