import { describe, expect, it } from 'vitest';
import type { EventQuery } from '../contract.js';
import { eachWithLedger, type NewPlace } from './place.js';
import { eventWith } from './rows.js';

export function describeEvents(make: NewPlace): void {
  describe('events', () => {
    const here = eachWithLedger(make);

    it('have ascending numbers, and come back as they were written', async () => {
      const full = eventWith({
        type: 'step.failed',
        subject: 't-2',
        molecule: 't-mol-1',
        attempt: 2,
        data: { why: ['x', null] },
      });
      const [first = 0, second = 0] = await here.ledger.write((tx) => [
        tx.append(eventWith({})),
        tx.append(full),
      ]);
      expect(second).toBeGreaterThan(first);
      expect(await here.ledger.read((view) => view.events({}))).toStrictEqual([
        { seq: first, ...eventWith({}) },
        { seq: second, ...full },
      ]);
    });

    it('are found by what is asked', async () => {
      const seqs = await here.ledger.write((tx) => [
        tx.append(eventWith({ subject: 't-1' })),
        tx.append(eventWith({ subject: 't-2', molecule: 't-mol-1', type: 'bead.closed' })),
        tx.append(eventWith({ subject: 't-1', molecule: 't-mol-1', type: 'bead.closed' })),
        tx.append(eventWith({ subject: 't-3', molecule: 't-mol-1', type: 'bead.claimed' })),
      ]);
      const places = (query: EventQuery) =>
        here.ledger.read((view) => view.events(query).map(({ seq }) => seqs.indexOf(seq)));
      expect(await places({ after: seqs[1] })).toEqual([2, 3]);
      expect(await places({ subject: 't-1' })).toEqual([0, 2]);
      expect(await places({ molecule: 't-mol-1' })).toEqual([1, 2, 3]);
      expect(await places({ types: ['bead.closed', 'bead.created'] })).toEqual([0, 1, 2]);
      expect(await places({ types: [] })).toEqual([]);
      expect(await places({ limit: 2 })).toEqual([0, 1]);
      expect(await places({ newestFirst: true, limit: 3 })).toEqual([3, 2, 1]);
      expect(
        await places({ molecule: 't-mol-1', subject: 't-1', types: ['bead.closed'], after: seqs[0] }),
      ).toEqual([2]);
    });

    it('that were forgotten are gone, and their numbers are not given again', async () => {
      const [, second = 0] = await here.ledger.write((tx) => [
        tx.append(eventWith({ subject: 't-1' })),
        tx.append(eventWith({ subject: 't-2' })),
      ]);
      await here.ledger.write((tx) => tx.forget(['t-2', 't-9']));
      expect(await here.ledger.read((view) => view.events({}).map(({ subject }) => subject))).toEqual([
        't-1',
      ]);
      expect(await here.ledger.write((tx) => tx.append(eventWith({})))).toBeGreaterThan(second);
    });
  });
}
