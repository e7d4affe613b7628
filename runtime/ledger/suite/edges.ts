import { describe, expect, it } from 'vitest';
import type { Edge } from '../bead.js';
import { eachWithLedger, type NewPlace } from './place.js';

export function describeEdges(make: NewPlace): void {
  describe('edges', () => {
    const here = eachWithLedger(make);
    const add = (...edges: Edge[]): Promise<void> => here.ledger.write((tx) => tx.addEdges(edges));
    const all = (...froms: number[]): Promise<Edge[]> =>
      here.ledger.read((view) => froms.flatMap((from) => view.edgesFrom(from)));

    it('are found from both ends, in order', async () => {
      await add(
        { from: 3, to: 2, type: 'blocks' },
        { from: 3, to: 1, type: 'waits-for', join: 'any' },
        { from: 4, to: 1, type: 'related' },
      );
      expect(
        await here.ledger.read((view) => [view.edgesFrom(3), view.edgesTo(1), view.edgesTo(3)]),
      ).toStrictEqual([
        [
          { from: 3, to: 1, type: 'waits-for', join: 'any' },
          { from: 3, to: 2, type: 'blocks' },
        ],
        [
          { from: 3, to: 1, type: 'waits-for', join: 'any' },
          { from: 4, to: 1, type: 'related' },
        ],
        [],
      ]);
    });

    it('are one for each pair: the last that was added', async () => {
      await add({ from: 1, to: 2, type: 'waits-for', join: 'all' }, { from: 2, to: 1, type: 'related' });
      await add({ from: 1, to: 2, type: 'blocks' });
      expect(await all(1, 2)).toStrictEqual([
        { from: 1, to: 2, type: 'blocks' },
        { from: 2, to: 1, type: 'related' },
      ]);
    });

    it('are taken away one at a time', async () => {
      await add({ from: 1, to: 2, type: 'blocks' }, { from: 1, to: 3, type: 'blocks' });
      const removed = await here.ledger.write((tx) => [
        tx.removeEdge(1, 2),
        tx.removeEdge(1, 2),
        tx.removeEdge(3, 1),
      ]);
      expect(removed).toEqual([true, false, false]);
      expect(await all(1)).toEqual([{ from: 1, to: 3, type: 'blocks' }]);
    });

    it('to what goes lead to what stays, one for each pair, and those within are left', async () => {
      await add(
        { from: 1, to: 10, type: 'related' },
        { from: 1, to: 11, type: 'blocks' },
        { from: 2, to: 12, type: 'waits-for', join: 'any' },
        { from: 3, to: 10, type: 'blocks' },
        { from: 3, to: 20, type: 'tracks' },
        { from: 20, to: 10, type: 'tracks' },
        { from: 10, to: 11, type: 'blocks' },
        { from: 11, to: 4, type: 'blocks' },
      );
      await here.ledger.write((tx) => tx.redirectEdges([10, 11, 12], 20));
      expect(await all(1, 2, 3, 10, 11, 20)).toEqual([
        { from: 1, to: 20, type: 'blocks' },
        { from: 2, to: 20, type: 'waits-for', join: 'any' },
        { from: 3, to: 20, type: 'tracks' },
        { from: 10, to: 11, type: 'blocks' },
        { from: 11, to: 4, type: 'blocks' },
      ]);
    });

    it('may lead to one of those that they led to', async () => {
      await add(
        { from: 1, to: 10, type: 'blocks' },
        { from: 2, to: 11, type: 'blocks' },
        { from: 11, to: 10, type: 'blocks' },
      );
      await here.ledger.write((tx) => tx.redirectEdges([10, 11], 10));
      expect(await all(1, 2, 11)).toEqual([
        { from: 1, to: 10, type: 'blocks' },
        { from: 2, to: 10, type: 'blocks' },
        { from: 11, to: 10, type: 'blocks' },
      ]);
    });
  });
}
