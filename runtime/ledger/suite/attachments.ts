import { describe, expect, it } from 'vitest';
import { eachWithLedger, type NewPlace } from './place.js';
import { beadWith, NOW, nodeWith } from './rows.js';

export function describeAttachments(make: NewPlace): void {
  describe('what hangs on a bead', () => {
    const here = eachWithLedger(make);

    it('labels, sorted, each once', async () => {
      await here.ledger.write((tx) => {
        tx.insert([{ node: nodeWith({ n: 1 }), bead: beadWith({ n: 1 }), labels: ['b', 'a', 'b'] }]);
        tx.setLabels(2, ['z', 'y', 'z']);
      });
      expect(await here.ledger.read((view) => [view.labels(1), view.labels(2), view.labels(3)])).toEqual([
        ['a', 'b'],
        ['y', 'z'],
        [],
      ]);
      await here.ledger.write((tx) => tx.setLabels(1, ['c']));
      expect(await here.ledger.read((view) => [view.labels(1), view.labels(2)])).toEqual([['c'], ['y', 'z']]);
    });

    it('comments, in the order in which they came', async () => {
      const comment = (n: number, text: string) => ({ n, author: 'ann', text, at: NOW });
      const [first, other, second] = await here.ledger.write((tx) => [
        tx.addComment(comment(1, 'first')),
        tx.addComment(comment(2, 'other')),
        tx.addComment(comment(1, 'second')),
      ]);
      expect(
        await here.ledger.read((view) => [view.comments(1), view.comments(2), view.comments(3)]),
      ).toStrictEqual([
        [
          { id: first, ...comment(1, 'first') },
          { id: second, ...comment(1, 'second') },
        ],
        [{ id: other, ...comment(2, 'other') }],
        [],
      ]);
    });

    it.each([{ a: [1, 'x', null, { b: false }] }, [], '', 'text', 0, false, null, 1e300])(
      'the output %j',
      async (output) => {
        await here.ledger.write((tx) => tx.setOutput(1, 'before'));
        await here.ledger.write((tx) => tx.setOutput(1, output));
        expect(await here.ledger.read((view) => [view.output(1), view.output(2)])).toEqual([
          output,
          undefined,
        ]);
        await here.ledger.write((tx) => tx.setOutput(1, undefined));
        expect(await here.ledger.read((view) => view.output(1))).toBeUndefined();
      },
    );
  });
}
