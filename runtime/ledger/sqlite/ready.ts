import type { BeadRow } from '../bead.js';
import type { View } from '../contract.js';
import type { ReadyQuery } from '../query.js';
import { Conditions, ephemeralOnes } from './conditions.js';
import type { Connection } from './connection.js';
import { narrowest, type Start } from './narrow.js';
import { pick, readPicked } from './picking.js';

const ORDER = 'nodes.priority, nodes.createdAt, nodes.n';

/**
 * The first page comes from an index that has nothing but ready beads in their order, so that it costs the same
 * whatever else there is. What was put off and is over by now is not in it until somebody wakes it; those are
 * few, and are sorted in.
 */
export function readyView(connection: Connection): Pick<View, 'ready'> {
  return {
    ready: (query) => {
      const found = ephemeralOnes(query.ephemeral)
        .flatMap((ephemeral) => [
          readPicked(connection, standing(connection, query, ephemeral), ORDER, query),
          readPicked(connection, over(query, ephemeral), ORDER, query),
        ])
        .filter((list) => list.length > 0);
      const merged = found.length > 1 ? found.flat().sort(inOrder) : (found[0] ?? []);
      return merged.slice(0, query.limit);
    },
  };
}

function standing(connection: Connection, query: ReadyQuery, ephemeral: number) {
  const conditions = new Conditions()
    .all(query)
    .say(`nodes.state = 'ready' AND nodes.ephemeral = ${ephemeral}`);
  return pick(conditions, startOf(connection, query, ephemeral));
}

function startOf(connection: Connection, query: ReadyQuery, ephemeral: number): Start {
  if (query.molecule !== undefined && query.under === undefined && query.parent === undefined)
    return { first: 'nodes', by: 'INDEXED BY nodes_ready_in' };
  const inOrder = ephemeral === 1 ? 'INDEXED BY nodes_ready_ephemeral' : 'INDEXED BY nodes_ready';
  return narrowest(connection, query) ?? { first: 'nodes', by: inOrder };
}

function over(query: ReadyQuery, ephemeral: number) {
  const conditions = new Conditions()
    .all(query)
    .say('nodes.wakes <= ?', query.now)
    .say(`nodes.ephemeral = ${ephemeral} AND nodes.blockers = 0 AND nodes.openChildren = 0`)
    .say("NOT EXISTS (SELECT 1 FROM gates WHERE gates.n = nodes.n AND gates.state != 'open')")
    .say(`NOT EXISTS (SELECT 1 FROM molecules WHERE molecules.n = nodes.molecule AND (paused OR ${ALONE}))`);
  return pick(conditions, { first: 'nodes', by: 'INDEXED BY nodes_wakes' });
}

const isLonely = (node: string): string => `ifnull(json_extract(${node}.policy, '$.parallel'), 1) = 0`;

/** It, or what runs beside it, runs alone in its molecule (spec: STEP-14). */
const ALONE = `hasLonely AND runningSteps > 0 AND (${isLonely('nodes')} OR EXISTS (
  SELECT 1 FROM nodes AS at_work WHERE at_work.molecule = molecules.n AND ${isLonely('at_work')}
  AND at_work.state IN ('claimed', 'verifying')))`;

const inOrder = (a: BeadRow, b: BeadRow): number =>
  a.priority - b.priority || a.createdAt - b.createdAt || a.n - b.n;
