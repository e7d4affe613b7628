import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import type { Protomolecule, ProtoStep } from '../emit/protomolecule.js';
import { memoryHost } from '../host-memory.js';
import { type DrawnFormula, drawnFormula } from '../testing/random-formula.js';
import { filesOf, writeFormula } from '../testing/written-formula.js';
import { diff } from './diff.js';
import type { Change, FieldChange, ProtomoleculeDiff } from './model.js';

const ALWAYS = { trustFingerprints: false };

async function cook(drawn: DrawnFormula): Promise<Protomolecule> {
  const host = memoryHost(filesOf(writeFormula(drawn)));
  const [candidate] = host.candidates('f');
  const { protomolecule } = await compile(candidate as NonNullable<typeof candidate>, host);
  return protomolecule as Protomolecule;
}

/** Two formulas, one made of the other by exchanging some of its steps. */
const twoFormulas = fc
  .record({ a: drawnFormula, b: drawnFormula, kept: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }) })
  .map(({ a, b, kept }) => ({
    a,
    b: {
      ...b,
      templates: a.templates,
      steps: a.steps.map((step, at) => (kept[at] ? step : (b.steps[at] ?? step))),
    },
  }));

const law = (check: (a: Protomolecule, b: Protomolecule) => void): Promise<void> =>
  fc.assert(
    fc.asyncProperty(twoFormulas, async (drawn) => {
      const [a, b] = [await cook(drawn.a), await cook(drawn.b)];
      fc.pre(a.steps.length + b.steps.length < 300);
      check(a, b);
    }),
    { numRuns: 60 },
  );

describe('the laws of diff', () => {
  it('diff(a, a) is empty', () =>
    law((a) => {
      expect(diff(a, structuredClone(a), ALWAYS)).toEqual({
        same: true,
        changes: [],
        order: { effective: 'same', lost: [], gained: [], rewritten: 0, relisted: false },
        aside: { moved: 0, sources: { added: [], removed: [], changed: [] } },
        size: { before: sizeOf(a), after: sizeOf(a) },
      });
    }));

  it('diff(b, a) is diff(a, b) with the sides exchanged', () =>
    law((a, b) => {
      expect(inAnyOrder(mirrored(diff(a, b, ALWAYS)))).toEqual(inAnyOrder(diff(b, a, ALWAYS)));
    }));

  it('is empty for equal fingerprints, and for no others', () =>
    law((a, b) => {
      expect(diff(a, b, ALWAYS).same).toBe(a.fingerprint === b.fingerprint);
    }));

  it('applied to a gives b', () =>
    law((a, b) => {
      expect(applied(a, diff(a, b, ALWAYS))).toEqual(
        Object.fromEntries(b.steps.map((step) => [step.id, bare(step)])),
      );
    }));

  it('tells an order exactly where one is lost, and what follows from it', () =>
    law((a, b) => {
      const { changes, order } = diff(a, b, ALWAYS);
      const renamed = new Map(
        changes.flatMap(({ part, was, id }) => (part === 'step' && was ? [[id, was]] : [])),
      );
      const gone = new Set(
        changes.flatMap((each) => (each.part === 'step' && each.kind === 'added' ? each.id : [])),
      );
      const common = b.steps.flatMap(({ id }) =>
        gone.has(id) ? [] : [{ before: renamed.get(id) ?? id, after: id }],
      );
      const [inA, inB] = [reachIn(a), reachIn(b)];
      const lost = common.flatMap((step) =>
        common
          .filter((other) => other !== step)
          .filter((other) => inA(`end ${other.before}`, `start ${step.before}`))
          .filter((other) => !inB(`end ${other.after}`, `start ${step.after}`))
          .map((other) => ({ step, other })),
      );
      const nameInA = (id: string): string => renamed.get(id) ?? id;
      const isLost = new Set(lost.map(({ step, other }) => `${step.after} ${other.after}`));
      for (const { step, waitsFor } of order.lost) expect(isLost).toContain(`${step} ${waitsFor}`);
      for (const { step, other } of lost) {
        const follows = order.lost.some(
          (told) =>
            inA(`end ${other.before}`, `end ${nameInA(told.waitsFor)}`) &&
            inA(`start ${nameInA(told.step)}`, `start ${step.before}`),
        );
        expect({ step, other, follows }).toEqual({ step, other, follows: true });
      }
      const none = order.lost.length + order.gained.length === 0;
      expect(order.effective).toBe(none ? 'same' : 'changed');
    }));
});

const sizeOf = ({ steps, waves }: Protomolecule) => ({ steps: steps.length, waves: waves.length });

function mirrored(found: ProtomoleculeDiff): ProtomoleculeDiff {
  const { same, changes, order, aside, size } = found;
  const inA = new Map(changes.flatMap(({ part, id, was }) => (part === 'step' && was ? [[id, was]] : [])));
  const named = ({ step, waitsFor }: { step: string; waitsFor: string }) => ({
    step: inA.get(step) ?? step,
    waitsFor: inA.get(waitsFor) ?? waitsFor,
  });
  const { added, removed, changed } = aside.sources;
  return {
    same,
    changes: changes.map(mirroredChange),
    order: { ...order, lost: order.gained.map(named), gained: order.lost.map(named) },
    aside: {
      ...aside,
      ...(aside.name && { name: { before: aside.name.after, after: aside.name.before } }),
      sources: { added: removed, removed: added, changed },
    },
    size: { before: size.after, after: size.before },
  };
}

function mirroredChange({ kind, id, was, before, after, fields, ...rest }: Change): Change {
  const other = { added: 'removed', removed: 'added', changed: 'changed', renamed: 'renamed' } as const;
  return {
    ...rest,
    kind: other[kind],
    id: was ?? id,
    ...(was !== undefined && { was: id }),
    fields: fields.map(mirroredField),
    ...(after && { before: after }),
    ...(before && { after: before }),
  };
}

function mirroredField({ field, ...sides }: FieldChange): FieldChange {
  return {
    field,
    ...('after' in sides && { before: sides.after }),
    ...('before' in sides && { after: sides.before }),
    ...(sides.removed && { added: sides.removed }),
    ...(sides.added && { removed: sides.added }),
  };
}

const inAnyOrder = ({ changes, order, ...rest }: ProtomoleculeDiff): object => ({
  ...rest,
  changes: changes.map((each) => JSON.stringify(sortedKeys(each))).sort(),
  order: {
    ...order,
    lost: order.lost.map((each) => JSON.stringify(each)).sort(),
    gained: order.gained.map((each) => JSON.stringify(each)).sort(),
  },
});

const sortedKeys = (value: object): object =>
  Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [
        key,
        typeof item === 'object' && !Array.isArray(item) ? sortedKeys(item) : item,
      ]),
  );

type Fields = Record<string, unknown>;

/** What the steps of `a` become, by id, told only by the changes. */
function applied({ steps }: Protomolecule, { changes }: ProtomoleculeDiff): Record<string, Fields> {
  const own = changes.filter(({ part }) => part === 'step');
  const names = new Map(changes.flatMap(({ id, was }) => (was ? [[was, id]] : [])));
  const inB = (id: string): string => names.get(id) ?? id;
  const result: Record<string, Fields> = {};
  for (const step of steps) {
    const change = own.find(({ kind, id, was }) => kind !== 'added' && (was ?? id) === step.id);
    if (change?.kind === 'removed') continue;
    const { needs, container, title, ...rest } = bare(step);
    const isDerived = step.id !== inB(step.id);
    result[inB(step.id)] = withFields(
      {
        ...rest,
        needs: (needs as string[]).map(inB),
        title: isDerived ? titleIn(inB(step.id)) : title,
        ...(container !== undefined && { container: inB(container as string) }),
      },
      change?.fields ?? [],
    );
  }
  for (const { kind, id, fields } of own) if (kind === 'added') result[id] = withFields({}, fields);
  return result;
}

/** The drawn steps have no titles. */
const titleIn = (id: string): string => {
  const words = (id.split('.').at(-1) as string).replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const bare = ({ id: _, origin: __, ...fields }: ProtoStep): Fields => fields;

function withFields(of: Fields, fields: readonly FieldChange[]): Fields {
  const result = { ...of };
  for (const { field, ...sides } of fields) {
    if ('after' in sides) result[field] = sides.after;
    else delete result[field];
  }
  return result;
}

/** Whether one start or end is another, or comes before it, by walking every edge. */
function reachIn({ steps, barriers }: Protomolecule): (from: string, to: string) => boolean {
  const edges = new Map<string, Set<string>>();
  const edge = (from: string, to: string): void => {
    edges.set(from, (edges.get(from) ?? new Set()).add(to));
  };
  const containers = new Set(steps.map(({ container }) => container));
  for (const { id, needs } of [...steps, ...barriers]) {
    edge(`start ${id}`, `end ${id}`);
    if (!containers.has(id)) edge(`end ${id}`, `start ${id}`);
    for (const need of needs) edge(`end ${need}`, `start ${id}`);
  }
  for (const { id, container } of steps) {
    if (container === undefined) continue;
    edge(`start ${container}`, `start ${id}`);
    edge(`end ${id}`, `end ${container}`);
  }
  const reached = new Map<string, Set<string>>();
  return (from, to) => {
    const met = reached.get(from) ?? new Set([from]);
    if (!reached.has(from)) for (const each of met) for (const next of edges.get(each) ?? []) met.add(next);
    reached.set(from, met);
    return met.has(to);
  };
}
