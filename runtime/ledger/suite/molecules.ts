import { describe, expect, it } from 'vitest';
import type { Molecule, Part, Spawning } from '../molecule.js';
import { eachWithLedger, type NewPlace } from './place.js';
import { moleculeWith } from './rows.js';

const FULL: Molecule = {
  n: 2,
  phase: 'vapor',
  formula: 'patrol',
  paused: true,
  openSteps: 3,
  activeSteps: 4,
  runningSteps: 5,
  hasLonely: true,
  lean: true,
  stalled: true,
  cancelled: 'no more',
  squash: { trigger: 'on_complete' },
  home: 'another',
};

const partWith = (part: Partial<Part>): Omit<Part, 'part'> => ({
  molecule: 1,
  root: 1,
  fingerprint: 'f1',
  prefix: '',
  values: {},
  point: null,
  ...part,
});

export function describeMolecules(make: NewPlace): void {
  describe('molecules', () => {
    const here = eachWithLedger(make);

    it('come back as they were written, by phase too', async () => {
      const plain = moleculeWith({ n: 1 });
      await here.ledger.write((tx) => {
        tx.insertMolecule(FULL);
        tx.insertMolecule(plain);
      });
      const found = await here.ledger.read((view) => [
        view.molecule(2),
        view.molecule(3),
        view.molecules({}),
        view.molecules({ phase: 'liquid' }),
        view.molecules({ phase: 'vapor' }),
      ]);
      expect(found).toStrictEqual([FULL, undefined, [plain, FULL], [plain], [FULL]]);
    });

    it('change in what the change says, and in nothing else', async () => {
      await here.ledger.write((tx) => {
        tx.insertMolecule(moleculeWith({ n: 1 }));
        tx.insertMolecule(moleculeWith({ n: 3 }));
      });
      const { n: _, ...rest } = FULL;
      for (const key of Object.keys(rest) as (keyof typeof rest)[]) {
        const before = await here.ledger.read((view) => view.molecule(1));
        await here.ledger.write((tx) => tx.updateMolecule(1, { [key]: FULL[key] }));
        expect(await here.ledger.read((view) => view.molecule(1))).toStrictEqual({
          ...before,
          [key]: FULL[key],
        });
      }
      expect(await here.ledger.read((view) => view.molecule(3))).toStrictEqual(moleculeWith({ n: 3 }));
    });

    it('have parts, in the order in which they came', async () => {
      const full = partWith({
        root: 4,
        fingerprint: 'f2',
        prefix: 'survey.',
        values: { feature: 'auth', n: 3, dry: false },
        point: 'after-survey',
      });
      const [first = 0, other = 0, second = 0] = await here.ledger.write((tx) => [
        tx.insertPart(partWith({})),
        tx.insertPart(partWith({ molecule: 9 })),
        tx.insertPart(full),
      ]);
      const found = await here.ledger.read((view) => [
        view.part(second),
        view.part(99),
        view.partsOf(1),
        view.partsOf(9),
      ]);
      expect(found).toStrictEqual([
        { part: second, ...full },
        undefined,
        [
          { part: first, ...partWith({}) },
          { part: second, ...full },
        ],
        [{ part: other, ...partWith({ molecule: 9 }) }],
      ]);
    });

    it('have flags', async () => {
      await here.ledger.write((tx) => {
        tx.setFlag(1, 'b', 'text');
        tx.setFlag(1, 'a', 1);
        tx.setFlag(1, 'b', false);
        tx.setFlag(2, 'a', '1');
      });
      const found = await here.ledger.read((view) => [view.flags(1), view.flags(2), view.flags(3)]);
      expect(found).toEqual([
        new Map<string, unknown>([
          ['a', 1],
          ['b', false],
        ]),
        new Map([['a', '1']]),
        new Map(),
      ]);
    });
  });

  describe('spawnings', () => {
    const here = eachWithLedger(make);

    it('stand until they are taken away', async () => {
      const spawning: Spawning = { n: 5, items: [{ id: 'x' }, 'y', 3], made: 0 };
      await here.ledger.write((tx) => {
        tx.putSpawning(spawning);
        tx.putSpawning({ n: 2, items: [], made: 0 });
        tx.putSpawning({ ...spawning, made: 2 });
      });
      const all = () => here.ledger.read((view) => [view.spawnings(), view.spawning(5)]);
      expect(await all()).toStrictEqual([
        [
          { n: 2, items: [], made: 0 },
          { ...spawning, made: 2 },
        ],
        { ...spawning, made: 2 },
      ]);
      await here.ledger.write((tx) => tx.removeSpawning(5));
      expect(await all()).toStrictEqual([[{ n: 2, items: [], made: 0 }], undefined]);
    });
  });
}
