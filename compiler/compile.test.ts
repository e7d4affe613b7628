import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compilation, compile } from './compile.js';
import { renderHuman } from './diagnostics/human.js';
import type { Protomolecule } from './emit/protomolecule.js';
import { memoryHost } from './host-memory.js';
import { schemaFormulas } from './testing/schema-formula.js';

const RUNS = Number(process.env['RUNS'] ?? 400);

async function compileAll(files: Record<string, object>, name: string, options = {}): Promise<Compilation> {
  const host = memoryHost(
    Object.fromEntries(
      Object.entries(files).map(([key, doc]) => [`${key}.formula.json`, JSON.stringify(doc)]),
    ),
  );
  const [candidate] = host.candidates(name);
  return compile(candidate as NonNullable<typeof candidate>, host, options);
}

describe('whatever the schema accepts', () => {
  it('is compiled without an exception, to findings or to a protomolecule that hangs together', async () => {
    let cooked = 0;
    await fc.assert(
      fc.asyncProperty(schemaFormulas, fc.boolean(), fc.boolean(), async (files, check, runtime) => {
        for (const name of Object.keys(files)) {
          const mode = runtime ? 'runtime' : 'compile';
          const { protomolecule, diagnostics, errors } = await compileAll(files, name, { check, mode });
          expect(
            diagnostics.filter(({ code }) => code.startsWith('GT9') || code.startsWith('GT2001')),
          ).toEqual([]);
          expect(diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(errors);
          expect(protomolecule === undefined).toBe(errors > 0);
          renderHuman(diagnostics);
          if (!protomolecule) continue;
          cooked++;
          expect(looseEnds(protomolecule)).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
    expect(cooked).toBeGreaterThan(RUNS / 10);
  });
});

/** Everything in a protomolecule that names what is not there, or comes too early. */
function looseEnds(protomolecule: Protomolecule): string[] {
  const { steps, barriers, regions, bond_points, waves, critical_path } = protomolecule;
  const ids = new Set(steps.map(({ id }) => id));
  const waited = new Set([...ids, ...barriers.map(({ id }) => id)]);
  const regionIds = new Set(regions.map(({ id }) => id));
  const loose: string[] = [];
  const demand = (holds: boolean, what: string): void => void (holds || loose.push(what));

  demand(waited.size === steps.length + barriers.length, 'an id is there twice');
  const seen = new Set<string>();
  const started = new Set<string>();
  for (const { id, needs, container, waits_for, title } of steps) {
    for (const need of needs) {
      demand(waited.has(need), `${id} needs ${need}`);
      if (ids.has(need)) demand(seen.has(need), `${id} stands before ${need}`);
    }
    demand(new Set(needs).size === needs.length, `${id} needs something twice`);
    if (container !== undefined) demand(started.has(container), `${id} is in ${container}`);
    if (waits_for)
      demand(waited.has(waits_for.of) || regionIds.has(waits_for.of), `${id} joins ${waits_for.of}`);
    demand(typeof title === 'string', `${id} has no title`);
    started.add(id);
    seen.add(id);
  }
  for (const { id, needs } of barriers)
    for (const need of needs) demand(waited.has(need), `${id} needs ${need}`);
  for (const { id, entries, exits } of regions)
    for (const end of [...entries, ...exits]) demand(ids.has(end), `region ${id} has ${end}`);
  for (const { id, after = [], before = [] } of bond_points)
    for (const step of [...after, ...before]) demand(ids.has(step), `bond point ${id} has ${step}`);
  demand(waves.flat().length === steps.length && waves.flat().every((id) => ids.has(id)), 'waves');
  demand(
    critical_path.every((id) => ids.has(id)),
    'critical path',
  );
  return loose;
}
