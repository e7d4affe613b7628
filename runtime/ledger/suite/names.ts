import { describe, expect, it } from 'vitest';
import { eachWithLedger, type NewPlace } from './place.js';
import { NOW } from './rows.js';

export function describeNames(make: NewPlace): void {
  describe('what is kept by name', () => {
    const here = eachWithLedger(make);

    it('settings: a ledger has its prefix and its own id from the beginning', async () => {
      const [prefix, ledger, other] = await here.ledger.read((view) => [
        view.setting('prefix'),
        view.setting('ledger'),
        view.setting('other'),
      ]);
      expect([prefix, other]).toEqual(['t', undefined]);
      expect(ledger).toMatch(/^[0-9a-f-]{36}$/);
      await here.ledger.write((tx) => tx.setSetting('prefix', 'u'));
      expect(await here.ledger.read((view) => view.setting('prefix'))).toBe('u');
    });

    it('keys: the last that was set', async () => {
      await here.ledger.write((tx) => {
        tx.setKey('k', 't-1');
        tx.setKey('k', 't-2');
        tx.setKey('l', 't-3');
      });
      const found = await here.ledger.read((view) => ['k', 'l', 'm'].map((key) => view.keyed(key)));
      expect(found).toEqual(['t-2', 't-3', undefined]);
    });

    it('tombstones, by id', async () => {
      await here.ledger.write((tx) => {
        tx.bury([
          { id: 't-2', digest: 't-1', at: NOW },
          { id: 't-1', digest: null, at: NOW },
        ]);
        tx.bury([{ id: 't-2', digest: null, at: NOW + 1 }]);
      });
      const found = await here.ledger.read((view) => [
        view.tombstone('t-2'),
        view.tombstone('t-3'),
        view.tombstones(),
      ]);
      expect(found).toStrictEqual([
        { id: 't-2', digest: null, at: NOW + 1 },
        undefined,
        [
          { id: 't-1', digest: null, at: NOW },
          { id: 't-2', digest: null, at: NOW + 1 },
        ],
      ]);
    });

    it('bases, until they are taken away', async () => {
      await here.ledger.write((tx) => {
        tx.setBase('t-1', 'one');
        tx.setBase('t-1', 'two');
        tx.setBase('t-2', '');
        tx.setBase('t-3', 'x');
        tx.setBase('t-3', undefined);
      });
      const found = await here.ledger.read((view) => ['t-1', 't-2', 't-3'].map((id) => view.base(id)));
      expect(found).toEqual(['two', '', undefined]);
    });
  });
}
