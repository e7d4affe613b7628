import type { Protomolecule, ProtoStep } from '../emit/protomolecule.js';
import { fieldChanges } from './fields.js';
import { byId, hasOwnTitle, type Matches, type Matching } from './match.js';
import type { Change, FieldChange, Part } from './model.js';

/** Compared part by part, or no part of what is to be done. What is left are keys of the formula itself. */
const NOT_OF_THE_FORMULA: ReadonlySet<string> = new Set([
  'format',
  'name',
  'fingerprint',
  'shape',
  'values',
  'vars',
  'steps',
  'barriers',
  'regions',
  'bond_points',
  // They follow from the order of the steps.
  'waves',
  'critical_path',
  'sources',
]);

/** What says where a step stands among the others. */
export const ORDER_FIELDS: ReadonlySet<string> = new Set(['needs', 'container', 'waits_for']);

/** All that has come, gone or changed, part by part. */
export function changesOf(a: Protomolecule, b: Protomolecule, matches: Matches): Change[] {
  const { steps, regions, barriers, inB } = matches;
  const bondPoints = byId(a.bond_points, b.bond_points);
  const formula = fieldChanges(a, b, { except: NOT_OF_THE_FORMULA });
  return [
    ...(formula.length > 0
      ? [{ part: 'formula' as const, kind: 'changed' as const, id: b.name, fields: formula }]
      : []),
    ...tableChanges('shape', boxed(a.shape), boxed(b.shape)),
    ...tableChanges('value', boxed(a.values), boxed(b.values)),
    ...tableChanges('variable', a.vars, b.vars),
    ...listChanges('step', steps, inB),
    ...listChanges('region', regions, inB),
    ...listChanges('barrier', barriers, inB),
    ...listChanges('bond_point', bondPoints, inB),
  ];
}

/** Scalars as things with one field. */
const boxed = (table: Readonly<Record<string, unknown>> = {}): Record<string, { value: unknown }> =>
  Object.fromEntries(Object.entries(table).map(([id, value]) => [id, { value }]));

function tableChanges(
  part: Part,
  before: Readonly<Record<string, object>>,
  after: Readonly<Record<string, object>>,
): Change[] {
  const list = (table: Readonly<Record<string, object>>) =>
    Object.entries(table).map(([id, fields]) => ({ ...fields, id }));
  return listChanges(part, byId(list(before), list(after)), (id) => id);
}

type Thing = { readonly id: string; readonly origin?: ProtoStep['origin'] };

/** What was removed first, in A's order; then the rest in B's. */
function listChanges<T extends Thing>(
  part: Part,
  { pairs, removed, after }: Matching<T>,
  inB: (id: string) => string,
): Change[] {
  const pairOf = new Map(pairs.map((pair) => [pair.after, pair]));
  const except = new Set(['id', 'origin']);
  const gone = removed.map(
    (each): Change => ({
      part,
      kind: 'removed',
      id: each.id,
      fields: fieldChanges(each, undefined, { except }),
      ...(each.origin && { before: each.origin }),
    }),
  );
  const rest = after.flatMap((each): Change[] => {
    const was = pairOf.get(each)?.before;
    if (!was) {
      const fields = fieldChanges(undefined, each, { except });
      return [{ part, kind: 'added', id: each.id, fields, ...(each.origin && { after: each.origin }) }];
    }
    const fields = changedFields(was, each, inB);
    const isRenamed = was.id !== each.id;
    if (fields.length === 0 && !isRenamed) return [];
    const origins = {
      ...(was.origin && { before: was.origin }),
      ...(each.origin && { after: each.origin }),
    };
    return [
      isRenamed
        ? { part, kind: 'renamed', id: each.id, was: was.id, fields, ...origins }
        : { part, kind: 'changed', id: each.id, fields, ...origins },
    ];
  });
  return [...gone, ...rest];
}

/** The fields that name steps, with the names of A as B has them. */
const NAMING: ReadonlySet<string> = new Set([...ORDER_FIELDS, 'entries', 'exits', 'after', 'before']);

function changedFields(was: Thing, is: Thing, inB: (id: string) => string): FieldChange[] {
  const derived = was.id !== is.id && isStep(was) && isStep(is) && !hasOwnTitle(was) && !hasOwnTitle(is);
  const renamed = (field: string, value: unknown): unknown => {
    if (!NAMING.has(field)) return value;
    if (typeof value === 'string') return inB(value);
    if (Array.isArray(value)) return value.map((id) => (typeof id === 'string' ? inB(id) : id));
    return isSpawner(value) ? { ...value, of: inB(value.of) } : value;
  };
  return fieldChanges(was, is, { except: new Set(['id', 'origin', ...(derived ? ['title'] : [])]), renamed });
}

const isStep = (thing: Thing): thing is ProtoStep => thing.origin !== undefined;

const isSpawner = (value: unknown): value is { of: string } =>
  typeof value === 'object' && value !== null && 'of' in value && typeof value.of === 'string';
