import { visible } from '../../compiler/picture/visible.js';
import { resolveBead } from '../beads/resolve.js';
import { fail } from '../failure/failure.js';
import { standsAt } from '../formulas/file-failure.js';
import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';
import { post } from '../message/post.js';
import { isAlive, tmuxSocket, typeTo } from '../polecat/index.js';
import type { Engine } from '../step/engine.js';
import { type Identity, parseIdentity, printIdentity } from '../town/index.js';
import { pathInside } from '../town/inside.js';
import type { Town } from '../town/town.js';
import { beadOf } from './lane-session.js';
import { laneOf } from './territory.js';

/** What became of something that was said to somebody. */
export interface Nudged {
  readonly to: string;
  /** What they work on; null for people. */
  readonly lane: string | null;
  /** Typed into their terminal, or kept until they ask (`gt prime`, `gt hook`). */
  readonly delivery: 'typed' | 'queued';
  /** Whether their session runs; never so of people. */
  readonly running: boolean;
}

export interface Nudging {
  readonly town: Town;
  readonly engine: Engine;
  readonly actor: string;
}

/** Characters of a message, at the most: it is typed in one go. */
const LONGEST = 4_000;
/** Characters of a title. */
const TITLE = 200;

/**
 * Say something to whoever works under an address or on a bead. Where a terminal shows the agent it is typed there, on one line
 * and with nothing in it that a terminal obeys; else it is a message that they are shown the next time they ask. Rejects with
 * GT8915, GT8916, GT8906 when nobody is there, GT8917, and what `resolveBead` throws.
 */
export async function nudge(whom: string, text: string, { town, engine, actor }: Nudging): Promise<Nudged> {
  const line = oneLine(text);
  const found = await engine.read((view) => addressee(view, whom, town));
  if (!('lane' in found)) {
    await engine.change(actor, (turn) => post(turn, messageOf(found.to, line)));
    return { to: found.to, lane: null, delivery: 'queued', running: false };
  }
  const { lane, to, id } = found;
  const { supervisor, agentProcess: agent } = lane;
  const running = supervisor !== null && isAlive(supervisor);
  const isTyped =
    running &&
    agent !== null &&
    isAlive(agent) &&
    (await typeTo(tmuxSocket(town), agent, `[from ${visible(actor)}] ${line}`));
  const delivery = isTyped ? 'typed' : 'queued';
  await engine.change(actor, (turn) => {
    turn.log('lane.nudged', beadOf(turn.tx, lane), { polecat: to, delivery, reason: line });
    if (!isTyped) post(turn, messageOf(to, line));
  });
  return { to, lane: id, delivery, running };
}

type Addressee = { readonly to: string } | { readonly to: string; readonly lane: Lane; readonly id: string };

function addressee(view: View, whom: string, town: Town): Addressee {
  const named = view.lanes({}).find(({ polecat }) => polecat === whom);
  if (named) return worker(view, named);
  if (whom === 'mayor' || whom.includes('/')) return person(parseIdentity(whom), town);
  const bead = resolveBead(view, whom);
  return worker(view, laneOf(view, bead) ?? fail('GT8906', { id: bead.id }));
}

function worker(view: View, lane: Lane): Addressee {
  const { id } = beadOf(view, lane);
  return { to: lane.polecat ?? fail('GT8916', { id }), lane, id };
}

/** The mayor is always there; a person is where they have a clone. */
function person(identity: Identity, { root }: Town): Addressee {
  const to = printIdentity(identity);
  if (identity.role === 'mayor') return { to };
  const isThere = identity.role === 'crew' && standsAt(pathInside(root, identity.rig, 'crew', identity.name));
  return isThere ? { to } : fail('GT8915', { who: to });
}

function oneLine(text: string): string {
  const line = visible(text.replace(/\s+/gu, ' ').trim());
  if (line === '') return fail('GT8917', { reason: 'it is empty' });
  const { length } = [...line];
  return length <= LONGEST
    ? line
    : fail('GT8917', { reason: `it has ${length} characters, and may have ${LONGEST}` });
}

const messageOf = (to: string, line: string) => {
  const characters = [...line];
  const isShort = characters.length <= TITLE;
  return {
    to,
    title: isShort ? line : `${characters.slice(0, TITLE - 1).join('')}…`,
    text: isShort ? '' : line,
  };
};
