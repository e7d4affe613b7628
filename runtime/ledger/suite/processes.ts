import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Child, ChildProgram } from '../../testing/child-program.js';
import { eachWithLedger, type NewPlace } from './place.js';
import { beadWith, nodeWith } from './rows.js';

/** Several processes that have the same ledger. */
export function describeProcesses(make: NewPlace): void {
  describe('processes', () => {
    const here = eachWithLedger(make);
    let program: ChildProgram;
    const children: Child[] = [];
    beforeAll(() => {
      program = new ChildProgram(new URL('./child.ts', import.meta.url));
    });
    afterAll(() => program.remove());
    afterEach(async () => {
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(children.splice(0).map(({ ended }) => ended));
    });
    const start = (deed: string, name = ''): Child => {
      const { address } = here.place;
      if (address === undefined) throw new Error('a ledger that is shared has an address');
      const child = program.start(deed, address, name);
      children.push(child);
      return child;
    };
    const ended = (code: number) => expect.objectContaining({ code, signal: null, stderr: '' });

    it('write one after the other, and none loses what another has written', async () => {
      const all = [1, 2, 3, 4].map(() => start('count'));
      const own = Array.from({ length: 50 }, () =>
        here.ledger.write((tx) => tx.setSetting('count', String(Number(tx.setting('count') ?? 0) + 1))),
      );
      await Promise.all(own);
      expect(await Promise.all(all.map((child) => child.ended))).toEqual(all.map(() => ended(0)));
      expect(await here.ledger.read((view) => view.setting('count'))).toBe('250');
    });

    it('that claim get each bead once', async () => {
      await here.ledger.write((tx) =>
        tx.insert(
          Array.from({ length: 200 }, (_, index) => ({
            node: nodeWith({ n: index + 1 }),
            bead: beadWith({ n: index + 1 }),
          })),
        ),
      );
      const all = ['a', 'b', 'c', 'd'].map((name) => start('claim', name));
      expect(await Promise.all(all.map((child) => child.ended))).toEqual(all.map(() => ended(0)));
      const { beads, claims } = await here.ledger.read((view) => ({
        beads: view.beads({}).map(({ state, attempt }) => `${state} ${attempt}`),
        claims: view.events({ types: ['bead.claimed'] }).map(({ subject }) => subject),
      }));
      expect(new Set(beads)).toEqual(new Set(['claimed 1']));
      expect([claims.length, new Set(claims).size]).toEqual([200, 200]);
    });

    it('read while another writes, and see nothing of it before it is committed', async () => {
      const holder = start('hold');
      await holder.says('held');
      const during = await here.ledger.read((view) => [view.numberOf('t-held'), view.count({})]);
      holder.tell('go on');
      await holder.says('done');
      const after = await here.ledger.read((view) => [view.numberOf('t-held'), view.count({})]);
      expect([during, after]).toEqual([
        [undefined, 0],
        [1, 1],
      ]);
    });

    it('read what was there when they began, and keep nobody from writing', async () => {
      await here.ledger.write((tx) => tx.setSetting('a', 'before'));
      const reader = start('look');
      await reader.says('sees before');
      await here.ledger.write((tx) => tx.setSetting('a', 'after'));
      reader.tell('go on');
      await reader.says('still sees before');
      expect(await reader.ended).toEqual(ended(0));
    });

    it('that wait for another get their turn when it has ended, and the event loop is free meanwhile', async () => {
      const holder = start('hold');
      await holder.says('held');
      let isDone = false;
      const waiting = here.ledger
        .write((tx) => tx.numberOf('t-held'))
        .then((n) => {
          isDone = true;
          return n;
        });
      // It could not be done yet, and this test goes on nevertheless.
      await here.ledger.read(() => undefined);
      expect(isDone).toBe(false);
      holder.tell('go on');
      expect(await waiting).toBe(1);
    });

    it('that are killed while they write leave nothing, and keep nobody from writing', async () => {
      const holder = start('hold');
      await holder.says('held');
      holder.kill('SIGKILL');
      expect(await holder.ended).toMatchObject({ signal: 'SIGKILL' });
      const found = await here.ledger.write((tx) => [
        tx.numberOf('t-held'),
        tx.nextNumber(),
        tx.tally().size,
      ]);
      expect(found).toEqual([undefined, 1, 0]);
    });
  });
}
