import { describe, expect, it } from 'vitest';
import { eachWithLedger, type NewPlace } from './place.js';
import { beadWith, eventWith, nodeWith } from './rows.js';

export function describeTransactions(make: NewPlace): void {
  describe('a transaction', () => {
    const here = eachWithLedger(make);

    it('gives what its work gives, and what it wrote is there', async () => {
      expect(await here.ledger.write((tx) => void tx.setSetting('a', 'b'))).toBeUndefined();
      expect(await here.ledger.write((tx) => tx.setting('a'))).toBe('b');
      expect(await here.ledger.read((view) => view.setting('a'))).toBe('b');
    });

    it('sees what it has written itself', async () => {
      const seen = await here.ledger.write((tx) => {
        tx.insert([{ node: nodeWith({ n: 1 }), bead: beadWith({ n: 1 }) }]);
        return [tx.beadById('t-1')?.n, tx.nextNumber(), tx.tally().get('ready'), tx.ready({ now: 0 }).length];
      });
      expect(seen).toEqual([1, 2, 1, 1]);
    });

    it('leaves nothing when its work throws, and rejects with what was thrown', async () => {
      const thrown = new Error('no');
      const failed = here.ledger.write((tx) => {
        tx.insert([{ node: nodeWith({ n: 1 }), bead: beadWith({ n: 1 }), labels: ['a'] }]);
        tx.append(eventWith({}));
        tx.setSetting('a', 'b');
        throw thrown;
      });
      await expect(failed).rejects.toBe(thrown);
      const left = await here.ledger.read((view) => [
        view.node(1),
        view.events({}),
        view.setting('a'),
        view.tally().size,
      ]);
      expect(left).toEqual([undefined, [], undefined, 0]);
      expect(await here.ledger.write((tx) => tx.nextNumber())).toBe(1);
    });

    it('leaves nothing when a statement failed, whoever caught that', async () => {
      const failed = here.ledger.write((tx) => {
        tx.insert([{ node: nodeWith({ n: 1 }), bead: beadWith({ n: 1, id: 't-same' }) }]);
        try {
          tx.insert([{ node: nodeWith({ n: 2 }), bead: beadWith({ n: 2, id: 't-same' }) }]);
        } catch {
          return 'caught';
        }
        return 'not caught';
      });
      await expect(failed).rejects.toThrow(/UNIQUE|unique/);
      expect(await here.ledger.read((view) => view.node(1))).toBeUndefined();
    });

    it('follows on the one that was asked for before, in the same process', async () => {
      const order: number[] = [];
      await Promise.all([1, 2, 3, 4, 5].map((n) => here.ledger.write(() => void order.push(n))));
      expect(order).toEqual([1, 2, 3, 4, 5]);
    });

    it('may be asked for while others are: reads and writes at once', async () => {
      await here.ledger.write((tx) => tx.setSetting('count', '0'));
      const count = (view: { setting(name: string): string | undefined }) => Number(view.setting('count'));
      const all = Array.from({ length: 20 }, (_, at) =>
        at % 2 === 0
          ? here.ledger.read(count)
          : here.ledger.write((tx) => {
              tx.setSetting('count', String(count(tx) + 1));
              return count(tx);
            }),
      );
      for (const each of await Promise.all(all)) expect(each).toBeLessThanOrEqual(10);
      expect(await here.ledger.read(count)).toBe(10);
    });

    it('does not stop those that come after it by failing', async () => {
      const failed = here.ledger.write(() => {
        throw new Error('first');
      });
      const done = here.ledger.write((tx) => void tx.setSetting('a', 'b'));
      await expect(failed).rejects.toThrow('first');
      await done;
      expect(await here.ledger.read((view) => view.setting('a'))).toBe('b');
    });

    it.each(['read', 'write'] as const)('cannot hold a %s', async (inner) => {
      const nested = here.ledger.write((tx) => {
        tx.setSetting('a', 'b');
        void here.ledger[inner](() => undefined);
      });
      await expect(nested).rejects.toThrow('a transaction was asked for inside of another one');
      const inRead = here.ledger.read(() => void here.ledger[inner](() => undefined));
      await expect(inRead).rejects.toThrow('a transaction was asked for inside of another one');
      expect(await here.ledger.read((view) => view.setting('a'))).toBeUndefined();
    });

    it('cannot wait', async () => {
      const waiting = here.ledger.write(async (tx) => tx.setSetting('a', 'b'));
      await expect(waiting).rejects.toThrow('must not wait');
      await expect(here.ledger.read(() => Promise.resolve(1))).rejects.toThrow('must not wait');
      expect(await here.ledger.read((view) => view.setting('a'))).toBeUndefined();
    });

    it('is over when it is over', async () => {
      const kept = await here.ledger.write((tx) => tx);
      expect(() => kept.setSetting('a', 'b')).toThrow('after its end');
      const view = await here.ledger.read((seen) => seen);
      expect(() => view.setting('a')).toThrow('after its end');
    });
  });

  describe('writes that wait at the same time', () => {
    const here = eachWithLedger(make);

    it('are each whole or have not been, whatever becomes of the others', async () => {
      const thrown = new Error('no');
      const ends = await Promise.allSettled([
        here.ledger.write((tx) => {
          tx.insert([{ node: nodeWith({ n: tx.nextNumber() }), bead: beadWith({ n: 1, id: 't-a' }) }]);
          return 'first';
        }),
        here.ledger.write((tx) => {
          tx.insert([{ node: nodeWith({ n: tx.nextNumber() }), bead: beadWith({ n: 2, id: 't-b' }) }]);
          tx.append(eventWith({ subject: 't-b' }));
          throw thrown;
        }),
        here.ledger.write((tx) => {
          tx.setSetting('caught', 'yes');
          try {
            tx.insert([{ node: nodeWith({ n: 9 }), bead: beadWith({ n: 9, id: 't-a' }) }]);
          } catch {
            return 'caught';
          }
          return 'not caught';
        }),
        // The number that was taken back is given again.
        here.ledger.write((tx) => {
          const n = tx.nextNumber();
          tx.insert([{ node: nodeWith({ n }), bead: beadWith({ n, id: 't-c' }) }]);
          return [n, tx.beadById('t-a')?.n, tx.beadById('t-b')?.n, tx.setting('caught')];
        }),
      ]);
      expect(ends).toMatchObject([
        { status: 'fulfilled', value: 'first' },
        { status: 'rejected', reason: thrown },
        { status: 'rejected', reason: { message: expect.stringMatching(/unique/i) } },
        { status: 'fulfilled', value: [2, 1, undefined, undefined] },
      ]);
      const left = await here.ledger.read((view) => [
        view.beads({}).map(({ id }) => id),
        view.events({}),
        view.tally().get('ready'),
        view.setting('caught'),
      ]);
      expect(left).toEqual([['t-a', 't-c'], [], 2, undefined]);
    });

    it('are committed together', async () => {
      const versions = [here.ledger.version()];
      const write = async (...names: string[]): Promise<void> => {
        await Promise.all(names.map((name) => here.ledger.write((tx) => tx.setSetting(name, name))));
        versions.push(here.ledger.version());
      };
      const names = ['a', 'b', 'c', 'd', 'e'];
      await write('one');
      await write(...names);
      const [begun = 0, afterOne = 0, afterAll = 0] = versions;
      expect(afterAll - afterOne).toBe(afterOne - begun);
      expect(await here.ledger.read((view) => names.map((name) => view.setting(name)))).toEqual(names);
    });

    it('have not been when all of them fail', async () => {
      const before = here.ledger.version();
      const failing = [1, 2, 3].map((n) =>
        here.ledger.write((tx) => {
          tx.setSetting('a', String(n));
          throw new Error(`no ${n}`);
        }),
      );
      const reasons = (await Promise.allSettled(failing)).map((end) => 'reason' in end && end.reason.message);
      expect(reasons).toEqual(['no 1', 'no 2', 'no 3']);
      expect(here.ledger.version()).toBe(before);
      expect(await here.ledger.read((view) => view.setting('a'))).toBeUndefined();
    });

    it('are not seen before each of them is', async () => {
      const seen: (string | undefined)[] = [];
      const told = ['1', '2'].map(async (value) => {
        await here.ledger.write((tx) => tx.setSetting('a', value));
        seen.push(await here.ledger.read((view) => view.setting('a')));
      });
      await Promise.all(told);
      expect(seen).toEqual(['2', '2']);
    });

    it('are refused together when the ledger is closed before their turn', async () => {
      const place = await make();
      const ledger = await place.open();
      const asked = [1, 2].map((n) => ledger.write((tx) => tx.setSetting('a', String(n))));
      ledger.close();
      for (const end of await Promise.allSettled(asked))
        expect(end).toMatchObject({
          status: 'rejected',
          reason: { message: expect.stringContaining('after it had been closed') },
        });
      place.remove();
    });
  });

  describe('version', () => {
    const here = eachWithLedger(make);

    it('changes with a write, and with nothing else', async () => {
      const before = here.ledger.version();
      await here.ledger.read((view) => view.tally());
      await expect(
        here.ledger.write((tx) => {
          tx.setSetting('a', 'b');
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(here.ledger.version()).toBe(before);
      const versions = [before];
      for (const value of ['1', '2', '3']) {
        await here.ledger.write((tx) => tx.setSetting('a', value));
        versions.push(here.ledger.version());
      }
      expect(new Set(versions).size).toBe(4);
      expect(here.ledger.version()).toBe(versions.at(-1));
    });
  });

  describe('a closed ledger', () => {
    it('says so', async () => {
      const place = await make();
      const ledger = await place.open();
      ledger.close();
      ledger.close();
      await expect(ledger.read(() => 1)).rejects.toThrow('after it had been closed');
      await expect(ledger.write(() => 1)).rejects.toThrow('after it had been closed');
      expect(() => ledger.version()).toThrow('after it had been closed');
      place.remove();
    });
  });
}
