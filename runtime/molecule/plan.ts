import type { Protomolecule, ProtoStep } from '../../compiler/emit/protomolecule.js';
import type { Node } from '../ledger/bead.js';
import { barrierRow, type Row, rowOf, type Soil } from './row.js';

/** What a part brings: a pure function of its protomolecule and where it goes. */
export interface Plan {
  readonly steps: number;
  /** Rows that are at the top of the part. */
  readonly top: number;
  /** How many of the steps are active, as they are planned. */
  readonly hasLonely: boolean;
  /** Made anew each time it is gone through, so that no more than one row is held at once. */
  rows(): Generator<Row>;
}

/** Where the part is put. */
export interface Ground extends Soil {
  /** The number of its first node; the others follow, barriers last. */
  readonly first: number;
  /** What its top steps are in, and whether that has begun. */
  readonly root: number;
  readonly rootHasBegun: boolean;
}

/** Plan the steps and barriers of a protomolecule: numbers in the order of its steps, states as they are at once. */
export function plan(protomolecule: Protomolecule, ground: Ground): Plan {
  const { steps, barriers } = protomolecule;
  const numbers = new Map<string, number>();
  for (const { id } of steps) numbers.set(id, ground.first + numbers.size);
  for (const { id } of barriers) numbers.set(id, ground.first + numbers.size);
  const children = new Map<string, number>();
  let top = 0;
  for (const { container } of steps) {
    if (container === undefined) top += 1;
    else children.set(container, (children.get(container) ?? 0) + 1);
  }
  return {
    steps: steps.length,
    top,
    hasLonely: steps.some(({ parallel }) => parallel === false),
    rows: () => rowsOf(protomolecule, ground, numbers, children),
  };
}

function* rowsOf(
  { steps, barriers }: Protomolecule,
  ground: Ground,
  numbers: ReadonlyMap<string, number>,
  children: ReadonlyMap<string, number>,
): Generator<Row> {
  const numberOf = (id: string): number | undefined => numbers.get(id);
  // A container comes before what is in it: its start is one of what that waits for.
  const begun = new Set<number>();
  let n = ground.first;
  for (const step of steps) {
    const parent = step.container === undefined ? ground.root : (numbers.get(step.container) ?? ground.root);
    const parentHasBegun = step.container === undefined ? ground.rootHasBegun : begun.has(parent);
    const openChildren = children.get(step.id) ?? 0;
    const row = rowOf(step, { n, parent, parentHasBegun, openChildren, numberOf }, ground);
    const node = atOnce(row, step, ground.now);
    if (node.state === 'running') begun.add(n);
    yield { ...row, node };
    n += 1;
  }
  for (const { needs } of barriers) yield barrierRow(needs, { n: n++, numberOf }, ground);
}

/**
 * What waits for nothing begins as it is inserted; what has gates, may have to stand alone, or runs only if a need
 * fails, of which it has none, is released afterwards.
 */
function atOnce({ node, gates }: Row, step: ProtoStep, now: number): Node {
  if (node.blockers > 0 || gates.length > 0 || step.parallel === false || step.run_if === 'failed')
    return node;
  if (node.kind === 'work') return { ...node, state: 'ready' };
  if (node.kind !== 'container' || node.openChildren === 0) return node;
  return { ...node, state: 'running', startedAt: now, iteration: step.loop ? 1 : 0 };
}
