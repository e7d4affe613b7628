import type { Hold, State } from './bead.js';

/** Where a page ends: the next one begins behind `after`, and has at most `limit` rows. */
export interface Cursor {
  readonly after: number;
  readonly limit: number;
}

/** Which beads; conditions are joined by and, the members of a list by or. Nothing given: all that are not ephemeral. */
export interface BeadQuery {
  readonly states?: readonly State[] | undefined;
  /** Of those that are held only these. */
  readonly holds?: readonly Hold[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly excludeTypes?: readonly string[] | undefined;
  readonly priorities?: readonly number[] | undefined;
  readonly assignees?: readonly string[] | undefined;
  readonly unassigned?: boolean | undefined;
  /** All of these labels, any of those, none of the last. */
  readonly labels?: readonly string[] | undefined;
  readonly anyLabels?: readonly string[] | undefined;
  readonly excludeLabels?: readonly string[] | undefined;
  /** Directly in this one. */
  readonly parent?: number | undefined;
  /** In this molecule, its root included. */
  readonly molecule?: number | undefined;
  /** In this one, directly or not. */
  readonly under?: number | undefined;
  /** Text in the id, the title, the description or the notes; letter case aside. */
  readonly text?: string | undefined;
  readonly titleText?: string | undefined;
  readonly createdAfter?: number | undefined;
  readonly createdBefore?: number | undefined;
  readonly updatedAfter?: number | undefined;
  readonly updatedBefore?: number | undefined;
  readonly closedAfter?: number | undefined;
  readonly closedBefore?: number | undefined;
  readonly dueBefore?: number | undefined;
  /** Exact values of keys at the top of the metadata. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Ephemeral beads: none unless it is said. */
  readonly ephemeral?: 'exclude' | 'include' | 'only' | undefined;
  readonly sort?: 'created' | 'priority' | 'updated' | 'closed' | 'id' | undefined;
  readonly reverse?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** Which of the beads that may be claimed. */
export type ReadyQuery = Pick<
  BeadQuery,
  | 'types'
  | 'excludeTypes'
  | 'priorities'
  | 'assignees'
  | 'unassigned'
  | 'labels'
  | 'anyLabels'
  | 'excludeLabels'
  | 'parent'
  | 'molecule'
  | 'under'
  | 'metadata'
  | 'ephemeral'
  | 'limit'
> & {
  /** Deferrals and backoffs that end at this moment or before count as over. */
  readonly now: number;
};
