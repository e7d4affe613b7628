import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hold, State } from '../bead.js';
import type { BeadQuery } from '../query.js';
import { eachWithLedger, type NewPlace } from './place.js';
import { type Known, listed, readyOnes } from './reference.js';
import { beadWith, moleculeWith, NOW, nodeWith } from './rows.js';

const STATES: readonly State[] = [
  'blocked',
  'ready',
  'ready',
  'held',
  'held',
  'deferred',
  'backoff',
  'claimed',
  'closed',
];
const HOLDS: readonly Hold[] = ['paused', 'alone', 'marked'];
const WORDS = ['alpha', 'Beta', 'ÄRGER', 'straße', '50%', 'a_b', ''] as const;
const LABELS = ['red', 'green', 'blue'] as const;

const moment = fc.integer({ min: 0, max: 9 }).map((ms) => NOW + ms);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 2 });
const some = <T>(...values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);

/** The beads of one ledger; each is in the one before it, in a molecule, or in nothing. */
const ledgers = fc
  .array(
    fc.record({
      state: fc.constantFrom(...STATES),
      hold: fc.constantFrom(...HOLDS),
      priority: fc.integer({ min: 0, max: 2 }),
      ephemeral: fc.boolean(),
      createdAt: moment,
      updatedAt: moment,
      closedAt: moment,
      wakeAt: maybe(moment),
      blockers: fc.constantFrom(0, 0, 0, 1),
      isChild: fc.boolean(),
      inMolecule: fc.boolean(),
      title: fc.constantFrom(...WORDS),
      description: fc.constantFrom(...WORDS),
      notes: fc.constantFrom(...WORDS),
      type: fc.constantFrom('task', 'bug', 'epic'),
      assignee: maybe(fc.constantFrom('ann', 'bob')),
      dueAt: maybe(moment),
      metadata: maybe(
        fc.record({ a: fc.constantFrom<unknown>('x', 1, true, false, 2.5), b: fc.constantFrom('x', 'y') }),
      ),
      labels: some(...LABELS),
    }),
    { maxLength: 25 },
  )
  .map((rows) =>
    rows.map(({ isChild, inMolecule, labels, ...fields }, index): Known => {
      const n = index + 1;
      const isClosed = fields.state === 'closed';
      const { createdAt, updatedAt, closedAt, wakeAt, blockers, state, hold, priority, ephemeral, ...texts } =
        fields;
      const node = nodeWith({
        n,
        state,
        hold: state === 'held' ? hold : null,
        priority,
        ephemeral,
        createdAt,
        updatedAt,
        closedAt: isClosed ? closedAt : null,
        wakeAt,
        blockers,
        parent: isChild && index > 0 ? index : null,
        molecule: inMolecule ? 1 : null,
      });
      return { row: { ...node, ...beadWith({ n, ...texts }) }, labels };
    }),
  );

const shared = {
  types: some('task', 'bug'),
  excludeTypes: some('task', 'bug'),
  priorities: some(0, 1, 2),
  assignees: some('ann', 'bob'),
  unassigned: fc.boolean(),
  labels: some(...LABELS),
  anyLabels: some(...LABELS),
  excludeLabels: some(...LABELS),
  parent: fc.integer({ min: 1, max: 5 }),
  molecule: fc.integer({ min: 1, max: 2 }),
  under: fc.integer({ min: 1, max: 5 }),
  metadata: fc.constantFrom<Record<string, string>>(
    { a: 'x' },
    { a: 'true', b: 'x' },
    { a: '2.5' },
    { c: 'x' },
    {},
  ),
  ephemeral: fc.constantFrom('exclude' as const, 'include' as const, 'only' as const),
  limit: fc.integer({ min: 0, max: 8 }),
};
const queries = fc.record(
  {
    ...shared,
    states: some(...STATES),
    holds: some(...HOLDS),
    text: fc.constantFrom('ALPHA', 'ärger', 'STRASSE', '%', '_', 't-1', ''),
    titleText: fc.constantFrom('beta', 'Ä'),
    createdAfter: moment,
    createdBefore: moment,
    updatedAfter: moment,
    updatedBefore: moment,
    closedAfter: moment,
    closedBefore: moment,
    dueBefore: moment,
    sort: fc.constantFrom(
      'created' as const,
      'priority' as const,
      'updated' as const,
      'closed' as const,
      'id' as const,
    ),
    reverse: fc.boolean(),
    offset: fc.integer({ min: 0, max: 4 }),
  },
  { requiredKeys: [] },
);
/** One or two conditions at a time find something; all at once never do. */
const sparse = fc.array(queries, { minLength: 1, maxLength: 3 }).chain((drawn) =>
  fc.record({ keys: fc.uniqueArray(fc.nat(31), { maxLength: 4 }) }).map(({ keys }): BeadQuery => {
    const entries = Object.entries(Object.assign({}, ...drawn) as BeadQuery);
    return Object.fromEntries(entries.filter((_, index) => keys.includes(index)));
  }),
);

export function describeQueries(make: NewPlace): void {
  describe('queries', () => {
    const here = eachWithLedger(make);

    /** Other beads than before; their numbers go on. */
    async function fill(all: readonly Known[]): Promise<{ all: Known[]; shift: number }> {
      return here.ledger.write((tx) => {
        tx.remove(tx.beads({ ephemeral: 'include' }).map(({ n }) => n));
        const shift = tx.nextNumber() - 1;
        const move = (n: number | null): number | null => (n === null ? null : n + shift);
        const moved = all.map(({ row, labels }) => ({
          row: {
            ...row,
            n: row.n + shift,
            id: `t-${row.n + shift}`,
            parent: move(row.parent),
            molecule: move(row.molecule),
          },
          labels,
        }));
        tx.insert(moved.map(({ row, labels }) => ({ ...halves(row), labels })));
        return { all: moved, shift };
      });
    }
    const shifted = <Q extends Pick<BeadQuery, 'parent' | 'molecule' | 'under'>>(
      query: Q,
      shift: number,
    ): Q => ({
      ...query,
      ...(query.parent !== undefined && { parent: query.parent + shift }),
      ...(query.molecule !== undefined && { molecule: query.molecule + shift }),
      ...(query.under !== undefined && { under: query.under + shift }),
    });

    it('find what they say, in the order that they say', async () => {
      await fc.assert(
        fc.asyncProperty(ledgers, fc.array(sparse, { minLength: 5, maxLength: 10 }), async (beads, asked) => {
          const { all, shift } = await fill(beads);
          for (const each of asked) {
            const query = shifted(each, shift);
            const { limit: _, offset: __, ...whole } = query;
            const found = await here.ledger.read((view) => ({
              beads: view.beads(query).map(({ n }) => n),
              count: view.count(query),
            }));
            expect({ query, ...found }).toEqual({
              query,
              beads: listed(all, query),
              count: listed(all, whole).length,
            });
          }
        }),
        { numRuns: 60 },
      );
    });

    it('find what may be claimed, by priority, age and number', async () => {
      const ready = fc.record({ ...shared, now: moment }, { requiredKeys: ['now'] });
      await fc.assert(
        fc.asyncProperty(
          ledgers,
          fc.array(ready, { minLength: 5, maxLength: 10 }),
          moment,
          async (beads, asked, now) => {
            const { all, shift } = await fill(beads);
            for (const query of [{ now }, ...asked.map((each) => shifted(each, shift))]) {
              const found = await here.ledger.read((view) => view.ready(query).map(({ n }) => n));
              expect({ query, found }).toEqual({ query, found: readyOnes(all, query) });
            }
          },
        ),
        { numRuns: 60 },
      );
    });

    it('count a bead once that has several of the labels', async () => {
      await here.ledger.write((tx) =>
        tx.insert([1, 2, 3].map((n) => ({ node: nodeWith({ n }), bead: beadWith({ n }), labels: LABELS }))),
      );
      const found = await here.ledger.read((view) =>
        view.beads({ anyLabels: LABELS, offset: 1 }).map(({ n }) => n),
      );
      expect(found).toEqual([2, 3]);
    });

    it('do not find what is over by now in a molecule that is paused', async () => {
      await here.ledger.write((tx) => {
        tx.insert(
          [1, 2].map((n) => ({
            node: nodeWith({ n, state: 'backoff', wakeAt: NOW, molecule: n }),
            bead: beadWith({ n }),
          })),
        );
        tx.insertMolecule(moleculeWith({ n: 1, paused: true }));
        tx.insertMolecule(moleculeWith({ n: 2 }));
      });
      expect(await here.ledger.read((view) => view.ready({ now: NOW }).map(({ n }) => n))).toEqual([2]);
    });

    it('do not find what is over by now and still waits for a gate, for what is in it, or to be alone', async () => {
      const over = { state: 'deferred', wakeAt: NOW } as const;
      const lonely = { policy: { parallel: false } } as const;
      await here.ledger.write((tx) => {
        const nodes = [
          nodeWith({ n: 1, ...over }),
          nodeWith({ n: 2, ...over, openChildren: 1 }),
          nodeWith({ n: 3, ...over }),
          nodeWith({ n: 4, state: 'claimed', molecule: 4 }),
          nodeWith({ n: 5, ...over, ...lonely, molecule: 4 }),
          nodeWith({ n: 6, ...over, molecule: 4 }),
          nodeWith({ n: 7, state: 'claimed', ...lonely, molecule: 7 }),
          nodeWith({ n: 8, ...over, molecule: 7 }),
        ];
        tx.insert(nodes.map((node) => ({ node, bead: beadWith({ n: node.n }) })));
        for (const n of [4, 7]) tx.insertMolecule(moleculeWith({ n, hasLonely: true, runningSteps: 1 }));
        const gate = { n: 3, at: 0, armedAt: null, dueAt: null, askedAt: null, finding: null };
        tx.insertGates([{ ...gate, gate: { type: 'human' }, state: 'waiting' }]);
      });
      expect(await here.ledger.read((view) => view.ready({ now: NOW }).map(({ n }) => n))).toEqual([1, 6]);
    });
  });
}

/** A row, as it is inserted. */
function halves(row: Known['row']) {
  const node = Object.fromEntries(Object.keys(nodeWith({ n: 0 })).map((key) => [key, Reflect.get(row, key)]));
  const bead = Object.fromEntries(Object.keys(beadWith({ n: 0 })).map((key) => [key, Reflect.get(row, key)]));
  return { node: nodeWith({ n: row.n, ...node }), bead: beadWith({ n: row.n, ...bead }) };
}
