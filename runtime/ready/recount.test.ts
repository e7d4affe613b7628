import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acts, live } from '../exchange/testing/history.js';
import type { Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { beadWith, nodeWith } from '../ledger/suite/rows.js';
import type { Turn } from '../step/index.js';
import { Workbench } from '../testing/workbench.js';
import { recount } from './recount.js';

/** Everything that is kept and could be counted. */
const kept = (view: View): unknown => ({
  nodes: allNodes(view),
  molecules: view.molecules({}),
});

function allNodes(view: View): Node[] {
  const inMolecules = view.molecules({}).flatMap(({ n }) => view.nodesOf(n));
  const plain = view.beads({}).flatMap(({ n, molecule }) => (molecule === null ? (view.node(n) ?? []) : []));
  return [...inMolecules, ...plain];
}

/** Make a mess of what is kept, in ways that recounting can make good. */
function spoil(turn: Turn): void {
  const { tx } = turn;
  for (const { n, state, molecule } of allNodes(tx)) {
    const isIdle = state === 'ready' || state === 'blocked';
    tx.updateNode(n, { openChildren: 7, ...(isIdle && { blockers: 5 }) });
    // Of steps of a molecule it is not known any more whether all that they waited for was skipped.
    if (isIdle) tx.updateNode(n, molecule === null ? { state: 'ready' } : { state: 'blocked' });
  }
  for (const { n } of tx.molecules({}))
    tx.updateMolecule(n, { openSteps: 0, activeSteps: 9, runningSteps: 3 });
}

const recountAll = (turn: Turn): void => {
  const numbers = allNodes(turn.tx).map(({ n }) => n);
  turn.quietly();
  recount(turn, numbers, { anyway: new Set(numbers) });
};

describe('recount', () => {
  it('changes nothing that transitions have left behind', async () => {
    await fc.assert(
      fc.asyncProperty(acts(60), async (history) => {
        const bench = await Workbench.open();
        await live(bench, history);
        const before = await bench.ledger.read(kept);
        await bench.change(recountAll);
        expect(await bench.ledger.read(kept)).toEqual(before);
        bench.ledger.close();
      }),
      { numRuns: 25 },
    );
  });

  it('makes good what was spoilt', async () => {
    await fc.assert(
      fc.asyncProperty(acts(60), async (history) => {
        const bench = await Workbench.open();
        await live(bench, history);
        const before = await bench.ledger.read(kept);
        await bench.change(spoil);
        await bench.change(recountAll);
        expect(await bench.ledger.read(kept)).toEqual(before);
        bench.ledger.close();
      }),
      { numRuns: 25 },
    );
  });

  it('does not hang on what is inside of itself, or waits for itself', async () => {
    const bench = await Workbench.open();
    await bench.change(({ tx }) => {
      tx.insert([1, 2, 3, 4].map((n) => ({ node: nodeWith({ n }), bead: beadWith({ n }) })));
      tx.updateNode(1, { parent: 2 });
      tx.updateNode(2, { parent: 3 });
      tx.updateNode(3, { parent: 1 });
      tx.addEdges([
        { from: 1, to: 4, type: 'blocks' },
        { from: 4, to: 1, type: 'blocks' },
      ]);
    });
    await bench.change((turn) => recount(turn, [1, 2, 3, 4]));
    const states = await bench.ledger.read((view) => [1, 2, 3, 4].map((n) => view.node(n)?.state));
    expect(states).toEqual(['blocked', 'blocked', 'blocked', 'blocked']);
  });
});
