import { newId } from '../beads/ids.js';
import { fail } from '../failure/failure.js';
import type { Bead, Node } from '../ledger/bead.js';
import type { Turn } from '../step/turn.js';
import { type ConvoyFacts, renderConvoy } from './convoy.js';
import type { Ingredients } from './ingredients.js';
import { plan } from './plan.js';
import { plant } from './plant.js';
import { bare, type Soil, USUAL_PRIORITY } from './row.js';

export interface PourOptions {
  readonly phase: 'liquid' | 'vapor';
  /** With the key of an earlier call, what that call made is given back (spec: OP-3). */
  readonly key?: string | undefined;
  /** Who is to do all of it; of the root. */
  readonly assignee?: string | null | undefined;
  readonly facts?: ConvoyFacts | undefined;
}

export interface Poured {
  /** The id of the molecule. */
  readonly id: string;
  readonly n: number;
  /** False when an earlier call with the same key had made it. */
  readonly isNew: boolean;
  readonly steps: number;
}

/**
 * Pour a protomolecule into a molecule, or make a wisp of it: every step with its order, in the transaction of the turn,
 * read again and compared with the protomolecule before that ends (spec: OP-1 to OP-5).
 */
export function pour(turn: Turn, ingredients: Ingredients, options: PourOptions): Poured {
  const { protomolecule } = ingredients;
  refuseWrongPhase(ingredients, options);
  const earlier = options.key === undefined ? undefined : turn.tx.keyed(options.key);
  if (earlier !== undefined) return pouredBefore(turn, earlier);

  const { tx } = turn;
  tx.putProtomolecule({ fingerprint: protomolecule.fingerprint, protomolecule, bundle: ingredients.bundle });
  const rendered = renderConvoy(protomolecule, ingredients.values, options.facts ?? {});
  const id = newId(tx, {
    title: protomolecule.name,
    description: protomolecule.fingerprint,
    actor: turn.actor,
    now: turn.now,
    infix: options.phase === 'liquid' ? 'mol' : 'wisp',
  });
  // A convoy's texts are rendered when it is poured and stand in its rows alone.
  const isLean = options.phase === 'vapor' && protomolecule.pour !== true && rendered === protomolecule;
  const n = insertRoot(turn, id, ingredients, options, isLean);
  const part = tx.insertPart({
    molecule: n,
    root: n,
    fingerprint: protomolecule.fingerprint,
    prefix: '',
    values: ingredients.values,
    point: null,
  });
  tx.updateNode(n, { part });
  if (options.key !== undefined) tx.setKey(options.key, id);
  const soil: Soil = {
    molecule: n,
    moleculeId: id,
    part,
    prefix: '',
    ephemeral: options.phase === 'vapor',
    values: ingredients.values,
    actor: turn.actor,
    now: turn.now,
  };
  const planned = plan(rendered, { ...soil, first: n + 1, root: n, rootHasBegun: true });
  turn.changeMolecule(n, { hasLonely: planned.hasLonely });
  const root = turn.move(
    { ...bare(n, 'container', soil), state: 'running' },
    { openChildren: planned.top, part },
  );
  turn.log('molecule.poured', root, {
    formula: protomolecule.name,
    fingerprint: protomolecule.fingerprint,
    phase: options.phase,
    steps: planned.steps,
    made: protomolecule.steps.map(({ id }) => id),
    values: ingredients.values,
    ...(options.key !== undefined && { key: options.key }),
  });
  if (isLean) {
    turn.countUnmade(n, planned.steps);
    turn.follow({ is: 'begun', n });
  } else plant(turn, planned.rows);
  return { id, n, isNew: true, steps: planned.steps };
}

/** A formula that says where it is meant to run is not poured elsewhere (spec: PHASE-5); an aspect has no steps. */
function refuseWrongPhase({ protomolecule: { name, phase, type } }: Ingredients, options: PourOptions): void {
  if (type === 'aspect') fail('GT8203', { name });
  if (phase !== undefined && phase !== options.phase) fail('GT8202', { name, phase });
}

function pouredBefore(turn: Turn, id: string): Poured {
  const n = turn.tx.numberOf(id);
  if (n === undefined) throw new Error(`the key of ${id} has outlived it`);
  return { id, n, isNew: false, steps: turn.tx.molecule(n)?.openSteps ?? 0 };
}

function insertRoot(
  turn: Turn,
  id: string,
  { protomolecule }: Ingredients,
  { phase, assignee = null }: PourOptions,
  isLean: boolean,
): number {
  const { tx } = turn;
  const n = tx.nextNumber();
  const node: Node = {
    ...bare(n, 'container', { molecule: n, part: null, ephemeral: phase === 'vapor', now: turn.now }),
    state: 'running',
    startedAt: turn.now,
    priority: USUAL_PRIORITY,
  };
  const bead: Bead = {
    n,
    id,
    title: protomolecule.name,
    description: protomolecule.description ?? '',
    design: '',
    acceptance: '',
    notes: '',
    type: 'molecule',
    assignee,
    owner: null,
    createdBy: turn.actor,
    dueAt: null,
    externalRef: null,
    estimate: null,
    metadata: null,
    step: null,
    extra: null,
  };
  tx.insert([{ node, bead }]);
  tx.insertMolecule({
    n,
    phase,
    formula: protomolecule.name,
    paused: false,
    openSteps: 0,
    activeSteps: 0,
    runningSteps: 0,
    hasLonely: false,
    lean: isLean,
    stalled: false,
    cancelled: null,
    squash: protomolecule.squash ?? null,
    home: null,
  });
  return n;
}
