import type { ProtoBarrier, ProtoStep } from '../../compiler/emit/protomolecule.js';
import { evaluateRunning } from '../../compiler/language/evaluate-running.js';
import { currentId, factsFor, iterationsOf, writtenId } from '../gate/facts.js';
import type { BeadRow, Node, Outcome } from '../ledger/bead.js';
import type { Part, StoredProtomolecule } from '../ledger/molecule.js';
import { blockersOf, reconsider } from '../step/blocked.js';
import { isCleanUp } from '../step/clean-up.js';
import type { Turn } from '../step/turn.js';
import { makeStep } from './lean.js';
import { plant } from './plant.js';
import { barrierRow, type Row, rowOf, type Soil } from './row.js';

/**
 * An iteration of a loop has passed: ask its condition (spec: STEP-11). True, or too often false, gives how the loop
 * ends; else the next iteration stands there, in the same transaction. What cannot be told is not true.
 */
export function goRound(
  turn: Turn,
  node: Node,
  outcome: Outcome,
): { readonly outcome: Outcome; readonly reason: string | undefined } | undefined {
  const loop = turn.tx.bead(node.n);
  const spec = loop?.policy?.loop;
  if (!loop?.step || !spec) throw new Error(`node ${node.n} is no loop`);
  const exit = exitOf(turn, loop);
  if (exit !== undefined) turn.tx.setOutput(node.n, turn.tx.output(exit));
  const isCancelled = turn.molecule(node.molecule ?? node.n).cancelled !== null;
  if (isCancelled && !isCleanUp(turn.tx, node)) return { outcome, reason: undefined };
  if (isDone(turn, loop, spec.until)) return { outcome, reason: undefined };
  if (node.iteration >= spec.max) {
    const reason = `${spec.until} was not true after ${spec.max} iterations`;
    return spec.on_exhausted === 'pass' ? { outcome: 'pass', reason } : { outcome: 'fail', reason };
  }
  makeIteration(turn, loop, node.iteration + 1);
  return undefined;
}

function isDone(turn: Turn, loop: BeadRow, until: string): boolean {
  const parsed = turn.tool('expressions').condition(until, 'running');
  if (!parsed.ok) throw new Error(`the condition of the loop ${loop.id} is none: ${until}`);
  const { facts, self } = factsFor(turn, loop);
  return evaluateRunning(parsed.condition, facts, self).truth === true;
}

/** The one step of the current iteration that no other of it waits for; a loop has its output. */
function exitOf(turn: Turn, loop: BeadRow): number | undefined {
  const inside = `${loop.step}.iter${loop.iteration}.`;
  const members = turn.tx.children(loop.n).filter(({ n }) => turn.tx.bead(n)?.step?.startsWith(inside));
  const numbers = new Set(members.map(({ n }) => n));
  const exits = members.filter(({ n }) => !turn.tx.edgesTo(n).some(({ from }) => numbers.has(from)));
  return exits.length === 1 ? exits[0]?.n : undefined;
}

/** Steps of their own for iteration `number`, made from the protomolecule as the first were. */
function makeIteration(turn: Turn, loop: BeadRow, number: number): void {
  const { tx } = turn;
  const part = loop.part === null ? undefined : tx.part(loop.part);
  const stored = part && tx.protomolecule(part.fingerprint);
  if (!part || !stored) throw new Error(`the loop ${loop.id} has lost its protomolecule`);
  const own = loop.step ?? '';
  const written = writtenId(own, iterationsOf(tx, loop));
  const first = `${written}.iter1.`;
  const next = `${own}.iter${number}.`;
  const moved = (id: string): string =>
    id.startsWith(first) ? next + id.slice(first.length) : own + id.slice(written.length);
  const isInside = (id: string): boolean => id.startsWith(first);
  const { steps, barriers } = stored.protomolecule;
  const members = steps.filter(({ id }) => isInside(id));
  const gathered = barriers.filter(({ needs }) => needs.some(isInside));
  const outside = outsideOf(turn, loop, part, stored, isInside);
  const rows = iterationRows(turn, { loop, part, members, gathered, moved, isInside, outside });
  const top = members.filter(({ container }) => container === written).length;
  turn.move(loop, { iteration: number, openChildren: top });
  // By their ids behind that of the loop.
  const made = members.map(({ id }) => moved(id).slice(own.length + 1));
  turn.log('loop.iterated', loop, { iteration: number, made });
  const start = tx.nextNumber();
  plant(turn, rows);
  // What lies outside of the loop may have ended long ago.
  if (outside.numbers.size === 0) return;
  for (let n = start; n < start + members.length + gathered.length; n++) {
    const made = tx.node(n);
    if (made && made.blockers > 0) reconsider(turn, made, blockersOf(turn, made));
  }
}

/** What the body of a loop waits for outside of it. */
interface Outside {
  readonly numbers: ReadonlyMap<string, number>;
  /** What an id in `needs` means: barriers outside of the loop are seen through. */
  readonly meant: (id: string) => readonly string[];
}

function outsideOf(
  turn: Turn,
  loop: BeadRow,
  part: Part,
  { protomolecule: { steps, barriers } }: StoredProtomolecule,
  isInside: (id: string) => boolean,
): Outside {
  const around = iterationsOf(turn.tx, loop);
  const behind = new Map(barriers.map(({ id, needs }) => [id, needs]));
  const meant = (id: string): readonly string[] => {
    const needs = behind.get(id);
    return needs && !needs.some(isInside) ? needs.flatMap(meant) : [id];
  };
  const members = steps.filter(({ id }) => isInside(id));
  const gathered = barriers.filter(({ needs }) => needs.some(isInside));
  const ids = [
    ...[...members, ...gathered].flatMap(({ needs }) => needs.flatMap(meant)),
    ...members.flatMap(({ waits_for: join }) => (join ? [join.of] : [])),
  ];
  const numbers = new Map<string, number>();
  for (const id of new Set(ids)) {
    const current = currentId(id, around);
    // In a lean molecule it may be no row yet.
    const node =
      isInside(id) || behind.has(id)
        ? undefined
        : (turn.tx.stepNode(part.part, current) ?? makeStep(turn, part.molecule, current));
    if (node) numbers.set(id, node.n);
  }
  return { numbers, meant };
}

interface Iteration {
  readonly loop: BeadRow;
  readonly part: Part;
  readonly members: readonly ProtoStep[];
  readonly gathered: readonly ProtoBarrier[];
  readonly moved: (id: string) => string;
  readonly isInside: (id: string) => boolean;
  readonly outside: Outside;
}

function iterationRows(
  turn: Turn,
  { loop, part, members, gathered, moved, isInside, outside }: Iteration,
): () => Row[] {
  const soil: Soil = {
    molecule: part.molecule,
    moleculeId: turn.idOf(part.molecule) ?? '',
    part: part.part,
    prefix: part.prefix,
    ephemeral: loop.ephemeral,
    values: part.values,
    actor: turn.actor,
    now: turn.now,
  };
  const first = turn.tx.nextNumber();
  const numbers = new Map([...members, ...gathered].map(({ id }, at) => [id, first + at]));
  const numberOf = (id: string): number | undefined => numbers.get(id) ?? outside.numbers.get(id);
  const childrenOf = (id: string): number => members.filter(({ container }) => container === id).length;
  return () => {
    const made = members.map((step): Row => {
      const n = numbers.get(step.id) ?? first;
      const isTop = !isInside(step.container ?? '');
      const parent = isTop ? loop.n : (numbers.get(step.container ?? '') ?? loop.n);
      const place = { n, parent, parentHasBegun: isTop, openChildren: childrenOf(step.id), numberOf };
      const needs = step.needs.flatMap(outside.meant);
      const { node, bead, labels, gates, edges } = rowOf({ ...step, needs }, place, soil);
      const id = moved(step.id);
      return {
        node,
        bead: bead && { ...bead, id: `${soil.moleculeId}.${soil.prefix}${id}`, step: id },
        labels,
        gates,
        edges,
      };
    });
    const barriers = gathered.map(({ id, needs }) =>
      barrierRow(needs.flatMap(outside.meant), { n: numbers.get(id) ?? first, numberOf }, soil),
    );
    return [...made, ...barriers];
  };
}
