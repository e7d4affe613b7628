import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFailure } from '../failure/failure.js';
import { BLOCKING, type Edge } from '../ledger/bead.js';
import type { Ledger, View } from '../ledger/contract.js';
import { openLedger } from '../ledger/open.js';
import { beadWith, nodeWith } from '../ledger/suite/rows.js';
import { findCircles, refuseCircle } from './cycle.js';

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger(':memory:', { create: { prefix: 't' } });
});
afterEach(() => ledger.close());

interface Graph {
  /** Of each bead but the first, what it is in. */
  readonly parents: readonly (number | null)[];
  readonly edges: readonly Edge[];
}

/** Fill a ledger with beads `t-1` and so on. */
const fill = ({ parents, edges }: Graph): Promise<void> =>
  ledger.write((tx) => {
    tx.insert(
      parents.map((parent, at) => ({
        node: nodeWith({ n: at + 1, parent }),
        bead: beadWith({ n: at + 1, id: `t-${at + 1}` }),
      })),
    );
    tx.addEdges(edges);
  });

/** The path of the circle that is refused; undefined where none is. */
async function refused(changed: readonly number[]): Promise<readonly string[] | undefined> {
  try {
    await ledger.read((view) => refuseCircle(view, changed));
    return undefined;
  } catch (error) {
    if (isFailure(error) && error.code === 'GT8109') return (error.facts as { path: readonly string[] }).path;
    throw error;
  }
}

const blocks = (from: number, to: number): Edge => ({ from, to, type: 'blocks' });

describe('a circle', () => {
  it('is refused with the whole way around, from what was changed', async () => {
    await fill({
      parents: [null, null, null, null],
      edges: [blocks(1, 2), blocks(2, 3), blocks(3, 1), blocks(4, 1)],
    });
    expect(await refused([2])).toEqual(['t-2', 't-3', 't-1', 't-2']);
    expect(await refused([3])).toEqual(['t-3', 't-1', 't-2', 't-3']);
  });

  it('may lead through parents and children', async () => {
    // 2 is in 1, and 1 waits for 3, which waits for 2.
    await fill({ parents: [null, 1, null], edges: [blocks(1, 3), blocks(3, 2)] });
    expect(await refused([1])).toEqual(['t-1', 't-3', 't-2', 't-1']);
  });

  it('is none where a child waits for another, nor where something only tells of the other', async () => {
    await fill({
      parents: [null, 1, 1, 2],
      edges: [
        blocks(3, 2),
        blocks(3, 4),
        { from: 2, to: 3, type: 'related' },
        { from: 1, to: 3, type: 'tracks' },
      ],
    });
    expect(await refused([1, 2, 3, 4])).toBeUndefined();
  });

  it('leads past barriers, which nobody sees', async () => {
    await ledger.write((tx) => {
      tx.insert([
        { node: nodeWith({ n: 1 }), bead: beadWith({ n: 1, id: 't-1' }) },
        { node: nodeWith({ n: 2, kind: 'barrier' }) },
        { node: nodeWith({ n: 3 }), bead: beadWith({ n: 3, id: 't-3' }) },
      ]);
      tx.addEdges([blocks(1, 2), blocks(2, 3), blocks(3, 1)]);
    });
    expect(await refused([3])).toEqual(['t-3', 't-1', 't-3']);
  });

  it('a long one is told from both of its ends', async () => {
    const edges = Array.from({ length: 100 }, (_, at) => blocks(at + 1, ((at + 1) % 100) + 1));
    await fill({ parents: edges.map(() => null), edges });
    await expect(ledger.read((view) => refuseCircle(view, [1]))).rejects.toThrow(
      /^nothing in this circle could ever start: t-1 -> t-2 -> .* -> t-20 -> \(61 more\) -> t-82 -> .* -> t-100 -> t-1$/,
    );
  });
});

describe('in any ledger', () => {
  const graphs = fc.integer({ min: 1, max: 8 }).chain((size) =>
    fc.record({
      // A parent has a smaller number, so that nobody is in itself.
      parents: fc
        .tuple(
          ...Array.from({ length: size }, (_, at) =>
            at === 0 ? fc.constant(null) : fc.option(fc.integer({ min: 1, max: at })),
          ),
        )
        .map((each): (number | null)[] => each),
      edges: fc
        .uniqueArray(
          fc.record({
            from: fc.integer({ min: 1, max: size }),
            to: fc.integer({ min: 1, max: size }),
            type: fc.constantFrom(...BLOCKING, 'related' as const),
          }),
          { maxLength: 12, selector: ({ from, to }) => `${from} ${to}` },
        )
        .map((edges) => edges.filter(({ from, to }) => from !== to)),
    }),
  );

  /** What must have come before what, by going from each to each; the plain way. */
  function comesAround({ parents, edges }: Graph): Set<number> {
    const size = parents.length;
    const at = (n: number, isEnd: boolean): number => (n - 1) * 2 + (isEnd ? 1 : 0);
    const reaches = Array.from({ length: size * 2 }, () => new Array<boolean>(size * 2).fill(false));
    const link = (from: number, to: number): void => {
      (reaches[from] as boolean[])[to] = true;
    };
    for (let n = 1; n <= size; n++) link(at(n, true), at(n, false));
    parents.forEach((parent, index) => {
      if (parent === null) return;
      link(at(index + 1, false), at(parent, false));
      link(at(parent, true), at(index + 1, true));
    });
    for (const { from, to, type } of edges) if (type !== 'related') link(at(from, false), at(to, true));
    for (let via = 0; via < size * 2; via++)
      for (let from = 0; from < size * 2; from++)
        for (let to = 0; to < size * 2; to++) if (reaches[from]?.[via] && reaches[via]?.[to]) link(from, to);
    const around = new Set<number>();
    for (let moment = 0; moment < size * 2; moment++)
      if (reaches[moment]?.[moment]) around.add(Math.floor(moment / 2) + 1);
    return around;
  }

  it('what is changed is refused when it is in a circle, and only where there is one', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (graph) => {
        await ledger.write((tx) => {
          tx.remove(tx.beads({ ephemeral: 'include' }).map(({ n }) => n));
        });
        const shift = (await ledger.write((tx) => tx.nextNumber())) - 1;
        await ledger.write((tx) => {
          tx.insert(
            graph.parents.map((parent, at) => ({
              node: nodeWith({ n: shift + at + 1, parent: parent === null ? null : parent + shift }),
              bead: beadWith({ n: shift + at + 1, id: `t-${shift + at + 1}` }),
            })),
          );
          tx.addEdges(graph.edges.map((edge) => ({ ...edge, from: edge.from + shift, to: edge.to + shift })));
        });
        const around = comesAround(graph);
        const all = graph.parents.map((_, at) => shift + at + 1);
        for (const n of all) {
          const path = await refused([n]);
          if (around.has(n - shift)) expect(path).toBeDefined();
          if (path === undefined) continue;
          for (const id of path) expect(around.has(Number(id.slice(2)) - shift)).toBe(true);
          expect(path.at(-1)).toBe(path[0]);
        }
        expect((await refused(all)) !== undefined).toBe(around.size > 0);
        const found = await ledger.read((view) => findCircles(view, all));
        expect(found.length > 0).toBe(around.size > 0);
      }),
      { numRuns: 200 },
    );
  });

  it('each edge is looked at once, however many ways lead through it', async () => {
    // A ladder of diamonds: as many ways as 2 to the power of 300.
    const edges: Edge[] = [];
    for (let at = 0; at < 300; at++) {
      const base = at * 3 + 1;
      edges.push(
        blocks(base, base + 1),
        blocks(base, base + 2),
        blocks(base + 1, base + 3),
        blocks(base + 2, base + 3),
      );
    }
    await fill({ parents: Array.from({ length: 901 }, () => null), edges });
    const asked = { edges: 0 };
    await ledger.read((view) => {
      refuseCircle(counting(view, asked), [450]);
    });
    expect(asked.edges).toBeLessThanOrEqual(2 * 901);
  });

  it('the last link of a long chain costs what the first does', async () => {
    const edges = Array.from({ length: 2000 }, (_, at) => blocks(at + 2, at + 1));
    await fill({ parents: Array.from({ length: 2001 }, () => null), edges });
    const cost = async (n: number): Promise<number> => {
      const asked = { edges: 0 };
      await ledger.read((view) => refuseCircle(counting(view, asked), [n]));
      return asked.edges;
    };
    expect(await cost(2001)).toBeLessThan(10);
    expect(await cost(1)).toBeLessThan(10);
  });

  /** The same view, which counts how often edges are asked for. */
  const counting = (view: View, asked: { edges: number }): View =>
    new Proxy(view, {
      get(target, name: keyof View) {
        if (name === 'edgesFrom' || name === 'edgesTo') asked.edges++;
        return target[name];
      },
    });
});
