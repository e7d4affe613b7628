import { describe, expect, it } from 'vitest';
import type { Protomolecule } from '../../../compiler/emit/protomolecule.js';
import type { StoredProtomolecule } from '../molecule.js';
import { eachWithLedger, type NewPlace } from './place.js';

const protomolecule = (name: string): Protomolecule =>
  ({ format: 1, name, steps: [{ id: 'a', title: 'Ä' }] }) as unknown as Protomolecule;

const stored = (fingerprint: string, texts: readonly string[]): StoredProtomolecule => ({
  fingerprint,
  protomolecule: protomolecule(fingerprint),
  bundle: {
    tiers: ['project'],
    sources: texts.map((text, index) => ({
      id: `project:${text}`,
      format: index === 0 ? 'toml' : 'overlay',
      sha256: `sha of ${text}`,
      text,
      ...(index > 0 && { of: ['project:main'] }),
    })),
  },
});

export function describeProtomolecules(make: NewPlace): void {
  describe('protomolecules', () => {
    const here = eachWithLedger(make);
    const ofPart = (fingerprint: string) => ({
      molecule: 1,
      root: 1,
      fingerprint,
      prefix: '',
      values: {},
      point: null,
    });

    it('come back whole, to those who open the ledger anew as well', async () => {
      const one = stored('f1', ['main', 'base']);
      await here.ledger.write((tx) => {
        tx.putProtomolecule(one);
        tx.putProtomolecule(stored('f2', ['other', 'base']));
        tx.putProtomolecule(one);
      });
      const found = await here.ledger.read((view) => [
        view.protomolecule('f1'),
        view.protomolecule('f2'),
        view.protomolecule('f3'),
      ]);
      expect(found).toStrictEqual([one, stored('f2', ['other', 'base']), undefined]);
    });

    it('are the same object each time', async () => {
      await here.ledger.write((tx) => tx.putProtomolecule(stored('f1', ['main'])));
      const first = await here.ledger.read((view) => view.protomolecule('f1'));
      expect(await here.ledger.write((tx) => tx.protomolecule('f1'))).toBe(first);
    });

    it('are not there when what wrote them was undone', async () => {
      const undone = here.ledger.write((tx) => {
        tx.putProtomolecule(stored('f1', ['main']));
        expect(tx.protomolecule('f1')?.fingerprint).toBe('f1');
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(await here.ledger.read((view) => view.protomolecule('f1'))).toBeUndefined();
    });

    it('that nothing was made of go, and texts that none has', async () => {
      await here.ledger.write((tx) => {
        for (const [fingerprint, texts] of [
          ['used', ['a', 'shared']],
          ['unused', ['b', 'shared']],
          ['kept', ['c']],
        ] as const)
          tx.putProtomolecule(stored(fingerprint, texts));
        tx.insertPart(ofPart('used'));
      });
      const left = () =>
        here.ledger.read((view) => ['used', 'unused', 'kept'].filter((each) => view.protomolecule(each)));
      expect(await left()).toEqual(['used', 'unused', 'kept']);
      await here.ledger.write((tx) => tx.dropUnusedProtomolecules(['kept', 'nothing']));
      expect(await left()).toEqual(['used', 'kept']);
      const found = await here.ledger.read((view) => view.protomolecule('used'));
      expect(found).toStrictEqual(stored('used', ['a', 'shared']));
      await here.ledger.write((tx) => tx.dropUnusedProtomolecules([]));
      expect(await left()).toEqual(['used']);
    });
  });
}
