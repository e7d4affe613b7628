import type { Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Molecule } from '../ledger/molecule.js';
import type { Turn } from '../step/index.js';
import { type Burned, burn } from './burn.js';
import { leaving } from './removal.js';

/** How long nothing must have happened in a wisp before it is collected, in milliseconds, unless it is said. */
export const USUAL_AGE = 24 * 3_600_000;

/** A wisp that nobody needs any more. */
export interface Leftover {
  readonly n: number;
  readonly id: string;
  readonly formula: string;
  /** `ended`: all its steps have closed; `left`: nobody works on it, and nothing will happen in it. */
  readonly why: 'ended' | 'left';
  /** When something last happened in it; milliseconds since 1970. */
  readonly since: number;
}

/**
 * The wisps that can be collected: whole ones, in which nothing has happened for `age` milliseconds, and that have ended
 * or that nobody holds. One that waits for a gate, for its time or for whoever paused it is alive, and so is one that
 * something outside of it waits for.
 */
export const leftoverWisps = (view: View, when: When): Leftover[] =>
  view.molecules({ phase: 'vapor' }).flatMap((molecule) => leftover(view, molecule, when) ?? []);

interface When {
  readonly now: number;
  readonly age: number;
}

function leftover(view: View, molecule: Molecule, { now, age }: When): Leftover | undefined {
  const root = view.bead(molecule.n);
  if (!root) return undefined;
  const nodes = view.nodesOf(molecule.n);
  const since = nodes.reduce((last, { updatedAt }) => Math.max(last, updatedAt), root.updatedAt);
  if (now - since < age) return undefined;
  const hasEnded = root.state === 'closed';
  if (!hasEnded && (molecule.paused || nodes.some((node) => isAlive(node, now)))) return undefined;
  const waiting = [
    ...leaving(
      view,
      root,
      nodes.filter(({ n }) => n !== root.n),
    ).outside.map(({ node }) => node),
    ...waitersFor(view, root.n),
  ];
  if (waiting.some(({ state }) => state !== 'closed')) return undefined;
  return { n: root.n, id: root.id, formula: molecule.formula, why: hasEnded ? 'ended' : 'left', since };
}

/** Somebody has it, or something will happen to it by itself. */
function isAlive({ state, leaseUntil }: Node, now: number): boolean {
  if (state === 'claimed' || state === 'verifying') return leaseUntil === null || leaseUntil > now;
  return state === 'gated' || state === 'deferred' || state === 'backoff';
}

const waitersFor = (view: View, n: number): Node[] =>
  view.edgesTo(n).flatMap(({ from }) => view.node(from) ?? []);

/** What a ledger is read and changed with; each change is a transaction of its own. */
export interface Changing {
  read<T>(work: (view: View) => T): Promise<T>;
  change<T>(work: (turn: Turn) => T): Promise<T>;
}

/**
 * Burn the wisps that nobody needs any more, each in a transaction of its own that looks at it again. Gives what was
 * burned.
 */
export async function collectWisps(ledger: Changing, when: When): Promise<Burned[]> {
  const found = await ledger.read((view) => leftoverWisps(view, when));
  const burned: Burned[] = [];
  for (const { n } of found) {
    const one = await ledger.change((turn) => {
      const molecule = turn.tx.molecule(n);
      return molecule && leftover(turn.tx, molecule, when) ? burn(turn, n) : undefined;
    });
    if (one) burned.push(one);
  }
  return burned;
}
