import type { Scalar } from './scalar.js';
import type { Outcome, Status, StepState } from './state.js';

/**
 * What the running molecule tells its conditions. Pure: the same until something happens. Ids are those
 * of the protomolecule.
 */
export interface RunningFacts {
  /** Undefined for a step that a condition took out when the formula was cooked; it counts as skipped. */
  step(id: string): RunningStep | undefined;
  /** The steps directly in a container, or attached to a step. */
  children(id: string): FamilyMembers;
  /** `children`, and theirs, and so on. */
  descendants(id: string): FamilyMembers;
  /** The value of a flag; undefined while nobody has set it. */
  flag(name: string): Scalar | undefined;
  /** The value of a variable; undefined for an input that was left out. */
  variable(name: string): Scalar | undefined;
  /** Whether there is a file at `path`, which is relative and stays in the worktree; undefined while there is no worktree. */
  fileExists(path: string): boolean | undefined;
  /** A variable of the worker's environment; undefined when it is not set. */
  env(name: string): string | undefined;
  /** Of all steps of the molecule: how many are in that state, and how many have not closed. */
  tally(state: Status | Outcome): { readonly inState: number; readonly notClosed: number };
}

/** A step as it stands. A step that is being checked is in progress. */
export interface RunningStep extends StepState {
  /** Plain JSON, once the step has closed. */
  readonly output?: unknown;
  /** Its failure does not count against what it is in (`on_fail = "continue"`). */
  readonly goesOn?: boolean | undefined;
}

export interface FamilyMembers {
  readonly ids: readonly string[];
  /** There may be more later: the step has not closed that attaches them. */
  readonly mayGrow?: boolean | undefined;
}

/** What a condition asks of a region of the protomolecule that has `steps`. */
export interface AskedRegion {
  readonly id: string;
  /** The name that conditions have for it, where a step has its id. */
  readonly name?: string | undefined;
  readonly steps?: readonly string[] | undefined;
}

/** `facts`, and those of the regions that conditions ask about; a region is to them as a container. */
export function withRegions(facts: RunningFacts, regions: readonly AskedRegion[]): RunningFacts {
  const groups = new Map<string, readonly string[]>();
  for (const { id, name = id, steps } of regions) if (steps) groups.set(name, steps);
  return {
    ...bound(facts),
    step(id) {
      const ids = groups.get(id);
      return ids ? foldSteps(ids.map((each) => facts.step(each))) : facts.step(id);
    },
    children(id) {
      const ids = groups.get(id);
      return ids ? { ids } : facts.children(id);
    },
    descendants(id) {
      const ids = groups.get(id);
      if (!ids) return facts.descendants(id);
      const inner = ids.map((each) => facts.descendants(each));
      return {
        ids: ids.flatMap((each, at) => [each, ...(inner[at]?.ids ?? [])]),
        mayGrow: inner.some(({ mayGrow }) => mayGrow === true),
      };
    },
  };
}

/**
 * `facts` as the condition of a loop sees them: the ids of its first iteration mean those of iteration
 * `number`, and the loop itself means that iteration.
 */
export function ofIteration(facts: RunningFacts, loop: string, number: number): RunningFacts {
  const first = `${loop}.iter1.`;
  const current = `${loop}.iter${number}.`;
  const whole = (id: string): string => (id.startsWith(first) ? current + id.slice(first.length) : id);
  const members = (family: FamilyMembers): FamilyMembers => ({
    ...family,
    ids: family.ids.filter((id) => id.startsWith(current)),
  });
  return {
    ...bound(facts),
    step: (id) =>
      id === loop
        ? foldSteps(members(facts.children(loop)).ids.map((each) => facts.step(each)))
        : facts.step(whole(id)),
    children: (id) => (id === loop ? members(facts.children(loop)) : facts.children(whole(id))),
    descendants: (id) => (id === loop ? members(facts.descendants(loop)) : facts.descendants(whole(id))),
  };
}

/** What becomes of a container whose children are `steps` (spec: EXPR-8). */
export function foldSteps(steps: readonly (RunningStep | undefined)[]): RunningStep {
  const here = steps.map((step): RunningStep => step ?? SKIPPED);
  const are = (status: Status): boolean => here.some((step) => step.status === status);
  const ended = (outcome: Outcome): RunningStep[] => here.filter((step) => step.outcome === outcome);
  if (here.some(({ status }) => status !== 'closed')) {
    if (are('in_progress') || are('closed')) return { status: 'in_progress' };
    return { status: are('ready') ? 'ready' : 'open' };
  }
  const isFailed = ended('fail').some(({ goesOn }) => goesOn !== true);
  if (isFailed) return { status: 'closed', outcome: 'fail' };
  if (ended('cancelled').length > 0) return { status: 'closed', outcome: 'cancelled' };
  const isSkipped = ended('skipped').length === here.length;
  return { status: 'closed', outcome: isSkipped ? 'skipped' : 'pass' };
}

/** A step that is not there. */
export const SKIPPED: RunningStep = { status: 'closed', outcome: 'skipped' };

/** The methods of `facts`, which may be an object of a class. */
const bound = (facts: RunningFacts): RunningFacts => ({
  step: (id) => facts.step(id),
  children: (id) => facts.children(id),
  descendants: (id) => facts.descendants(id),
  flag: (name) => facts.flag(name),
  variable: (name) => facts.variable(name),
  fileExists: (path) => facts.fileExists(path),
  env: (name) => facts.env(name),
  tally: (state) => facts.tally(state),
});
