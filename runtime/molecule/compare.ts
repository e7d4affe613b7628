import { isDeepStrictEqual } from 'node:util';
import type { BeadRow, Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Row } from './row.js';

/** Rows that are read back at once. */
const PAGE = 500;

/**
 * Hold what stands in the ledger against the rows that were to be written. Throws at the first difference, so that the
 * transaction leaves nothing: it is a bug of ours or of the store, and never to be worked with.
 */
export function compareRows(view: View, rows: Iterable<Row>): void {
  let beads = new Map<number, BeadRow>();
  for (const { node, bead, edges, gates, labels } of rows) {
    const { n, molecule } = node;
    if (bead && !beads.has(n)) {
      const page = molecule === null ? [] : view.beadsOf(molecule, { after: n - 1, limit: PAGE });
      beads = new Map(page.map((each) => [each.n, each]));
    }
    const found: BeadRow | Node | undefined = bead ? beads.get(n) : view.node(n);
    expectFields('node', n, found, node);
    if (bead) expectFields('bead', n, found, bead);
    expectSame(
      'edges',
      n,
      view.edgesFrom(n),
      [...edges].sort((a, b) => a.to - b.to),
    );
    if (gates.length > 0) expectSame('gates', n, view.gates(n), gates);
    if (labels.length > 0) expectSame('labels', n, view.labels(n), [...new Set(labels)].sort());
  }
}

/** Most fields are plain values; what is not is compared as deep as it goes. */
function expectFields(what: string, n: number, found: object | undefined, planned: object): void {
  const stands = found as Readonly<Record<string, unknown>> | undefined;
  for (const [key, value] of Object.entries(planned)) {
    if (
      stands?.[key] !== value &&
      (value === null || typeof value !== 'object' || !isDeepStrictEqual(stands?.[key], value))
    )
      expectSame(`${what}'s ${key}`, n, stands?.[key], value);
  }
}

function expectSame(what: string, n: number, found: unknown, planned: unknown): void {
  if (!isDeepStrictEqual(found, planned))
    throw new Error(
      `the ${what} of node ${n} were not written as planned: ${JSON.stringify(found)}, not ${JSON.stringify(planned)}`,
    );
}
