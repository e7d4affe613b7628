import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChildProgram } from '../../testing/child-program.js';
import type { View } from '../contract.js';
import type { NewPlace, Place } from './place.js';
import { NOTHING, ofBead, ofMolecule, plant } from './plant.js';

/** A process that is killed before and after each statement of a write, and of its commit. */
export function describeCrashes(make: NewPlace): void {
  describe('a process that is killed', () => {
    let program: ChildProgram;
    beforeAll(() => {
      program = new ChildProgram(new URL('./child.ts', import.meta.url));
    });
    afterAll(() => program.remove());

    const all = (view: View) => ({
      beads: [1, 2, 3].map((n) => ofBead(view, n)),
      molecules: [1, 2, 3].map((n) => ofMolecule(view, n)),
      first: view.node(1)?.state,
      tally: [...view.tally()],
    });
    const run = async (deed: string, point: string) => {
      const place = await make();
      const ledger = await place.open();
      await ledger.write((tx) => {
        plant(tx, 1);
        plant(tx, 2);
      });
      const before = await ledger.read(all);
      ledger.close();
      const ending = await program.start(deed, addressOf(place), point).ended;
      const again = await place.open();
      const after = await again.read(all);
      // Whoever comes next can write, and number on.
      const next = await again.write((tx) => {
        plant(tx, tx.nextNumber());
        return tx.nextNumber();
      });
      again.close();
      place.remove();
      return { ending, before, after, next };
    };

    it.each([
      ['all of what it wrote', 'die'],
      ['all of what was written together', 'die-together'],
    ])('at any point leaves %s, or nothing', async (_, deed) => {
      const whole = await run(deed, '');
      const points = whole.ending.stdout;
      expect(whole.after.beads[1]).toEqual(NOTHING);
      expect(whole.after).not.toEqual(whole.before);
      expect(points).toContain('insert nodes:before');
      expect(points.slice(-2)).toEqual(['commit:before', 'commit:after']);
      for (const point of new Set(points)) {
        const { ending, before, after, next } = await run(deed, String(points.indexOf(point) + 1));
        expect({ point, signal: ending.signal }).toEqual({ point, signal: 'SIGKILL' });
        const isDone = point === 'commit:after';
        expect({ point, after }).toEqual({ point, after: isDone ? whole.after : before });
        expect({ point, next }).toEqual({ point, next: isDone ? 5 : 4 });
      }
    });
  });
}

function addressOf({ address }: Place): string {
  if (address === undefined) throw new Error('a ledger that is shared has an address');
  return address;
}
