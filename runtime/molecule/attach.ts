import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import type { Bead, Edge, Node } from '../ledger/bead.js';
import { hasBegun } from '../ready/blockers.js';
import { blockersOf, reconsider } from '../step/blocked.js';
import { addChild } from '../step/create.js';
import type { Turn } from '../step/turn.js';
import type { Ingredients } from './ingredients.js';
import { plan } from './plan.js';
import { plant } from './plant.js';
import { bare, type Soil, USUAL_PRIORITY } from './row.js';

/** Where something is attached to a living molecule. */
export interface Attachment {
  /** What it is in: the molecule, a container, or the step that spawns it. */
  readonly parent: Node;
  /** Its id behind that of the molecule, such as `survey.item3`. */
  readonly name: string;
  /** Beads that come before it. */
  readonly after: readonly Omit<Edge, 'from'>[];
  /** The bond point; null where it hangs on its parent alone. */
  readonly point: string | null;
  /** Runs although what comes before it was skipped or failed, as the edges say. */
  readonly runIf?: Node['runIf'] | undefined;
}

/**
 * Attach a protomolecule to a living molecule: a container with the steps in it, one node of the molecule like any other.
 * Gives the container.
 */
export function attach(turn: Turn, molecule: number, ingredients: Ingredients, at: Attachment): Node {
  const { tx } = turn;
  const { protomolecule, bundle, values } = ingredients;
  const { fingerprint } = protomolecule;
  tx.putProtomolecule({ fingerprint, protomolecule, bundle });
  const n = tx.nextNumber();
  const ephemeral = at.parent.ephemeral;
  const part = tx.insertPart({
    molecule,
    root: n,
    fingerprint,
    prefix: `${at.name}.`,
    values,
    point: at.point,
  });
  const node: Node = {
    ...bare(n, 'container', { molecule, part, ephemeral, now: turn.now }),
    parent: at.parent.n,
    priority: USUAL_PRIORITY,
    runIf: at.runIf ?? 'passed',
  };
  const moleculeId = turn.idOf(molecule) ?? '';
  tx.insert([{ node, bead: containerBead(n, `${moleculeId}.${at.name}`, protomolecule, turn.actor) }]);
  turn.inserted(node);
  tx.addEdges(at.after.map((edge) => ({ ...edge, from: n })));
  turn.log('molecule.bonded', node, {
    formula: protomolecule.name,
    fingerprint,
    parent: turn.idOf(at.parent.n),
    steps: protomolecule.steps.length,
    made: protomolecule.steps.map(({ id }) => id),
    values,
    ...(at.after.length > 0 && { after: at.after.map(({ to, type }) => ({ on: turn.idOf(to), type })) }),
    ...(at.point !== null && { point: at.point }),
  });
  addChild(turn, tx.node(at.parent.n) ?? at.parent);

  const soil: Soil = {
    molecule,
    moleculeId,
    part,
    prefix: `${at.name}.`,
    ephemeral,
    values,
    actor: turn.actor,
    now: turn.now,
  };
  const planned = plan(protomolecule, { ...soil, first: n + 1, root: n, rootHasBegun: false });
  if (planned.hasLonely) turn.changeMolecule(molecule, { hasLonely: true });
  const counted = turn.move(node, { openChildren: planned.top });
  plant(turn, planned.rows);
  reconsider(turn, counted, blockersOf(turn, counted));
  return tx.node(n) ?? counted;
}

/** What could not be attached has failed, where whoever waits for it sees that. */
export function attachFailed(turn: Turn, parent: Node, name: string, reason: string): Node {
  const { tx } = turn;
  const n = tx.nextNumber();
  const { molecule, part, ephemeral } = parent;
  const node: Node = { ...bare(n, 'work', { molecule, part, ephemeral, now: turn.now }), parent: parent.n };
  const id = `${turn.idOf(molecule ?? parent.n)}.${name}`;
  tx.insert([
    { node, bead: containerBead(n, id, { name: 'Could not be attached', description: reason }, turn.actor) },
  ]);
  turn.inserted(node);
  turn.log('bead.created', node, {
    title: 'Could not be attached',
    type: 'epic',
    parent: turn.idOf(parent.n),
  });
  addChild(turn, tx.node(parent.n) ?? parent);
  return turn.end(node, 'fail', { reason });
}

const containerBead = (
  n: number,
  id: string,
  { name, description }: Pick<Protomolecule, 'name' | 'description'>,
  actor: string,
): Bead => ({
  n,
  id,
  title: name,
  description: description ?? '',
  design: '',
  acceptance: '',
  notes: '',
  type: 'epic',
  assignee: null,
  owner: null,
  createdBy: actor,
  dueAt: null,
  externalRef: null,
  estimate: null,
  metadata: null,
  step: null,
  extra: null,
});

/** Whether nobody has begun a node, so that it can be made to wait. */
export const isUnbegun = (node: Node): boolean =>
  node.kind === 'container'
    ? !hasBegun(node)
    : node.state !== 'closed' && node.state !== 'claimed' && node.state !== 'verifying';
