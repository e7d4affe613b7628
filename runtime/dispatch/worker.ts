import { fail } from '../failure/failure.js';
import type { BeadRow } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';
import { LEASE, type Report, release, report } from '../step/index.js';
import { settle } from '../step/settle.js';
import type { Turn } from '../step/turn.js';
import { claimedIn } from './territory.js';
import { takeNext } from './walk.js';

/** How somebody says whose hook he looks at. */
export interface Whose {
  /** The id of what is on the hook, or the name of a polecat. */
  readonly named?: string | undefined;
  /** What the environment of an agent says. */
  readonly lane?: string | undefined;
  /** Where somebody stands, relative to the town. */
  readonly folder: string;
}

/** The lane of somebody: the one that is named, that of the environment, or whose sandbox he stands in. Throws GT8905, GT8906. */
export function hookOf(view: View, { named, lane, folder }: Whose): Lane {
  const lanes = view.lanes({});
  const asked = named ?? lane;
  if (asked !== undefined) {
    const n = view.numberOf(asked);
    const found = lanes.find((each) => each.n === n || each.polecat === asked);
    return found ?? (n === undefined ? fail('GT8905', { worker: asked }) : fail('GT8906', { id: asked }));
  }
  const found = lanes.find(
    ({ sandbox }) => sandbox !== null && (folder === sandbox || folder.startsWith(`${sandbox}/`)),
  );
  return found ?? fail('GT8905', { worker: folder });
}

/** The step that the polecat of a lane has claimed, else the next one that is ready, claimed now; undefined when none is. */
export function claimOn(turn: Turn, lane: Lane, worker: string): BeadRow | undefined {
  const [current] = claimedIn(turn.tx, lane).filter(({ state }) => state === 'claimed');
  if (current) return current;
  const task = takeNext(turn, lane.n, worker, LEASE);
  return task && turn.tx.bead(task.step.n);
}

/** The step that a report is about: the one that is named, or the only one that is claimed. Throws GT8908. */
export function reportedStep(view: View, lane: Lane, id: string | undefined): BeadRow {
  const claimed = claimedIn(view, lane).filter(({ state }) => state === 'claimed');
  const found = id === undefined ? claimed[0] : claimed.find((bead) => bead.id === id);
  return found ?? fail('GT8908', { worker: lane.polecat ?? lane.agent });
}

/** Report it. Gives whether its check is to be made now. Throws GT8303, GT8304, GT8305. */
export function reportOn(turn: Turn, { n, id }: BeadRow, attempt: number, given: Report): boolean {
  const node = turn.tx.node(n);
  if (!node) return fail('GT8101', { id, near: [] });
  if (!report(turn, node, attempt, given))
    return fail('GT8303', { id, attempt, current: node.attempt, state: node.state });
  settle(turn);
  return turn.tx.node(n)?.state === 'verifying';
}

/** Give a step back with what the next one has to know. */
export function handOff(turn: Turn, step: BeadRow, message: string | undefined): void {
  const { tx, now, actor } = turn;
  if (message !== undefined) {
    tx.addComment({ n: step.n, author: actor, text: message, at: now });
    turn.log('comment.added', step, {});
  }
  release(turn, step, message === undefined ? 'handed off' : `handed off: ${message}`);
}
