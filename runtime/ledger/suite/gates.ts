import { describe, expect, it } from 'vitest';
import type { Gate } from '../molecule.js';
import { eachWithLedger, type NewPlace } from './place.js';
import { beadWith, NOW, nodeWith } from './rows.js';

const gateWith = (gate: Partial<Gate> & Pick<Gate, 'n' | 'at'>): Gate => ({
  gate: { type: 'human' },
  state: 'armed',
  armedAt: null,
  dueAt: null,
  askedAt: null,
  finding: null,
  ...gate,
});

export function describeGates(make: NewPlace): void {
  describe('gates', () => {
    const here = eachWithLedger(make);
    const insert = (...gates: Gate[]): Promise<void> => here.ledger.write((tx) => tx.insertGates(gates));
    const places = (gates: readonly Gate[]): string => gates.map(({ n, at }) => `${n}.${at}`).join(' ');

    it('come back as they were written, and change in what the change says', async () => {
      const full = gateWith({
        n: 1,
        at: 1,
        gate: { type: 'gh:run', id: 'ci', timeout: '1h', on_timeout: 'escalate', approvers: ['ann'] },
        state: 'open',
        armedAt: NOW,
        dueAt: NOW + 1,
        askedAt: NOW + 2,
        finding: 'green',
      });
      await insert(gateWith({ n: 1, at: 0 }), full, gateWith({ n: 2, at: 0 }));
      expect(await here.ledger.read((view) => view.gates(1))).toStrictEqual([
        gateWith({ n: 1, at: 0 }),
        full,
      ]);
      const change = { state: 'waiting', askedAt: NOW + 9, finding: null } as const;
      await here.ledger.write((tx) => {
        tx.updateGate(1, 1, change);
        tx.updateGate(1, 0, {});
      });
      expect(await here.ledger.read((view) => [view.gates(1), view.gates(2)])).toStrictEqual([
        [gateWith({ n: 1, at: 0 }), { ...full, ...change }],
        [gateWith({ n: 2, at: 0 })],
      ]);
    });

    it('that are armed come in pages', async () => {
      await insert(
        gateWith({ n: 1, at: 0 }),
        gateWith({ n: 1, at: 1 }),
        gateWith({ n: 2, at: 0, state: 'waiting' }),
        gateWith({ n: 3, at: 0 }),
        gateWith({ n: 3, at: 1, state: 'open' }),
      );
      const page = (limit: number, after?: { n: number; at: number }) =>
        here.ledger.read((view) => places(view.armedGates(limit, after)));
      expect([
        await page(9),
        await page(2),
        await page(2, { n: 1, at: 1 }),
        await page(2, { n: 1, at: 0 }),
      ]).toEqual(['1.0 1.1 3.0', '1.0 1.1', '3.0', '1.1 3.0']);
    });

    it('that ask a condition are found by their molecule, into whichever their step has come', async () => {
      await here.ledger.write((tx) => {
        tx.insert(
          [1, 1, 9, null].map((molecule, index) => ({
            node: nodeWith({ n: index + 1, molecule, state: 'gated' }),
            bead: beadWith({ n: index + 1 }),
          })),
        );
        tx.insertGates([
          gateWith({ n: 1, at: 0, gate: { type: 'condition', condition: 'flag.a' } }),
          gateWith({ n: 1, at: 1, gate: { type: 'condition', condition: 'flag.b' }, state: 'open' }),
          gateWith({ n: 2, at: 0, gate: { type: 'conditional', condition: 'flag.c' } }),
          gateWith({ n: 2, at: 1, gate: { type: 'bead', id: 't-1' } }),
          gateWith({ n: 3, at: 0, gate: { type: 'condition', condition: 'flag.d' } }),
          gateWith({ n: 4, at: 0, gate: { type: 'condition', condition: 'flag.e' } }),
        ]);
      });
      const conditions = (molecule: number) =>
        here.ledger.read((view) => places(view.armedConditions(molecule)));
      expect([await conditions(1), await conditions(9), await conditions(2)]).toEqual(['1.0 2.0', '3.0', '']);
      await here.ledger.write((tx) => tx.updateNode(3, { molecule: 1 }));
      expect([await conditions(1), await conditions(9)]).toEqual(['1.0 2.0 3.0', '']);
    });

    it('that await something are found by it', async () => {
      await insert(
        gateWith({ n: 1, at: 0, gate: { type: 'bead', id: 't-9' } }),
        gateWith({ n: 2, at: 0, gate: { type: 'bead', id: 't-9' }, state: 'waiting' }),
        gateWith({ n: 3, at: 0, gate: { type: 'mail', id: 't-9' } }),
        gateWith({ n: 4, at: 0, gate: { type: 'bead', id: 't-8' } }),
        gateWith({ n: 5, at: 0, gate: { type: 'bead' } }),
        gateWith({ n: 6, at: 0, gate: { type: 'bead', id: 't-9' } }),
      );
      const found = await here.ledger.read((view) => [
        places(view.gatesAwaiting('bead', 't-9')),
        places(view.gatesAwaiting('mail', 't-9')),
        places(view.gatesAwaiting('bead', 't-7')),
      ]);
      expect(found).toEqual(['1.0 6.0', '3.0', '']);
    });
  });
}
