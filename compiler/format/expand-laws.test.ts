import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CORPUS, FIXTURES, formulaTexts, hasCorpus, open } from '../../test/formula-files.js';
import { compile } from '../compile.js';
import { renderHuman } from '../diagnostics/human.js';
import type { Protomolecule, ProtoStep } from '../emit/protomolecule.js';
import type { Candidate, Host } from '../host.js';
import { memoryHost } from '../host-memory.js';
import { orderOf } from '../testing/cooked-order.js';
import { drawnFormula } from '../testing/random-formula.js';
import { schemaFormulas } from '../testing/schema-formula.js';
import { filesOf, writeFormula } from '../testing/written-formula.js';
import { expandFormula } from './expand-formula.js';

/** What is to be done in a step, apart from its place. */
const fieldsOf = (
  { needs: _, origin: __, gates, waits_for, ...fields }: ProtoStep,
  regions: ReadonlySet<string>,
): object => ({
  ...fields,
  // A region is no step any more; what stands for it then has a test of its own.
  ...(waits_for && { waits_for: regions.has(waits_for.of) ? waits_for.mode : waits_for }),
  ...(gates && { gates: gates.map((gate) => JSON.stringify(gate)).sort() }),
});
const byId = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
  list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

interface Outcome {
  readonly toml: string | undefined;
  readonly findings: string;
}

/** Expand a formula and hold what is written against what was cooked. */
async function expectSame(
  host: Host,
  candidate: Candidate,
  options: { values?: ReadonlyMap<string, string>; phase?: 'inherit' } = {},
): Promise<Outcome> {
  const { values = new Map(), phase } = options;
  const { protomolecule } = await compile(candidate, host, { values });
  const { expanded, diagnostics } = await expandFormula(candidate, host, { values, phase, comments: true });
  const findings = renderHuman(diagnostics);
  expect(protomolecule === undefined && expanded !== undefined).toBe(false);
  if (!expanded || !protomolecule) return { toml: undefined, findings };
  const file = `${candidate.name}.formula.toml`;
  const text = expanded.toml;
  const namesOthers =
    phase !== undefined || protomolecule.type === 'aspect' || protomolecule.bonds !== undefined;
  const others = namesOthers ? host : memoryHost({ [file]: text });
  const own = memoryHost({ [file]: text });
  const [plain] = own.candidates(candidate.name);
  if (!plain) throw new Error('no formula');
  const again = await compile(
    plain,
    { ...others, read: (each) => (each === plain ? own.read(each) : others.read(each)) },
    phase ? { values } : {},
  );
  const errors = again.diagnostics.filter(({ severity }) => severity === 'error');
  expect(renderHuman(errors)).toBe('');
  const other = again.protomolecule as Protomolecule;
  expect(byId(other.steps).map(({ id }) => id)).toEqual(byId(protomolecule.steps).map(({ id }) => id));
  const isWhole = !findings.includes('GT5021');
  const regions = new Set(protomolecule.regions.map(({ id }) => id));
  if (isWhole) {
    const waitsForRegion = new Set(
      protomolecule.steps.flatMap(({ id, waits_for }) =>
        waits_for && regions.has(waits_for.of) ? [id] : [],
      ),
    );
    const same = (step: ProtoStep): object =>
      fieldsOf(step, waitsForRegion.has(step.id) ? new Set([step.waits_for?.of ?? '']) : new Set());
    expect(byId(other.steps).map(same)).toEqual(byId(protomolecule.steps).map(same));
  }
  if (protomolecule.steps.length < 300) expect(orderOf(other)).toEqual(orderOf(protomolecule));
  if (!phase && protomolecule.type !== 'aspect')
    expect([other.regions, expanded.doc['extends'], expanded.doc['advice']]).toEqual([
      [],
      undefined,
      undefined,
    ]);
  const keys = ['description', 'version', 'phase', 'pour', 'squash', 'prompts', 'output'] as const;
  if (isWhole) for (const key of keys) expect(other[key]).toEqual(protomolecule[key]);
  return { toml: text, findings };
}

describe('an expanded formula', () => {
  it('has the same steps in the same order, whatever is expanded, repeated, wrapped, contained or removed', async () => {
    await fc.assert(
      fc.asyncProperty(drawnFormula, async (drawn) => {
        const host = memoryHost(filesOf(writeFormula(drawn)));
        const [candidate] = host.candidates('f');
        const { toml, findings } = await expectSame(host, candidate as Candidate);
        expect(findings).toBe('');
        expect(toml).toBeDefined();
      }),
      { numRuns: 60 },
    );
  });

  it('has the same fields, or it is said what cannot be, whatever the schema accepts', async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(schemaFormulas, async (files) => {
        const host = memoryHost(
          Object.fromEntries(
            Object.entries(files).map(([name, doc]) => [`${name}.formula.json`, JSON.stringify(doc)]),
          ),
        );
        for (const name of Object.keys(files)) {
          const [candidate] = host.candidates(name);
          const { toml } = await expectSame(host, candidate as Candidate);
          if (toml !== undefined) written++;
          await expectSame(host, candidate as Candidate, { phase: 'inherit' });
        }
      }),
      { numRuns: 40 },
    );
    expect(written).toBeGreaterThan(10);
  });
});

describe('the shipped formulas, expanded', () => {
  it.each([
    ['of the fixtures', FIXTURES],
    ['of the library', 'formulas'],
  ])('%s are the same work', async (_where, folder) => {
    const texts = formulaTexts(folder);
    for (const file of Object.keys(texts)) {
      const { host, candidate } = open(texts, file);
      for (const phase of [undefined, 'inherit'] as const) {
        const { toml, findings } = await expectSame(host, candidate, { ...(phase && { phase }) });
        expect([file, findings.replace(/^warning.*/gms, ''), toml === undefined]).toEqual([file, '', false]);
      }
    }
  });

  it.runIf(hasCorpus)('of the public corpus are the same work', async () => {
    for (const system of ['gastown', 'beads']) {
      const texts = formulaTexts(`${CORPUS}/${system}`);
      for (const file of Object.keys(texts)) {
        const { host, candidate } = open(texts, file);
        const { toml, findings } = await expectSame(host, candidate, { values: new Map() });
        expect([file, findings.match(/^error.*/m)?.[0], toml === undefined]).toEqual([
          file,
          undefined,
          false,
        ]);
      }
    }
  });
});
