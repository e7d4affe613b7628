import { expect, it } from 'vitest';
import type { Bead } from '../ledger/bead.js';
import { beadWith } from '../ledger/suite/rows.js';
import { create, skip } from '../step/index.js';
import { Workbench } from '../testing/workbench.js';
import { why } from './why.js';

it('a bead waits for what is left in a child that somebody has closed', async () => {
  const bench = await Workbench.open();
  const draft = (n: number): Omit<Bead, 'n'> => beadWith({ n });
  const [parent, child] = await bench.change((turn) => {
    const top = create(turn, { bead: draft(1), labels: [], edges: [] });
    const middle = create(turn, { bead: draft(2), labels: [], edges: [], parent: top.n });
    create(turn, { bead: draft(3), labels: [], edges: [], parent: middle.n });
    return [top.n, middle.n];
  });
  await bench.change((turn) => {
    const node = turn.tx.node(child);
    if (node) skip(turn, node, 'not needed');
  });
  const told = await bench.ledger.read((view) => {
    const node = view.node(parent);
    return node && why(view, node);
  });
  expect(told).toMatchObject({ reason: 'waiting-on-children', chain: [{ id: 't-3', reason: 'ready' }] });
});
