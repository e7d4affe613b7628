import { describe, expect, it } from 'vitest';
import { eachWithLedger, type NewPlace } from './place.js';
import { NOTHING, ofBead, ofMolecule, plant } from './plant.js';
import { beadWith, nodeWith } from './rows.js';

export function describeRemoval(make: NewPlace): void {
  describe('removal', () => {
    const here = eachWithLedger(make);

    it('of beads takes all that hangs on them, and nothing of others', async () => {
      await here.ledger.write((tx) => {
        for (const n of [1, 2, 3]) plant(tx, n);
      });
      const before = await here.ledger.read((view) => [ofBead(view, 2), ofMolecule(view, 1)]);
      expect(before[0]).not.toMatchObject({ events: 0 });
      await here.ledger.write((tx) => tx.remove([1, 3]));
      const after = await here.ledger.read((view) => [
        ofBead(view, 1),
        ofBead(view, 3),
        ofBead(view, 2),
        ofMolecule(view, 1),
      ]);
      expect(after).toEqual([NOTHING, NOTHING, ...before]);
      expect(await here.ledger.read((view) => view.tally())).toEqual(new Map([['claimed', 1]]));
    });

    it('of a molecule takes its own rows; its keys where that is said', async () => {
      await here.ledger.write((tx) => {
        for (const n of [1, 2, 3]) plant(tx, n);
        // Whatever goes first, the keys are found.
        tx.remove([2]);
        tx.removeMolecule(1, { keys: false });
        tx.removeMolecule(2, { keys: true });
      });
      const left = await here.ledger.read((view) => [1, 2, 3].map((n) => ofMolecule(view, n)));
      const gone = { molecule: undefined, parts: 0, flags: 0 };
      expect(left).toEqual([
        { ...gone, key: 't-1' },
        { ...gone, key: undefined },
        { molecule: 3, parts: 1, flags: 1, key: 't-3' },
      ]);
      expect(await here.ledger.read((view) => view.node(1)?.n)).toBe(1);
    });

    it('of many at once', async () => {
      const numbers = Array.from({ length: 40_000 }, (_, index) => index + 1);
      await here.ledger.write((tx) =>
        tx.insert(numbers.map((n) => ({ node: nodeWith({ n }), bead: beadWith({ n }) }))),
      );
      await here.ledger.write((tx) => tx.remove(numbers.slice(1)));
      expect(await here.ledger.read((view) => view.beads({}).map(({ n }) => n))).toEqual([1]);
    });
  });
}
