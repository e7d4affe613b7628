import { knownStepTypes } from '../../../compiler/check/step-types.js';
import type { ProtoStep } from '../../../compiler/emit/protomolecule.js';
import type { BeadRow, Edge } from '../../ledger/bead.js';
import { USUAL_PRIORITY } from '../row.js';
import type { BeadFacts } from './bead-facts.js';
import type { Blanks } from './blanks.js';
import type { LeftOut } from './left-out.js';

/** What beads are made steps with. */
export interface Distilling {
  readonly blanks: Blanks;
  readonly left: LeftOut;
  /** Types of steps that the project has besides the language's own. */
  readonly stepTypes: readonly string[];
}

/**
 * A bead as a step of a formula. `stepIds`: the ids of the steps among which it is, itself included, by the numbers of
 * their beads. What has no place in a formula is told to `left`.
 */
export function stepOfBead(
  { bead, labels, edges, gates }: BeadFacts,
  stepIds: ReadonlyMap<number, string>,
  distilling: Distilling,
): ProtoStep {
  const { blanks, left, stepTypes } = distilling;
  const text = (value: string): string | undefined => (value === '' ? undefined : blanks.in(value));
  const type = knownStepTypes(stepTypes).includes(bead.type) ? bead.type : 'task';
  if (type !== bead.type) left.add(`the type "${bead.type}"`, bead.id);
  if (bead.design !== '') left.add('designs', bead.id);
  if (bead.dueAt !== null) left.add('due dates', bead.id);
  if (bead.estimate !== null) left.add('estimates', bead.id);
  if (bead.externalRef !== null) left.add('external references', bead.id);
  const container = bead.parent === null ? undefined : stepIds.get(bead.parent);
  return present<ProtoStep>({
    id: stepIds.get(bead.n) ?? bead.id,
    title: blanks.in(bead.title),
    type,
    container,
    ...needsOf(bead, edges, stepIds, left),
    description: text(bead.description),
    notes: text(bead.notes),
    acceptance: text(bead.acceptance),
    priority: bead.priority === USUAL_PRIORITY ? undefined : bead.priority,
    labels: labels.length > 0 ? labels.map((label) => blanks.in(label)) : undefined,
    metadata: bead.metadata ? (blanks.inAll(bead.metadata) as ProtoStep['metadata']) : undefined,
    assignee: bead.assignee === null ? undefined : blanks.in(bead.assignee),
    gates: gates.length > 0 ? gates.map(({ gate }) => gate) : undefined,
    ...bead.policy,
    on_fail: bead.onFail === 'block' ? undefined : bead.onFail,
    origin: { file: '', line: 1, column: 1 },
  });
}

/** What it waits for. A formula's `run_if` is for all needs of a step, so edges of both kinds cannot be said. */
function needsOf(
  { id, runIf }: Pick<BeadRow, 'id' | 'runIf'>,
  edges: readonly Edge[],
  stepIds: ReadonlyMap<number, string>,
  left: LeftOut,
): Pick<ProtoStep, 'needs' | 'waits_for' | 'run_if'> {
  const inside = edges.flatMap((edge) => {
    const to = stepIds.get(edge.to);
    if (to === undefined) left.add('dependencies on beads outside of it', id);
    return to === undefined ? [] : [{ ...edge, step: to }];
  });
  const of = (type: Edge['type']) => inside.filter((edge) => edge.type === type);
  const [needs, conditional, [join, ...joins]] = [of('blocks'), of('conditional-blocks'), of('waits-for')];
  const isConditional = conditional.length > 0 && needs.length === 0;
  if (conditional.length > 0 && !isConditional) left.add('dependencies of the type "conditional-blocks"', id);
  if (joins.length > 0) left.add('further dependencies of the type "waits-for"', id);
  if (inside.length > needs.length + conditional.length + (join ? 1 + joins.length : 0))
    left.add('links that hold nothing back', id);
  const named = (isConditional ? conditional : needs).map(({ step }) => step);
  return {
    needs: join && !named.includes(join.step) ? [...named, join.step] : named,
    ...(join && { waits_for: { mode: join.join ?? 'all', of: join.step } }),
    ...(runIf !== 'passed' ? { run_if: runIf } : isConditional ? { run_if: 'failed' } : {}),
  };
}

const present = <T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
