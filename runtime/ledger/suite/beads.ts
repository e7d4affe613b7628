import { describe, expect, it } from 'vitest';
import type { Bead } from '../bead.js';
import { eachWithLedger, type NewPlace } from './place.js';
import { beadWith, eventWith, NOW, nodeWith } from './rows.js';

const FULL: Bead = {
  n: 2,
  id: 't-2.build',
  title: 'Título\n"\'`%_\\ 🚀',
  description: 'line\r\nline\ttab\u0001',
  design: 'design',
  acceptance: 'acceptance',
  notes: 'notes',
  type: 'bug',
  assignee: 'toast',
  owner: 'ann',
  createdBy: 'bob',
  dueAt: NOW + 5,
  externalRef: 'gh-7',
  estimate: 1.5,
  metadata: { a: 1, deep: { list: [null, 'nul \0 half \ud83d'] } },
  step: 'build',
  extra: { sender: 'x' },
};

export function describeBeads(make: NewPlace): void {
  describe('beads', () => {
    const here = eachWithLedger(make);
    const insert = (...beads: Bead[]): Promise<void> =>
      here.ledger.write((tx) =>
        tx.insert(beads.map((bead) => ({ node: nodeWith({ n: bead.n, part: bead.n }), bead }))),
      );

    it('come back with their nodes, by number and by id', async () => {
      await insert(beadWith({ n: 1 }), FULL);
      const row = { ...nodeWith({ n: 2, part: 2 }), ...FULL };
      const found = await here.ledger.read((view) => [
        view.bead(1),
        view.bead(2),
        view.beadById('t-2.build'),
        view.idOf(2),
        view.numberOf('t-2.build'),
      ]);
      expect(found).toStrictEqual([
        { ...nodeWith({ n: 1, part: 1 }), ...beadWith({ n: 1 }) },
        row,
        row,
        't-2.build',
        2,
      ]);
    });

    it.each(['nul \0', 'half \ud83d of a pair'])(
      'with texts that cannot be kept are refused: %j',
      async (title) => {
        await expect(insert(beadWith({ n: 1 }), beadWith({ n: 2, title }))).rejects.toMatchObject({
          code: 'GT8011',
        });
        expect(await here.ledger.read((view) => view.count({}))).toBe(0);
      },
    );

    it('that are not there are undefined, and so is what a barrier lacks', async () => {
      await here.ledger.write((tx) => tx.insert([{ node: nodeWith({ n: 1, kind: 'barrier' }) }]));
      const found = await here.ledger.read((view) => [
        view.bead(1),
        view.idOf(1),
        view.bead(7),
        view.beadById('t-7'),
        view.numberOf('t-7'),
      ]);
      expect(found).toEqual([undefined, undefined, undefined, undefined, undefined]);
    });

    it('change in what the change says, and in nothing else', async () => {
      await insert(beadWith({ n: 1 }), beadWith({ n: 3 }));
      const { n: _, id: __, ...rest } = FULL;
      for (const key of Object.keys(rest) as (keyof typeof rest)[]) {
        const before = await here.ledger.read((view) => view.bead(1));
        await here.ledger.write((tx) => tx.updateBead(1, { [key]: FULL[key] }));
        expect(await here.ledger.read((view) => view.bead(1))).toStrictEqual({ ...before, [key]: FULL[key] });
      }
      expect(await here.ledger.read((view) => view.bead(3))).toMatchObject(beadWith({ n: 3 }));
    });

    it('have ids of their own: a second one is refused, and nothing is written', async () => {
      await insert(beadWith({ n: 1 }));
      await expect(insert(beadWith({ n: 2 }), beadWith({ n: 3, id: 't-1' }))).rejects.toThrow(
        /UNIQUE|unique/,
      );
      expect(await here.ledger.read((view) => view.count({}))).toBe(1);
    });

    it('are found by parts of their ids, behind the prefix', async () => {
      const ids = ['t-abc', 't-xabcx', 't-b', 't-mol-t.abc', 'other-abd'];
      await insert(...ids.map((id, index) => beadWith({ n: index + 1, id })));
      const like = (part: string, limit = 9) => here.ledger.read((view) => view.idsLike(part, limit));
      expect(await like('ab')).toEqual(['other-abd', 't-abc', 't-mol-t.abc', 't-xabcx']);
      expect(await like('ab', 2)).toEqual(['other-abd', 't-abc']);
      // The prefix itself, which all have, is not searched.
      expect(await like('t')).toEqual(['other-abd', 't-mol-t.abc']);
      expect(await like('%')).toEqual([]);
      expect(await like('zz')).toEqual([]);
    });

    it('keep their ids for ever', async () => {
      await insert(beadWith({ n: 1, id: 't-live' }));
      await here.ledger.write((tx) => {
        tx.bury([{ id: 't-buried', digest: null, at: NOW }]);
        tx.append(eventWith({ type: 'molecule.burned', subject: 't-burned' }));
      });
      const taken = await here.ledger.read((view) =>
        ['t-live', 't-buried', 't-burned', 't-new'].map((id) => view.isTaken(id)),
      );
      expect(taken).toEqual([true, true, true, false]);
    });
  });
}
