import type { Transaction } from '../../ledger/contract.js';
import type { Turn } from '../../step/turn.js';
import { timeOf } from '../line/time.js';
import type { Decisions } from './decide.js';

/**
 * Take away what was deleted elsewhere, and what a digest has taken the place of. Edges to what went into a digest lead to
 * that; those to what was deleted go. Gives the nodes around it.
 */
export function bury(
  turn: Turn,
  tombstones: Decisions['tombstones'],
  numberOf: (id: string) => number | undefined,
): Set<number> {
  const { tx } = turn;
  const around = new Set<number>();
  const gone = new Map<number, string>();
  const byDigest = new Map<number, number[]>();
  for (const { line, n } of tombstones) {
    const digest = (line.fields['digest'] as string | undefined) ?? null;
    tx.bury([{ id: line.id, digest, at: timeOf(String(line.fields['deleted_at'])) }]);
    if (n === undefined) continue;
    gone.set(n, line.id);
    const to = digest === null ? undefined : numberOf(digest);
    if (to !== undefined) byDigest.set(to, [...(byDigest.get(to) ?? []), n]);
  }
  // Barriers have no tombstones of their own: they go with the digest of their molecule.
  for (const digest of byDigest.keys())
    for (const node of tx.nodesOf(digest)) if (node.kind === 'barrier') byDigest.get(digest)?.push(node.n);
  for (const n of [...gone.keys(), ...[...byDigest.values()].flat()]) {
    const node = tx.node(n);
    if (node?.parent != null) around.add(node.parent);
    for (const { from } of tx.edgesTo(n)) around.add(from);
    for (const child of tx.children(n)) {
      around.add(child.n);
      if (!gone.has(child.n)) tx.updateNode(child.n, { parent: null });
    }
    if (tx.molecule(n)) dissolve(tx, n);
  }
  for (const [digest, numbers] of byDigest) tx.redirectEdges(numbers, digest);
  const numbers = [...new Set([...gone.keys(), ...[...byDigest.values()].flat()])];
  tx.remove(numbers);
  for (const id of gone.values())
    tx.append({
      at: turn.now,
      type: 'bead.deleted',
      subject: id,
      molecule: null,
      actor: turn.actor,
      attempt: null,
      data: { imported: true },
    });
  return new Set([...around].filter((n) => tx.node(n) !== undefined));
}

/** A molecule is one no longer: what is left of its beads stands by itself. Its keys stay, so that nothing is made twice. */
export function dissolve(tx: Transaction, molecule: number): void {
  for (const { n } of tx.nodesOf(molecule)) tx.updateNode(n, { molecule: null, part: null });
  tx.removeMolecule(molecule, { keys: false });
}
