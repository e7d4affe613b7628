import { newId } from '../beads/ids.js';
import { create } from '../step/create.js';
import type { Turn } from '../step/turn.js';

/** Something that somebody is told. */
export interface Post {
  /** Whom: an identity such as `mayor/` or `gas/polecats/amber`, or `human`. */
  readonly to: string;
  readonly title: string;
  readonly text?: string | undefined;
}

/**
 * Leave a message for somebody: a bead of type `message` that is assigned to them, for this ledger alone. It is open until they
 * have been shown it. Gives its id.
 */
export function post(turn: Turn, { to, title, text = '' }: Post): string {
  const { actor, now } = turn;
  const id = newId(turn.tx, { title, description: text, actor, now });
  const bead = {
    id,
    title,
    description: text,
    design: '',
    acceptance: '',
    notes: '',
    type: MESSAGE,
    assignee: to,
    owner: null,
    createdBy: actor,
    dueAt: null,
    externalRef: null,
    estimate: null,
    metadata: null,
    step: null,
    extra: null,
  };
  create(turn, { bead, labels: [], ephemeral: true, edges: [] });
  return id;
}

/** The type of such beads. */
export const MESSAGE = 'message';
