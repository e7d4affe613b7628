import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compilation, compile } from './compile.js';
import { PHASES } from './cook.js';
import { renderHuman } from './diagnostics/human.js';
import isProtomolecule from './emit/generated/validator.js';
import type { Protomolecule } from './emit/protomolecule.js';
import { memoryHost } from './host-memory.js';
import { cookText } from './testing/cook-text.js';
import { schemaFormulas } from './testing/schema-formula.js';

const RUNS = 150;

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
          expect(isProtomolecule(protomolecule) || isProtomolecule.errors).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
    expect(cooked).toBeGreaterThan(RUNS / 10);
  });
});

describe('findings', () => {
  it('of all phases come back together, in the order of the files, none of them twice', async () => {
    const { findings } = await cookText({
      main: `
        extends = ["left", "right"]
        descripton = "misspelt"
        [[steps]]
        id = "a"
        title = "{{nobody}}"
        needs = ["nowhere"]
        timeout = "soon"
        [[steps]]
        id = "b"
        needs = ["b"]
        condition = "{{nobody}}"
        [[steps]]
        id = "c"
        expand = "grown"
        expand_vars = { q = 1 }
        [compose]
        aspects = ["watch"]
      `,
      left: 'pour = true\nsteps = []',
      right: 'pour = false\nsteps = []',
      grown: 'type = "expansion"\nvars.p = ""\ntemplate = [{ id = "{target}" }, { id = "{target}" }]',
      watch: 'type = "aspect"\nadvice = [{ before = { id = "x" } }]',
    });
    expect(findings.match(/^(?:error|warning)\[\w+\]: .*\n +--> \S+/gm)).toEqual([
      'error[GT4003]: "left" and "right" both define "pour", each in its own way\n --> main.formula.toml:2:20',
      'error[GT2001]: unknown key "descripton" in the formula\n --> main.formula.toml:3:1',
      'error[GT3002]: no variable "nobody" is declared\n --> main.formula.toml:6:10',
      'error[GT3001]: step "a" has "nowhere" in "needs", but no step has that id\n --> main.formula.toml:7:10',
      'error[GT2013]: "timeout" is "soon", which is not a duration\n --> main.formula.toml:8:11',
      'error[GT6002]: these steps wait for each other: b -> b\n  --> main.formula.toml:11:10',
      'error[GT3002]: no variable "nobody" is declared\n  --> main.formula.toml:12:14',
      'error[GT5004]: "grown" has no parameter "q"\n  --> main.formula.toml:16:17',
      'error[GT6001]: two steps have the id "c"\n --> grown.formula.toml:4:41',
      'error[GT5010]: the advice does not say which steps it is for: it has no "target", and the formula no "pointcuts"\n --> watch.formula.toml:3:11',
    ]);
  });
});

describe('what stands after a phase', () => {
  it('can be had as plain data, of a formula with every construct and of one with mistakes', async () => {
    const files = {
      main: `
        steps = [
          { id = "box", children = [{ id = "x" }] },
          { id = "loop", needs = ["box"], loop = { count = 2, body = [{ id = "y", condition = "false" }] } },
          { id = "grown", expand = "two" },
        ]
        advice = [{ target = "grown", before = { id = "b" } }]
        compose.aspects = ["watch"]
      `,
      two: 'type = "expansion"\ntemplate = [{ id = "{target}.a" }]',
      watch: 'type = "aspect"\nadvice = [{ target = "x", before = { id = "w" } }]',
    };
    for (const phase of PHASES) {
      const stands = await standing(files, phase);
      expect(JSON.parse(JSON.stringify(stands))).toEqual(stands);
      expect(
        JSON.stringify(await standing({ ...files, main: files.main.replace('"box"]', '"bx"]') }, phase)),
      ).toBeTruthy();
    }
    expect(await standing(files, 'wire')).toEqual([
      {
        id: 'box',
        kind: 'container',
        members: [
          {
            id: 'x',
            kind: 'advice',
            members: [
              { id: 'w', kind: 'step' },
              { id: 'x', kind: 'step', needs: [{ node: 'w' }] },
            ],
          },
        ],
      },
      {
        id: 'loop',
        kind: 'loop',
        needs: ['box'],
        members: [
          {
            id: 'loop.iter1',
            kind: 'iteration',
            members: [{ id: 'loop.iter1.y', kind: 'step', removed: true }],
          },
          {
            id: 'loop.iter2',
            kind: 'iteration',
            needs: [{ node: 'loop.iter1' }],
            members: [{ id: 'loop.iter2.y', kind: 'step', removed: true }],
          },
        ],
      },
      {
        id: 'grown',
        kind: 'advice',
        members: [
          { id: 'b', kind: 'step' },
          {
            id: 'grown',
            kind: 'expansion',
            needs: [{ node: 'b' }],
            members: [{ id: 'grown.a', kind: 'step' }],
          },
        ],
      },
    ]);
  });
});

async function standing(files: Record<string, string>, emit: (typeof PHASES)[number]): Promise<unknown> {
  const texts = Object.entries(files).map(([name, text]) => [
    `${name}.formula.toml`,
    `formula = "${name}"\n${text}`,
  ]);
  const host = memoryHost(Object.fromEntries(texts));
  const [candidate] = host.candidates('main');
  return (await compile(candidate as NonNullable<typeof candidate>, host, { emit })).stands;
}

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
