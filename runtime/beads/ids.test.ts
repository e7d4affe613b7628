import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger/contract.js';
import { openLedger } from '../ledger/open.js';
import { beadWith, nodeWith } from '../ledger/suite/rows.js';
import { childId, hashOf, idLength, newId } from './ids.js';

describe('the hash of an id', () => {
  it('is that of Beads', () => {
    const facts = {
      title: 'Fix login',
      description: 'Details',
      actor: 'jira-import',
      now: Date.UTC(2024, 0, 2, 3, 4, 5, 6),
    };
    const hashes = [3, 4, 5, 6, 7, 8].map((length) => hashOf(facts, length, 0));
    expect(hashes).toEqual(['vju', '8d8e', 'bi3tk', '8bi3tk', 'r5sr6bm', '8r5sr6bm']);
    expect(hashOf(facts, 3, 1)).not.toBe('vju');
  });
});

it.each([
  [0, 3],
  [163, 3],
  [164, 4],
  [983, 4],
  [984, 5],
  [5_898, 5],
  [5_899, 6],
  [35_389, 6],
  [35_390, 7],
  [10_000_000, 8],
])('among %i ids a new one has %i characters', (count, length) => {
  expect(idLength(count)).toBe(length);
});

describe('in a ledger', () => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await openLedger(':memory:', { create: { prefix: 't' } });
  });
  afterEach(() => ledger.close());

  const FACTS = { title: 'same', description: '', actor: 'ann', now: 1_800_000_000_000 };

  it('the same facts give other ids, molecules and wisps say what they are', async () => {
    const ids = await ledger.write((tx) => {
      const made: string[] = [];
      for (let n = 1; n <= 30; n++) {
        const id = newId(tx, FACTS);
        tx.insert([{ node: nodeWith({ n }), bead: beadWith({ n, id }) }]);
        made.push(id);
      }
      return [...made, newId(tx, { ...FACTS, infix: 'mol' }), newId(tx, { ...FACTS, infix: 'wisp' })];
    });
    expect(new Set(ids).size).toBe(32);
    expect(ids[0]).toBe(`t-${hashOf(FACTS, 3, 0)}`);
    expect(ids[10]).toBe(`t-${hashOf(FACTS, 4, 0)}`);
    expect(ids.slice(30)).toEqual([`t-mol-${hashOf(FACTS, 3, 0)}`, `t-wisp-${hashOf(FACTS, 3, 0)}`]);
  });

  it('get longer as there are more, whoever chose the others', async () => {
    const length = (id: string): number => id.length - 't-'.length;
    await ledger.write((tx) => {
      tx.insert(
        Array.from({ length: 170 }, (_, at) => ({
          node: nodeWith({ n: at + 1 }),
          bead: beadWith({ n: at + 1, id: `other-${at}` }),
        })),
      );
    });
    expect(length(await ledger.write((tx) => newId(tx, FACTS)))).toBe(4);
  });

  it('children are numbered, and a number is never given again', async () => {
    const add = (id: string): Promise<void> =>
      ledger.write((tx) => {
        const n = tx.nextNumber();
        tx.insert([{ node: nodeWith({ n }), bead: beadWith({ n, id }) }]);
      });
    const next = (): Promise<string> => ledger.write((tx) => childId(tx, 't-1'));
    await add('t-1');
    for (let at = 1; at <= 20; at++) {
      expect(await next()).toBe(`t-1.${at}`);
      await add(`t-1.${at}`);
    }
    await ledger.write((tx) => {
      const n = tx.numberOf('t-1.20') ?? 0;
      tx.remove([n]);
      tx.bury([{ id: 't-1.20', digest: null, at: 0 }]);
    });
    expect(await next()).toBe('t-1.21');
  });
});
