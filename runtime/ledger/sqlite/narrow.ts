import type { BeadQuery } from '../query.js';
import { LISTED } from './conditions.js';
import type { Connection } from './connection.js';
import type { Value } from './driver.js';

/** Which table a search goes through first, and by which index. */
export type Start =
  /** The nodes, as SQLite is told to: `NOT INDEXED` is by number. */
  | {
      readonly first: 'nodes';
      readonly by: string;
      readonly sql?: string;
      readonly values?: readonly Value[];
    }
  /** The texts. */
  | { readonly first: 'beads'; readonly by: string };

/** So many rows are looked at one by one sooner than all of them in order until enough have been found. */
const FEW = 2000;

/**
 * Where to begin so that little is looked at in vain; undefined when nothing in the query narrows it. SQLite itself
 * decides without knowing how many rows have a label or a state, and is wrong by a factor of a thousand either way.
 */
export function narrowest(connection: Connection, query: Omit<BeadQuery, 'sort'>): Start | undefined {
  if (query.under !== undefined) return { first: 'nodes', by: 'NOT INDEXED' };
  if (query.parent !== undefined) return { first: 'nodes', by: 'INDEXED BY nodes_parent' };
  if (query.molecule !== undefined) return { first: 'nodes', by: 'INDEXED BY nodes_molecule' };
  for (const labels of [
    ...(query.labels ?? []).map((label) => [label]),
    ...(query.anyLabels ? [query.anyLabels] : []),
  ]) {
    const listed = JSON.stringify(labels);
    if (areFew(connection, `labels WHERE label IN ${LISTED}`, listed))
      return {
        first: 'nodes',
        by: 'NOT INDEXED',
        sql: `nodes.n IN (SELECT n FROM labels WHERE label IN ${LISTED})`,
        values: [listed],
      };
  }
  if (
    query.assignees &&
    areFew(connection, `beads WHERE assignee IN ${LISTED}`, JSON.stringify(query.assignees))
  )
    return { first: 'beads', by: 'INDEXED BY beads_assignee' };
  if (query.types && areFew(connection, `beads WHERE type IN ${LISTED}`, JSON.stringify(query.types)))
    return { first: 'beads', by: 'INDEXED BY beads_type' };
  if (query.states && areFew(connection, `nodes WHERE state IN ${LISTED}`, JSON.stringify(query.states)))
    return { first: 'nodes', by: 'INDEXED BY nodes_state' };
  return undefined;
}

const areFew = (connection: Connection, rows: string, listed: string): boolean =>
  Number(connection.value(`SELECT count(*) FROM (SELECT 1 FROM ${rows} LIMIT ${FEW + 1})`, listed)) <= FEW;
