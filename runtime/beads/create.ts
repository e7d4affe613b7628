import { CONVOY } from '../convoy/convoy.js';
import { fail } from '../failure/failure.js';
import { isOpen, type Node } from '../ledger/bead.js';
import { create } from '../step/create.js';
import type { Turn } from '../step/turn.js';
import { refuseCircle } from './cycle.js';
import { addDependency } from './depend.js';
import { childId, newId } from './ids.js';
import { inLine } from './new/in-file.js';
import type { NewBead } from './new/new-bead.js';
import { prefixOf } from './prefix.js';
import { resolveNumber } from './resolve.js';

/**
 * Make beads, which may name each other by their refs; gives their numbers in order. `file` is what the file is called
 * that they are from, if any. Throws GT81xx, from a file GT8113 with the line.
 */
export function createBeads(turn: Turn, wanted: readonly NewBead[], file?: string): number[] {
  const refs = new Map<string, number>();
  const resolve = (text: string): number => refs.get(text) ?? resolveNumber(turn.tx, text);
  const inFile = <T>({ line = 1 }: NewBead, work: () => T): T =>
    file === undefined ? work() : inLine(file, line, work);
  const made = wanted.map((each) =>
    inFile(each, () => {
      const parent = each.parent === undefined ? undefined : resolve(each.parent);
      const { n } = insert(turn, each, parent);
      if (each.ref === undefined) return n;
      if (refs.has(each.ref))
        fail('GT8105', { field: `the ref ${JSON.stringify(each.ref)}`, reason: 'is taken' });
      refs.set(each.ref, n);
      return n;
    }),
  );
  wanted.forEach((each, at) => {
    const from = made[at];
    if (from === undefined) return;
    inFile(each, () => {
      for (const { type, on } of each.dependencies ?? [])
        addDependency(turn, { from, to: resolve(on), type });
    });
  });
  refuseCircle(turn.tx, made);
  return made;
}

function insert(turn: Turn, wanted: NewBead, inside: number | undefined): Node {
  const { title, description = '' } = wanted;
  if (wanted.type === CONVOY) fail('GT8920', { name: title });
  const parent = inside === undefined ? undefined : turn.tx.bead(inside);
  if (parent && !isOpen(parent)) fail('GT8114', { child: title, parent: parent.id });
  const bead = {
    id: wanted.id === undefined ? madeId(turn, wanted, parent?.id) : givenId(turn, wanted.id),
    title,
    description,
    design: wanted.design ?? '',
    acceptance: wanted.acceptance ?? '',
    notes: wanted.notes ?? '',
    type: wanted.type ?? 'task',
    assignee: wanted.assignee ?? null,
    owner: wanted.owner ?? null,
    createdBy: turn.actor,
    dueAt: wanted.dueAt ?? null,
    externalRef: wanted.externalRef ?? null,
    estimate: wanted.estimate ?? null,
    metadata: wanted.metadata ?? null,
    step: null,
    extra: null,
  };
  return create(turn, {
    bead,
    labels: wanted.labels ?? [],
    priority: wanted.priority,
    // What is in something ephemeral is ephemeral, whatever is said of it.
    ephemeral: wanted.ephemeral || undefined,
    parent: parent?.n,
    edges: [],
    deferUntil: wanted.deferUntil,
  });
}

function madeId(turn: Turn, { title, description = '' }: NewBead, parent: string | undefined): string {
  if (parent !== undefined) return childId(turn.tx, parent);
  return newId(turn.tx, { title, description, actor: turn.actor, now: turn.now });
}

const BEHIND_PREFIX = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/** An id that somebody chose. Throws GT8104 and GT8105. */
function givenId(turn: Turn, id: string): string {
  const prefix = `${prefixOf(turn.tx)}-`;
  if (!id.startsWith(prefix) || !BEHIND_PREFIX.test(id.slice(prefix.length)))
    fail('GT8105', {
      field: `the id ${JSON.stringify(id)}`,
      reason: `must begin with ${prefix}, and go on with small letters, digits, and single - and . between them`,
    });
  if (turn.tx.isTaken(id)) fail('GT8104', { id });
  return id;
}
