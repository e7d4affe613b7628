import { describe, expect, it } from 'vitest';
import type { Lane } from '../lane.js';
import { eachWithLedger, type NewPlace } from './place.js';
import { beadWith, NOW, nodeWith } from './rows.js';

const laneWith = (lane: Pick<Lane, 'n'> & Partial<Lane>): Lane => ({
  root: lane.n,
  rig: null,
  agent: 'claude',
  land: 'none',
  polecat: null,
  sandbox: null,
  branch: null,
  supervisor: null,
  agentProcess: null,
  beganAfter: 0,
  fruitless: 0,
  wakeAt: null,
  trouble: null,
  slungAt: NOW,
  slungBy: 'ann',
  ...lane,
});

export function describeLanes(make: NewPlace): void {
  describe('lanes', () => {
    const here = eachWithLedger(make);

    it('come back as they were written, change in what the change says, and go', async () => {
      const full = laneWith({
        n: 4,
        root: 2,
        rig: 'gas',
        agent: 'script:make "it"',
        land: 'merge',
        polecat: 'gas/polecats/nux',
        sandbox: 'gas/polecats/nux',
        branch: 'polecat/t-1',
        supervisor: { pid: 3, startTime: '77' },
        agentProcess: { pid: 4, startTime: '78' },
        beganAfter: 9,
        fruitless: 2,
        wakeAt: NOW + 1,
        trouble: 'no luck',
      });
      await here.ledger.write((tx) => {
        tx.insertLane(full);
        tx.insertLane(laneWith({ n: 2 }));
        tx.insertLane(laneWith({ n: 7 }));
      });
      const seen = () =>
        here.ledger.read((view) => [view.lanes({}), view.lanes({ root: 2 }), [view.lane(4), view.lane(9)]]);
      expect(await seen()).toStrictEqual([
        [laneWith({ n: 2 }), full, laneWith({ n: 7 })],
        [laneWith({ n: 2 }), full],
        [full, undefined],
      ]);
      await here.ledger.write((tx) => {
        tx.updateLane(4, { supervisor: null, fruitless: 3 });
        tx.updateLane(4, {});
        tx.removeLane(2);
      });
      const changed = { ...full, supervisor: null, fruitless: 3 };
      expect(await seen()).toStrictEqual([[changed, laneWith({ n: 7 })], [changed], [changed, undefined]]);
    });

    it('go with what they are of', async () => {
      await here.ledger.write((tx) => {
        tx.insert([{ node: nodeWith({ n: 1 }), bead: beadWith({ n: 1 }) }]);
        tx.insertLane(laneWith({ n: 1 }));
        tx.insertLane(laneWith({ n: 2 }));
        tx.remove([1]);
      });
      expect(await here.ledger.read((view) => view.lanes({}).map(({ n }) => n))).toEqual([2]);
    });
  });
}
