import { describe, expect, it } from 'vitest';
import type { Node } from '../bead.js';
import { eachWithLedger, type NewPlace } from './place.js';
import { beadWith, NOW, nodeWith } from './rows.js';

/** No field is as a new node has it, and all of them differ. */
const FULL: Node = {
  n: 7,
  kind: 'container',
  molecule: 3,
  part: 4,
  parent: 5,
  ephemeral: true,
  state: 'held',
  hold: 'paused',
  outcome: 'skipped',
  byHand: true,
  priority: 0,
  createdAt: NOW + 1,
  updatedAt: NOW + 2,
  startedAt: NOW + 3,
  closedAt: NOW + 4,
  closeReason: 'a "reason" – with everything 🚀',
  blockers: 11,
  openChildren: 12,
  runIf: 'always',
  onFail: 'abort',
  attempt: 13,
  failures: 14,
  checkFailures: 15,
  worker: 'toast',
  leaseUntil: NOW + 5,
  deadline: NOW + 6,
  wakeAt: NOW + 7,
  iteration: 16,
  policy: { retry: { max_attempts: 3 }, timeout: '5m', parallel: false },
};

export function describeNodes(make: NewPlace): void {
  describe('nodes', () => {
    const here = eachWithLedger(make);
    const insert = (...nodes: Node[]): Promise<void> =>
      here.ledger.write((tx) =>
        tx.insert(
          nodes.map((node) => ({
            node,
            bead: node.kind === 'barrier' ? undefined : beadWith({ n: node.n }),
          })),
        ),
      );

    it('come back as they were written', async () => {
      await insert(nodeWith({ n: 1 }), FULL);
      expect(await here.ledger.read((view) => [view.node(1), view.node(7), view.node(8)])).toStrictEqual([
        nodeWith({ n: 1 }),
        FULL,
        undefined,
      ]);
    });

    it('have numbers that ascend and are not given twice', async () => {
      expect(await here.ledger.write((tx) => tx.nextNumber())).toBe(1);
      await insert(nodeWith({ n: 1 }), nodeWith({ n: 5 }));
      expect(await here.ledger.write((tx) => tx.nextNumber())).toBe(6);
      await here.ledger.write((tx) => tx.remove([5]));
      expect(await here.ledger.write((tx) => tx.nextNumber())).toBe(6);
      await expect(insert(nodeWith({ n: 5 }))).rejects.toThrow('6 comes next');
      await expect(insert(nodeWith({ n: 9 }), nodeWith({ n: 8 }))).rejects.toThrow('10 comes next');
    });

    it('are taken one after the other, from whatever makes them', async () => {
      const seen: number[] = [];
      await here.ledger.write((tx) => {
        function* made() {
          for (let n = 1; n <= 3; n++) {
            // What came before is there already: nothing collects them first.
            seen.push(tx.children(100).length);
            yield { node: nodeWith({ n, parent: 100 }) };
          }
        }
        tx.insert(made());
      });
      expect(seen).toEqual([0, 1, 2]);
    });

    it('change in what the change says, and in nothing else', async () => {
      await insert(nodeWith({ n: 1 }), nodeWith({ n: 2 }));
      const { n: _, ...rest } = FULL;
      for (const key of Object.keys(rest) as (keyof typeof rest)[]) {
        const before = await here.ledger.read((view) => view.node(1));
        await here.ledger.write((tx) => tx.updateNode(1, { [key]: FULL[key] }));
        expect(await here.ledger.read((view) => view.node(1))).toStrictEqual({ ...before, [key]: FULL[key] });
      }
      await here.ledger.write((tx) => tx.updateNode(1, {}));
      expect(await here.ledger.read((view) => [view.node(1), view.node(2)])).toStrictEqual([
        { ...FULL, n: 1 },
        nodeWith({ n: 2 }),
      ]);
    });

    it('are counted by state while they change; barriers and ephemeral ones are not', async () => {
      const tally = () => here.ledger.read((view) => Object.fromEntries(view.tally()));
      await insert(
        nodeWith({ n: 1, state: 'blocked' }),
        nodeWith({ n: 2 }),
        nodeWith({ n: 3 }),
        nodeWith({ n: 4, kind: 'barrier', state: 'blocked' }),
        nodeWith({ n: 5, ephemeral: true }),
      );
      expect(await tally()).toEqual({ blocked: 1, ready: 2 });
      await here.ledger.write((tx) => {
        tx.updateNode(1, { state: 'ready' });
        tx.updateNode(2, { state: 'closed', outcome: 'pass' });
        tx.updateNode(4, { state: 'closed' });
        tx.updateNode(5, { state: 'claimed' });
        tx.updateNode(3, { priority: 0 });
      });
      expect(await tally()).toEqual({ ready: 2, closed: 1 });
      await here.ledger.write((tx) => tx.updateNode(5, { ephemeral: false }));
      expect(await tally()).toEqual({ ready: 2, closed: 1, claimed: 1 });
      await here.ledger.write((tx) => tx.remove([1, 2, 4, 5]));
      expect(await tally()).toEqual({ ready: 1 });
    });

    it('of a parent come in order, with how they closed', async () => {
      const closed = (n: number, outcome: Node['outcome'], onFail: Node['onFail'] = 'block'): Node =>
        nodeWith({ n, parent: 1, state: 'closed', outcome, onFail });
      await insert(
        nodeWith({ n: 1 }),
        closed(2, 'pass'),
        closed(3, 'fail'),
        closed(4, 'fail', 'continue'),
        closed(5, 'fail', 'abort'),
        closed(6, 'skipped', 'continue'),
        closed(7, 'cancelled'),
        nodeWith({ n: 8, parent: 1 }),
        // What hangs on a step counts for what the step is in; what is in a container does not.
        nodeWith({ n: 9, parent: 2, state: 'closed', outcome: 'pass' }),
        nodeWith({ n: 10, parent: 1, kind: 'container', state: 'running' }),
        nodeWith({ n: 11, parent: 10, state: 'closed', outcome: 'pass' }),
      );
      const found = await here.ledger.read((view) => [
        view.children(1).map(({ n }) => n),
        view.outcomesOf(1),
      ]);
      expect(found).toEqual([
        [2, 3, 4, 5, 6, 7, 8, 10],
        { pass: 2, fail: 2, soft: 1, skipped: 1, cancelled: 1 },
      ]);
      expect(await here.ledger.read((view) => view.outcomesOf(3))).toEqual({
        pass: 0,
        fail: 0,
        soft: 0,
        skipped: 0,
        cancelled: 0,
      });
    });

    it('of a molecule come in pages, with its barriers', async () => {
      await insert(
        nodeWith({ n: 1, molecule: 1, kind: 'container' }),
        nodeWith({ n: 2, molecule: 1 }),
        nodeWith({ n: 3 }),
        nodeWith({ n: 4, molecule: 1, kind: 'barrier' }),
        nodeWith({ n: 5, molecule: 5 }),
      );
      const numbers = (rows: readonly { n: number }[]) => rows.map(({ n }) => n);
      const found = await here.ledger.read((view) => ({
        all: numbers(view.nodesOf(1)),
        first: numbers(view.nodesOf(1, { after: 0, limit: 2 })),
        next: numbers(view.nodesOf(1, { after: 2, limit: 2 })),
        beads: numbers(view.beadsOf(1)),
        nextBeads: numbers(view.beadsOf(1, { after: 1, limit: 5 })),
        none: view.nodesOf(7),
      }));
      expect(found).toEqual({
        all: [1, 2, 4],
        first: [1, 2],
        next: [4],
        beads: [1, 2],
        nextBeads: [2],
        none: [],
      });
    });

    it('of a step are found by part and step, wherever the part of a node is changed', async () => {
      await here.ledger.write((tx) =>
        tx.insert([
          { node: nodeWith({ n: 1, part: 1 }), bead: beadWith({ n: 1, step: 'build' }) },
          { node: nodeWith({ n: 2, part: 2 }), bead: beadWith({ n: 2, step: 'build' }) },
        ]),
      );
      const find = (part: number, step: string) => here.ledger.read((view) => view.stepNode(part, step)?.n);
      expect([await find(1, 'build'), await find(2, 'build'), await find(1, 'test')]).toEqual([
        1,
        2,
        undefined,
      ]);
      await here.ledger.write((tx) => tx.updateNode(2, { part: 3 }));
      expect([await find(2, 'build'), await find(3, 'build')]).toEqual([undefined, 2]);
    });
  });
}
