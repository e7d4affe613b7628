import { describe, expect, it } from 'vitest';
import type { Node } from '../bead.js';
import type { Gate } from '../molecule.js';
import { eachWithLedger, type NewPlace } from './place.js';
import { beadWith, NOW, nodeWith } from './rows.js';

export function describeDue(make: NewPlace): void {
  describe('what is due', () => {
    const here = eachWithLedger(make);
    const insert = (...nodes: Node[]): Promise<void> =>
      here.ledger.write((tx) => tx.insert(nodes.map((node) => ({ node, bead: beadWith({ n: node.n }) }))));
    const due = (now: number, limit = 100): Promise<number[]> =>
      here.ledger.read((view) => view.due(now, limit).map(({ n }) => n));
    const nextDue = (): Promise<number | undefined> => here.ledger.read((view) => view.nextDue());

    it('is nothing where nothing is', async () => {
      await insert(nodeWith({ n: 1 }));
      expect([await due(Number.MAX_SAFE_INTEGER), await nextDue()]).toEqual([[], undefined]);
    });

    it('comes soonest first: leases, deadlines, deferrals and backoffs', async () => {
      await insert(
        nodeWith({ n: 1, state: 'claimed', leaseUntil: NOW + 40 }),
        nodeWith({ n: 2, state: 'claimed', leaseUntil: NOW + 90, deadline: NOW + 30 }),
        nodeWith({ n: 3, state: 'deferred', wakeAt: NOW + 20 }),
        nodeWith({ n: 4, state: 'backoff', wakeAt: NOW + 10 }),
        nodeWith({ n: 5, state: 'verifying', deadline: NOW + 50 }),
        nodeWith({ n: 6, state: 'deferred' }),
        nodeWith({ n: 7, state: 'verifying', wakeAt: NOW + 45, deadline: NOW + 99 }),
      );
      expect(await due(NOW + 100)).toEqual([4, 3, 2, 1, 7, 5]);
      expect(await due(NOW + 100, 2)).toEqual([4, 3]);
      expect(await due(NOW + 20)).toEqual([4, 3]);
      expect(await due(NOW + 9)).toEqual([]);
      expect(await nextDue()).toBe(NOW + 10);
    });

    it('is not what has closed, nor a deferral of what cannot be ready anyway', async () => {
      await insert(
        nodeWith({ n: 1, state: 'closed', leaseUntil: NOW, deadline: NOW, wakeAt: NOW }),
        nodeWith({ n: 2, state: 'blocked', wakeAt: NOW }),
      );
      expect([await due(NOW + 100), await nextDue()]).toEqual([[], undefined]);
    });

    it('follows the changes', async () => {
      await insert(nodeWith({ n: 1, state: 'claimed', leaseUntil: NOW }));
      await here.ledger.write((tx) => tx.updateNode(1, { leaseUntil: NOW + 5 }));
      expect([await due(NOW), await nextDue()]).toEqual([[], NOW + 5]);
      await here.ledger.write((tx) => tx.updateNode(1, { state: 'closed' }));
      expect(await nextDue()).toBeUndefined();
    });

    it('are gates that are armed too', async () => {
      await insert(
        nodeWith({ n: 1, state: 'gated' }),
        nodeWith({ n: 2, state: 'claimed', leaseUntil: NOW + 9 }),
      );
      const gate = (at: number, state: Gate['state'], dueAt: number | null): Gate => ({
        n: 1,
        at,
        gate: { type: 'timer' },
        state,
        armedAt: null,
        dueAt,
        askedAt: null,
        finding: null,
      });
      await here.ledger.write((tx) =>
        tx.insertGates([
          gate(0, 'waiting', NOW),
          gate(1, 'armed', NOW + 5),
          gate(2, 'armed', NOW + 3),
          gate(3, 'armed', null),
          gate(4, 'open', NOW),
        ]),
      );
      const dueGates = (now: number, limit: number) =>
        here.ledger.read((view) => view.dueGates(now, limit).map(({ at }) => at));
      expect(await nextDue()).toBe(NOW + 3);
      expect([await dueGates(NOW + 9, 9), await dueGates(NOW + 4, 9), await dueGates(NOW + 9, 1)]).toEqual([
        [2, 1],
        [2],
        [2],
      ]);
      // Nobody asks the gates of what is put off, or has closed.
      await here.ledger.write((tx) => tx.updateNode(1, { state: 'deferred' }));
      expect([await dueGates(NOW + 9, 9), await nextDue()]).toEqual([[], NOW + 9]);
    });
  });
}
