import { fail } from '../failure/failure.js';
import type { BeadRow, Edge, Node } from '../ledger/bead.js';
import type { Digest } from '../ledger/molecule.js';
import { isSatisfied } from '../ready/blockers.js';
import type { Turn } from '../step/turn.js';
import { waitAnew } from '../step/wait.js';
import { barriersIn } from './barriers.js';
import { digestOf, isSquashedAtItsEnd } from './digest.js';
import { digestIn } from './digest-in.js';
import { type Hanging, isTelling, type Leaving, leaving, refuseWhileClaimed } from './removal.js';

export interface SquashOptions {
  /** What the digest says of the molecule; else it is made from the steps. */
  readonly summary?: string | undefined;
  /** Why it is given up: what is open then ends as cancelled, and nobody's claim counts any more. */
  readonly abandon?: string | undefined;
}

/** What a molecule has become. */
export interface Squashed {
  /** The id of the digest, which is that of the molecule. */
  readonly id: string;
  readonly digest: Digest;
  /** The beads that went into it now; none when it was squashed before. */
  readonly squashed: readonly string[];
}

/** Open steps that a refusal names. */
const MOST_NAMED = 3;

/**
 * Squash a molecule or wisp into its digest, which keeps the id of its root and is permanent (spec: OP-7, OP-9): the rest
 * of it goes, what pointed there points at the digest, and a second squash gives the same digest (LAW-9). Throws GT8201,
 * GT8220, GT8222 when steps are open, and GT8223 while somebody has claimed one.
 */
export function squash(turn: Turn, n: number, options: SquashOptions = {}): Squashed {
  const { tx, now } = turn;
  const root = tx.bead(n);
  if (!root) throw new Error(`there is no bead ${n}`);
  const before = digestIn(root);
  if (before) return { id: root.id, digest: before, squashed: [] };
  const beads = tx.beadsOf(n).filter((bead) => bead.n !== n);
  const going = leaving(tx, root, [...beads, ...barriersIn(tx, n)]);
  const isOpen =
    root.state !== 'closed' ||
    going.inside.some(({ kind, state }) => kind !== 'barrier' && state !== 'closed');
  if (options.abandon === undefined) {
    refuseWhileClaimed(tx, going, { now, verb: 'squash' });
    if (isOpen) refuseOpen(turn, going);
  }
  const digest = digestOf(tx, root, beads, going.molecule, {
    now,
    summary: options.summary,
    abandoned: isOpen ? options.abandon : undefined,
  });
  const ids = beads.map(({ id }) => id);
  const links = linksOf(turn, going);
  const numbers = going.inside.map((node) => node.n);
  tx.redirectEdges(numbers, n);
  tx.remove(numbers);
  tx.removeMolecule(n, { keys: false });
  tx.dropUnusedProtomolecules([]);
  tx.bury(ids.map((id) => ({ id, digest: root.id, at: now })));
  becomeDigest(turn, root, digest, going);
  tx.addEdges(links.filter(({ to }) => !tx.edgesFrom(n).some((edge) => edge.to === to)));
  // Whoever waits for any of it is counted anew, and need not be told that it has ended.
  turn.untold.delete(n);
  for (const hanging of going.outside) pointAtDigest(turn, hanging, n);
  for (const { from } of tx.edgesTo(n)) {
    const waiting = tx.node(from);
    if (waiting) waitAnew(turn, waiting);
  }
  return { id: root.id, digest, squashed: ids };
}

/** Squash what has just ended, when its formula asks for that: `[squash] trigger = "on_complete"`. */
export function squashIfAsked(turn: Turn, n: number): Squashed | undefined {
  const molecule = turn.tx.molecule(n);
  return molecule && isSquashedAtItsEnd(molecule) ? squash(turn, n) : undefined;
}

function refuseOpen({ tx }: Turn, { root, inside, molecule }: Leaving): never {
  const open = inside.filter(
    ({ kind, state }) => kind !== 'barrier' && kind !== 'container' && state !== 'closed',
  );
  const named = open.slice(0, MOST_NAMED).map(({ n }) => tx.idOf(n) ?? '');
  return fail('GT8222', { id: root.id, open: Math.max(molecule.openSteps, open.length), named });
}

/** Links of what goes to beads outside: the digest has them then. */
function linksOf({ tx }: Turn, { root, inside }: Leaving): Edge[] {
  const numbers = new Set([root.n, ...inside.map(({ n }) => n)]);
  const links = new Map<number, Edge>();
  for (const { n } of inside)
    for (const edge of tx.edgesFrom(n))
      if (isTelling(edge) && !numbers.has(edge.to)) links.set(edge.to, { ...edge, from: root.n });
  return [...links.values()];
}

function becomeDigest(turn: Turn, root: BeadRow, digest: Digest, { guests }: Leaving): void {
  const { tx } = turn;
  for (const guest of guests) tx.updateNode(guest.n, { parent: root.n });
  const open = guests.filter(({ state, openChildren }) => state !== 'closed' || openChildren > 0);
  const [headline = ''] = digest.summary.split('\n', 1);
  const node = tx.node(root.n);
  if (!node) throw new Error(`the root ${root.id} is gone`);
  const bare: Node = turn.move(node, {
    kind: 'work',
    molecule: null,
    part: null,
    ephemeral: false,
    openChildren: open.length,
    blockers: 0,
    iteration: 0,
    policy: null,
  });
  tx.updateBead(root.n, { type: 'digest', metadata: digest as unknown as Readonly<Record<string, unknown>> });
  const closed =
    bare.state === 'closed' ? bare : turn.end(bare, digest.outcome, { reason: digest.abandoned });
  if (closed.closeReason === null) turn.move(closed, { closeReason: headline });
  // Its molecule is gone, and was its own.
  tx.append({
    ...{ at: turn.now, type: 'molecule.squashed', subject: root.id, molecule: root.id, actor: turn.actor },
    ...{ attempt: null, data: { digest } },
  });
}

/**
 * What waited for a step waits for the digest now, and its outcome counts; but what was let go by a step that passed is
 * not held again by a digest that did not.
 */
function pointAtDigest(turn: Turn, { node, isHeld, edges }: Hanging, digest: number): void {
  const { tx } = turn;
  const edge = tx.edgesFrom(node.n).find(({ to }) => to === digest);
  const wasThere = !edge || edges.every(({ type }) => type !== edge.type);
  if (edge && !wasThere && !isHeld && !isSatisfied(tx, edge, node.runIf))
    tx.addEdges([{ from: node.n, to: digest, type: 'related' }]);
  waitAnew(turn, tx.node(node.n) ?? node);
}
