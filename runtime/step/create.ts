import type { Bead, Edge, Node } from '../ledger/bead.js';
import { bare, USUAL_PRIORITY } from '../molecule/row.js';
import { blockersOf } from './blocked.js';
import type { Turn } from './turn.js';
import { block, isWaiting } from './wait.js';

/** A bead that somebody adds by hand. */
export interface Draft {
  readonly bead: Omit<Bead, 'n'>;
  readonly labels: readonly string[];
  readonly priority?: number | undefined;
  readonly ephemeral?: boolean | undefined;
  readonly parent?: number | undefined;
  /** What it waits for, or tells of. */
  readonly edges: readonly Omit<Edge, 'from'>[];
  /** Put off until then; null until somebody asks for it. */
  readonly deferUntil?: number | null | undefined;
}

/**
 * Add a bead. In a bead of a molecule it is a step of that molecule like any other, but for its protomolecule, which does
 * not have it; the molecule ends when it has closed too.
 */
export function create(turn: Turn, draft: Draft): Node {
  const { tx } = turn;
  const parent = draft.parent === undefined ? undefined : tx.node(draft.parent);
  const n = tx.nextNumber();
  const soil = {
    molecule: parent?.molecule ?? null,
    part: parent?.part ?? null,
    ephemeral: draft.ephemeral ?? parent?.ephemeral ?? false,
    now: turn.now,
  };
  const node: Node = {
    ...bare(n, 'work', soil),
    parent: parent?.n ?? null,
    priority: draft.priority ?? USUAL_PRIORITY,
  };
  tx.insert([{ node, bead: { ...draft.bead, n }, labels: draft.labels }]);
  turn.inserted(node);
  tx.addEdges(draft.edges.map((edge) => ({ ...edge, from: n })));
  turn.log('bead.created', node, {
    title: draft.bead.title,
    type: draft.bead.type,
    ...(parent && { parent: turn.idOf(parent.n) }),
    ...(draft.deferUntil !== undefined && { isPutOff: true }),
    ...(draft.edges.length > 0 && {
      edges: draft.edges.map(({ to, type }) => ({ on: turn.idOf(to), type })),
    }),
  });
  if (parent) addChild(turn, parent);
  const counted = turn.move(node, { blockers: blockersOf(turn, node) });
  if (draft.deferUntil !== undefined)
    return turn.move(counted, { state: 'deferred', wakeAt: draft.deferUntil });
  if (counted.blockers === 0) turn.follow({ is: 'free', n });
  return counted;
}

/** A bead has one child more: it is not done before that. Whoever works on it already goes on. */
export function addChild(turn: Turn, before: Node): void {
  turn.left.delete(before.n);
  const parent = turn.move(before, { openChildren: before.openChildren + 1 });
  if (parent.state === 'closed') {
    // Something attached to what has closed: what that is in waits for it too.
    const above =
      before.openChildren === 0 && parent.parent !== null ? turn.tx.node(parent.parent) : undefined;
    turn.left.delete(parent.n);
    if (above && turn.tx.spawning(parent.n) === undefined) addChild(turn, above);
  } else if (parent.kind === 'work' && isWaiting(parent)) block(turn, parent);
}
