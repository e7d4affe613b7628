import { afterEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../contract.js';
import { eachWithLedger, type NewPlace } from './place.js';
import { beadWith, eventWith, nodeWith } from './rows.js';

/** Two who have the same ledger open. */
export function describeSharing(make: NewPlace): void {
  describe('a ledger that is open twice', () => {
    const here = eachWithLedger(make);
    const others: Ledger[] = [];
    const open = async (): Promise<Ledger> => {
      const other = await here.place.open();
      others.push(other);
      return other;
    };
    afterEach(() => {
      for (const other of others.splice(0)) other.close();
    });

    it('shows to each what the other has committed', async () => {
      const other = await open();
      await here.ledger.write((tx) => tx.setSetting('a', 'b'));
      expect(await other.read((view) => view.setting('a'))).toBe('b');
      await other.write((tx) => tx.setSetting('a', 'c'));
      expect(await here.ledger.read((view) => view.setting('a'))).toBe('c');
    });

    it('changes its version for both', async () => {
      const other = await open();
      const before = [here.ledger.version(), other.version()];
      await here.ledger.write((tx) => tx.setSetting('a', 'b'));
      const between = [here.ledger.version(), other.version()];
      await other.write((tx) => tx.setSetting('a', 'c'));
      const after = [here.ledger.version(), other.version()];
      for (const side of [0, 1]) expect(new Set([before[side], between[side], after[side]]).size).toBe(3);
      expect([here.ledger.version(), other.version()]).toEqual(after);
    });

    it('gives numbers of nodes and events to each that the other has not', async () => {
      const other = await open();
      const add = (ledger: Ledger): Promise<{ n: number; seq: number }> =>
        ledger.write((tx) => {
          const n = tx.nextNumber();
          tx.insert([{ node: nodeWith({ n }), bead: beadWith({ n }) }]);
          return { n, seq: tx.append(eventWith({ subject: `t-${n}` })) };
        });
      const added = [];
      for (const ledger of [here.ledger, other, here.ledger, other]) added.push(await add(ledger));
      expect(added.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
      expect(new Set(added.map(({ seq }) => seq)).size).toBe(4);
    });

    it('knows when the other has dropped a protomolecule', async () => {
      const other = await open();
      await here.ledger.write((tx) =>
        tx.putProtomolecule({
          fingerprint: 'f',
          protomolecule: { format: 1 } as never,
          bundle: { tiers: [], sources: [] },
        }),
      );
      expect(await here.ledger.read((view) => view.protomolecule('f')?.fingerprint)).toBe('f');
      await other.write((tx) => tx.dropUnusedProtomolecules([]));
      expect(await here.ledger.read((view) => view.protomolecule('f'))).toBeUndefined();
    });

    it('is closed by each for itself', async () => {
      const other = await open();
      await here.ledger.write((tx) => tx.setSetting('a', 'b'));
      here.ledger.close();
      expect(await other.read((view) => view.setting('a'))).toBe('b');
      await other.write((tx) => tx.setSetting('a', 'c'));
      const third = await open();
      expect(await third.read((view) => view.setting('a'))).toBe('c');
    });
  });
}
