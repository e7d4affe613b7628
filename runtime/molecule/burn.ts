import { fail } from '../failure/failure.js';
import type { Outcome } from '../ledger/bead.js';
import type { Turn } from '../step/turn.js';
import { waitAnew } from '../step/wait.js';
import { digestIn } from './digest-in.js';
import { type Leaving, leaving, nodesIn, refuseWhileClaimed } from './removal.js';

export interface BurnOptions {
  /** Why it is given up, although somebody works on it: nobody's claim counts any more. */
  readonly abandon?: string | undefined;
}

/** What is left of a wisp: what its one event says. */
export interface Burned {
  readonly id: string;
  readonly fingerprint: string;
  /** How many steps it had, and how those ended that did. */
  readonly steps: number;
  readonly closed: Readonly<Partial<Record<Outcome, number>>>;
}

/**
 * Burn a wisp: one event says that it was there, and nothing else is left (spec: OP-8, OP-9, LAW-8). Throws GT8201,
 * GT8220, GT8223 while somebody has claimed a step, and GT8224 for what is permanent.
 */
export function burn(turn: Turn, n: number, { abandon }: BurnOptions = {}): Burned {
  const { tx, now } = turn;
  const root = tx.bead(n);
  if (!root) throw new Error(`there is no bead ${n}`);
  if (digestIn(root)) return fail('GT8224', { id: root.id, is: 'a digest' });
  const going = leaving(tx, root, nodesIn(tx, n));
  if (going.molecule.phase === 'liquid') return fail('GT8224', { id: root.id, is: 'a molecule' });
  if (abandon === undefined) refuseWhileClaimed(tx, going, { now, verb: 'burn' });
  const burned = countsOf(turn, going);
  for (const guest of going.guests) tx.updateNode(guest.n, { parent: null });
  // What it is in is told as of any other end; that it ended goes with it.
  if (root.state !== 'closed') turn.end({ ...root, molecule: null, openChildren: 0 }, 'cancelled');
  const waiting = new Set(tx.edgesTo(n).map(({ from }) => from));
  for (const { node } of going.outside) waiting.add(node.n);
  tx.remove([n, ...going.inside.map((node) => node.n)]);
  tx.removeMolecule(n, { keys: true });
  tx.dropUnusedProtomolecules([]);
  for (const each of [...waiting, ...going.guests.map((guest) => guest.n)]) {
    const node = tx.node(each);
    if (!node) continue;
    waitAnew(turn, node);
    turn.follow({ is: 'tracked', n: each });
  }
  const { id, ...counts } = burned;
  tx.append({
    at: now,
    type: 'molecule.burned',
    subject: id,
    molecule: id,
    actor: turn.actor,
    attempt: null,
    data: { ...counts, ...(abandon !== undefined && { reason: abandon }) },
  });
  return burned;
}

function countsOf({ tx }: Turn, { root: { n, id }, inside, molecule }: Leaving): Burned {
  const [poured] = tx.partsOf(n);
  if (!poured) throw new Error(`the wisp ${id} has no part`);
  const closed: Partial<Record<Outcome, number>> = {};
  let ended = 0;
  for (const { kind, outcome } of inside) {
    if (kind === 'barrier' || outcome === null) continue;
    closed[outcome] = (closed[outcome] ?? 0) + 1;
    ended += 1;
  }
  // Those that are no rows yet are counted as open.
  return { id, fingerprint: poured.fingerprint, steps: ended + molecule.openSteps, closed };
}
