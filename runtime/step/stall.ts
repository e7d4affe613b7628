import { isOpen, type Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Molecule } from '../ledger/molecule.js';
import { makeCleanUp } from '../molecule/lean.js';
import { hasBegun, isSatisfied } from '../ready/blockers.js';
import type { Turn } from './turn.js';

/**
 * Nothing in a molecule will go on by itself. If steps are open that always run, they run now: what they wait for will
 * not end, but for those of them that wait for others of them (spec: STEP-7). If there are none, the molecule is
 * stalled, which is said once; one that is cancelled ends.
 */
export function releaseClean(turn: Turn, molecule: Molecule): void {
  if (molecule.openSteps === 0) {
    if (molecule.stalled) turn.changeMolecule(molecule.n, { stalled: false });
    return;
  }
  makeCleanUp(turn, molecule);
  // Those without blockers were let go already, and wait for what is in them.
  const waiting = turn.tx
    .nodesOf(molecule.n)
    .filter(
      ({ runIf, state, kind, blockers }) =>
        runIf === 'always' && state === 'blocked' && kind !== 'barrier' && blockers > 0,
    );
  const numbers = new Set(waiting.map(({ n }) => n));
  for (const node of waiting) {
    if (waitsForOneOf(turn.tx, node, numbers)) continue;
    turn.move(node, { blockers: 0 });
    turn.follow({ is: 'free', n: node.n });
  }
  if (waiting.length > 0) return;
  if (molecule.cancelled !== null) {
    cancelRest(turn, molecule.n, molecule.cancelled);
  } else if (!molecule.stalled) {
    turn.changeMolecule(molecule.n, { stalled: true });
    const root = turn.tx.node(molecule.n);
    if (root) turn.log('molecule.stalled', root, { openSteps: molecule.openSteps });
  }
}

/** In what runs although its molecule is cancelled, something waits for what was cancelled. What has begun ends with the rest. */
function cancelRest(turn: Turn, molecule: number, reason: string): void {
  for (const node of turn.tx.nodesOf(molecule))
    if (isOpen(node) && node.kind !== 'barrier' && node.state !== 'running')
      turn.end(node, 'cancelled', { reason });
}

/** That a node begins, or that it ends. */
interface Moment {
  readonly node: Node;
  readonly isEnd: boolean;
}

/** Whether a node waits, directly or not, for the end of one of `others`. */
function waitsForOneOf(view: View, node: Node, others: ReadonlySet<number>): boolean {
  const queue: Moment[] = [{ node, isEnd: false }];
  const seen = new Set<string>();
  for (const moment of queue) {
    const key = `${moment.node.n} ${moment.isEnd}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (moment.isEnd && others.has(moment.node.n)) return true;
    queue.push(...before(view, moment));
  }
  return false;
}

/** What comes before a node begins, or before it ends. */
function* before(view: View, { node, isEnd }: Moment): Generator<Moment> {
  if (isEnd) {
    yield { node, isEnd: false };
    for (const child of node.openChildren > 0 ? view.children(node.n) : [])
      if (isOpen(child)) yield { node: child, isEnd: true };
    return;
  }
  for (const edge of view.edgesFrom(node.n)) {
    const target = isSatisfied(view, edge, node.runIf) ? undefined : view.node(edge.to);
    if (target && isOpen(target)) yield { node: target, isEnd: true };
  }
  const parent = node.parent === null ? undefined : view.node(node.parent);
  if (parent && !hasBegun(parent)) yield { node: parent, isEnd: false };
}
