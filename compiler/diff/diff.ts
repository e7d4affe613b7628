import type { Protomolecule } from '../emit/protomolecule.js';
import { changesOf, ORDER_FIELDS } from './changes.js';
import { type StepEvents, stepEvents } from './events.js';
import { byId, type Matches, type Matching, matchAll } from './match.js';
import type { AsideDiff, Change, OrderDiff, ProtomoleculeDiff, Size } from './model.js';
import { compareOrder } from './order.js';
import { sameValue } from './same-value.js';

export interface DiffOptions {
  /** Whether equal fingerprints settle it. A file may have been changed after its fingerprint was made. */
  readonly trustFingerprints?: boolean;
}

/**
 * What has become of `a` in `b`. `diff(p, p)` is empty, and `diff(b, a)` says the same with the sides
 * exchanged. Throws a RangeError when steps of one wait for each other in a circle: no cooked one has that,
 * and who reads one from elsewhere has checked it.
 */
export function diff(
  a: Protomolecule,
  b: Protomolecule,
  { trustFingerprints = true }: DiffOptions = {},
): ProtomoleculeDiff {
  const size = { before: sizeOf(a), after: sizeOf(b) };
  const matches = matchAll(a, b);
  const aside = asideOf(a, b, matches);
  if (trustFingerprints && a.fingerprint === b.fingerprint)
    return { same: true, changes: [], order: UNCHANGED, aside, size };
  const changes = changesOf(a, b, matches);
  const order = orderOf(a, b, matches, changes);
  return { same: changes.length === 0 && !order.relisted, changes, order, aside, size };
}

const UNCHANGED: OrderDiff = { effective: 'same', lost: [], gained: [], rewritten: 0, relisted: false };

const sizeOf = ({ steps, waves }: Protomolecule): Size => ({ steps: steps.length, waves: waves.length });

function orderOf(
  a: Protomolecule,
  b: Protomolecule,
  { steps, barriers, regions }: Matches,
  changes: readonly Change[],
): OrderDiff {
  const inBoth = changes.filter(({ kind }) => kind === 'changed' || kind === 'renamed');
  const touched = inBoth.filter(({ fields }) => fields.some(({ field }) => ORDER_FIELDS.has(field)));
  const rewritten = touched.filter(({ part }) => part === 'step').length;
  const relisted =
    isRelisted(a.steps, steps) ||
    isRelisted(a.regions, regions) ||
    isRelisted(a.barriers, barriers) ||
    isRelisted(a.bond_points, byId(a.bond_points, b.bond_points));
  const same = { ...UNCHANGED, rewritten, relisted };
  // Steps that came or went change needs only where they stood between others.
  if (touched.length === 0) return same;
  const ids = (pairs: Matching<{ readonly id: string }>['pairs']) =>
    pairs.map(({ before, after }) => ({ before: before.id, after: after.id }));
  return { ...same, ...compareOrder(events(a), events(b), ids(steps.pairs), ids(barriers.pairs)) };
}

function events(protomolecule: Protomolecule): StepEvents {
  const found = stepEvents(protomolecule);
  if (!found) throw new RangeError(`steps of ${protomolecule.name} wait for each other in a circle`);
  return found;
}

/** Whether what both sides have comes in another order. */
function isRelisted<T>(before: readonly T[], { pairs }: Matching<T>): boolean {
  const places = new Map(before.map((each, place) => [each, place]));
  let last = -1;
  for (const pair of pairs) {
    const place = places.get(pair.before) as number;
    if (place < last) return true;
    last = place;
  }
  return false;
}

function asideOf(a: Protomolecule, b: Protomolecule, { steps }: Matches): AsideDiff {
  const inA = new Map(a.sources.map(({ id, sha256 }) => [id, sha256]));
  const inB = new Map(b.sources.map(({ id, sha256 }) => [id, sha256]));
  return {
    ...(a.name !== b.name && { name: { before: a.name, after: b.name } }),
    moved: steps.pairs.filter(({ before, after }) => !sameValue(before.origin, after.origin)).length,
    sources: {
      added: [...inB.keys()].filter((id) => !inA.has(id)),
      removed: [...inA.keys()].filter((id) => !inB.has(id)),
      changed: [...inB].filter(([id, hash]) => inA.has(id) && inA.get(id) !== hash).map(([id]) => id),
    },
  };
}
