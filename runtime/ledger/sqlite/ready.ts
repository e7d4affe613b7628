import type { BeadRow } from '../bead.js';
import type { View } from '../contract.js';
import type { ReadyQuery } from '../query.js';
import { Conditions, ephemeralOnes } from './conditions.js';
import type { Connection } from './connection.js';
import { narrowest, type Start } from './narrow.js';
import { type Picking, pick, readPicked } from './picking.js';

const ORDER = 'nodes.priority, nodes.createdAt, nodes.n';

/**
 * The first page comes from an index that has nothing but ready beads in their order, so that it costs the same
 * whatever else there is. What was put off and is over by now is not in it until somebody wakes it; those are
 * few, and are sorted in.
 */
export function readyView(connection: Connection): Pick<View, 'ready'> {
  return {
    ready: (query) => {
      const pickings = standing(connection, query);
      // Each statement that sorts costs a tenth of a millisecond even when it finds nothing.
      if (connection.value(SOME_IS_OVER, query.now) !== undefined) pickings.push(over(query));
      const found = pickings
        .map((picking) => readPicked(connection, picking, ORDER, query))
        .filter((list) => list.length > 0);
      const merged = found.length > 1 ? found.flat().sort(inOrder) : (found[0] ?? []);
      return merged.slice(0, query.limit);
    },
  };
}

const SOME_IS_OVER = 'SELECT 1 FROM nodes INDEXED BY nodes_wakes WHERE wakes <= ? LIMIT 1';

function standing(connection: Connection, query: ReadyQuery): Picking[] {
  const ready = (): Conditions => new Conditions().all(query).say("nodes.state = 'ready'");
  const start = startOf(connection, query);
  if (start) return [pick(ready().ephemeral(query.ephemeral), start)];
  return ephemeralOnes(query.ephemeral).map((ephemeral) =>
    pick(ready().say(`nodes.ephemeral = ${ephemeral}`), {
      first: 'nodes',
      by: ephemeral === 1 ? 'INDEXED BY nodes_ready_ephemeral' : 'INDEXED BY nodes_ready',
    }),
  );
}

function startOf(connection: Connection, query: ReadyQuery): Start | undefined {
  if (query.molecule !== undefined && query.under === undefined && query.parent === undefined)
    return { first: 'nodes', by: 'INDEXED BY nodes_ready_in' };
  return narrowest(connection, query);
}

function over(query: ReadyQuery): Picking {
  const conditions = new Conditions()
    .all(query)
    .ephemeral(query.ephemeral)
    .say('nodes.wakes <= ?', query.now)
    .say('nodes.blockers = 0 AND nodes.openChildren = 0')
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
