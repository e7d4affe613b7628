import { createHash } from 'node:crypto';
import type { Transaction } from '../ledger/contract.js';
import { prefixOf } from './prefix.js';

/** What an id is made from, as Beads does it: the same facts give the same id, unless it is taken. */
export interface IdFacts {
  readonly title: string;
  readonly description: string;
  readonly actor: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Stands between the prefix and the hash of molecules, wisps and convoys. */
  readonly infix?: 'mol' | 'wisp' | 'cv' | undefined;
}

const LENGTHS = { min: 3, max: 8 } as const;

/** How many bytes of the digest make a hash of so many characters. */
const BYTES: readonly number[] = [0, 0, 0, 2, 3, 4, 4, 5, 5];

/** Ids get longer where two of a ledger's would otherwise be the same with this probability. */
const MAX_COLLISION = 0.25;

/** How often another hash of the same length is tried. */
const NONCES = 10;

/** The setting that counts the ids that were made here; those of steps and children are not hashes. */
const COUNT = 'hashed_ids';

/**
 * A new id `<prefix>-<base36>`, which no bead has or ever had. Its length grows with the number of beads, whatever
 * their phase, so that two clones of a ledger hardly ever choose the same.
 */
export function newId(tx: Transaction, facts: IdFacts): string {
  const count = Number(tx.setting(COUNT) ?? tx.count({ ephemeral: 'include' }));
  const head = facts.infix === undefined ? prefixOf(tx) : `${prefixOf(tx)}-${facts.infix}`;
  const id = freeId(tx, `${head}-`, facts, idLength(count));
  tx.setSetting(COUNT, String(count + 1));
  return id;
}

function freeId(tx: Transaction, head: string, facts: IdFacts, shortest: number): string {
  for (let length = shortest; ; length = Math.min(length + 1, LENGTHS.max)) {
    // The longest are tried on and on: there are 36^8 of them.
    const first = length === LENGTHS.max ? NONCES * LENGTHS.max : 0;
    const tries = length === LENGTHS.max ? Number.POSITIVE_INFINITY : NONCES;
    for (let nonce = first; nonce < first + tries; nonce++) {
      const id = head + hashOf(facts, length, nonce);
      if (!tx.isTaken(id)) return id;
    }
  }
}

/** The fewest characters with which `count` ids are likely to differ from one another. */
export function idLength(count: number): number {
  for (let length: number = LENGTHS.min; length < LENGTHS.max; length++) {
    if (1 - Math.exp(-(count ** 2) / (2 * 36 ** length)) <= MAX_COLLISION) return length;
  }
  return LENGTHS.max;
}

/** Beads' hash: the first bytes of a digest as a number in base 36, padded, its last characters. */
export function hashOf({ title, description, actor, now }: IdFacts, length: number, nonce: number): string {
  const nanoseconds = BigInt(now) * 1_000_000n;
  const digest = createHash('sha256')
    .update([title, description, actor, nanoseconds, nonce].join('|'))
    .digest('hex');
  const value = BigInt(`0x${digest.slice(0, 2 * (BYTES[length] ?? 0))}`);
  return value.toString(36).padStart(length, '0').slice(-length);
}

/** The id of the next child of `parent` that somebody makes by hand: `<parent>.<N>`, N from 1 on. */
export function childId(tx: Transaction, parent: string): string {
  const isTaken = (n: number): boolean => tx.isTaken(`${parent}.${n}`);
  // They are taken in order: the boundary is found by doubling, then by halving.
  let free = 1;
  while (isTaken(free)) free *= 2;
  let taken = Math.floor(free / 2);
  while (free - taken > 1) {
    const middle = Math.floor((free + taken) / 2);
    if (isTaken(middle)) taken = middle;
    else free = middle;
  }
  return `${parent}.${free}`;
}
