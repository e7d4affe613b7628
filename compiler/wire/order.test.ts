import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import { renderHuman } from '../diagnostics/human.js';
import type { Protomolecule } from '../emit/protomolecule.js';
import { memoryHost } from '../host-memory.js';
import { orderOf } from '../testing/cooked-order.js';
import { expectedOrder } from '../testing/expected-order.js';
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
