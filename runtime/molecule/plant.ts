import type { Edge } from '../ledger/bead.js';
import type { Gate } from '../ledger/molecule.js';
import type { Turn } from '../step/turn.js';
import { compareRows } from './compare.js';
import type { Row } from './row.js';

/**
 * Write the rows that a plan makes, compare what then stands with the plan made again (spec: OP-5), and release what
 * waits for nothing.
 */
export function plant(turn: Turn, rows: () => Iterable<Row>): void {
  const edges: Edge[] = [];
  const gates: Gate[] = [];
  const nodes = function* () {
    for (const row of rows()) {
      edges.push(...row.edges);
      gates.push(...row.gates);
      turn.inserted(row.node);
      if (row.node.state === 'blocked' && row.node.blockers === 0) turn.follow({ is: 'free', n: row.node.n });
      yield row;
    }
  };
  turn.tx.insert(nodes());
  turn.tx.addEdges(edges);
  turn.tx.insertGates(gates);
  compareRows(turn.tx, rows());
}
