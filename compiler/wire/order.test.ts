import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import { renderHuman } from '../diagnostics/human.js';
import type { Protomolecule } from '../emit/protomolecule.js';
import { memoryHost } from '../host-memory.js';
import { end, expectedOrder, type Order, orderIn, start } from '../testing/expected-order.js';
import { drawnFormula } from '../testing/random-formula.js';
import { filesOf, writeFormula } from '../testing/written-formula.js';

describe('the order of steps', () => {
  it('is what the specification says, whatever is expanded, repeated, wrapped, contained or removed', async () => {
    await fc.assert(
      fc.asyncProperty(drawnFormula, async (drawn) => {
        const written = writeFormula(drawn);
        const expected = expectedOrder(written);
        fc.pre(Object.keys(expected).length < 300);
        const files = filesOf(written);
        const host = memoryHost(files);
        const [candidate] = host.candidates('f');
        const { protomolecule, diagnostics } = await compile(
          candidate as NonNullable<typeof candidate>,
          host,
        );
        expect(renderHuman(diagnostics)).toBe('');
        expect(orderOf(protomolecule as Protomolecule)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

/** The order that a protomolecule gives to whoever knows nothing but its data. */
function orderOf({ steps, barriers }: Protomolecule): Order {
  const edges = new Map<string, Set<string>>();
  const edge = (from: string, to: string): void => {
    edges.set(from, (edges.get(from) ?? new Set()).add(to));
  };
  const containers = new Set(steps.map(({ container }) => container));
  for (const { id, container } of steps) {
    edge(start(id), end(id));
    if (!containers.has(id)) edge(end(id), start(id));
    if (container === undefined) continue;
    edge(start(container), start(id));
    edge(end(id), end(container));
  }
  for (const { id } of barriers) {
    edge(start(id), end(id));
    edge(end(id), start(id));
  }
  for (const { id, needs } of [...steps, ...barriers]) for (const need of needs) edge(end(need), start(id));
  return orderIn(
    edges,
    steps.map(({ id }) => id),
  );
}
