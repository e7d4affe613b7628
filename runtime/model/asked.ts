import { evaluateRunning } from '../../compiler/language/evaluate-running.js';
import {
  type FamilyMembers,
  foldSteps,
  type RunningFacts,
  type RunningStep,
  withRegions,
} from '../../compiler/language/running-facts.js';
import { isIn, type Status } from '../../compiler/language/state.js';
import { iterationNames } from './pour.js';
import { placeOf } from './readiness.js';
import { childrenOf, type Item, stepsOf, type World } from './world.js';

/** What a condition of `item`, of a gate or of its loop, comes to now; undefined: not to be told yet (spec: EXPR-5). */
export function verdictOf(text: string, item: Item, world: World): boolean | undefined {
  const regions = item.part?.protomolecule.regions ?? [];
  const facts = withRegions(factsFor(item, world), regions);
  return evaluateRunning(world.condition(text), facts, item.step?.id).truth;
}

/** Stands before an id that is whole already. */
const WHOLE = '\0';

function factsFor(item: Item, world: World): RunningFacts {
  const molecule = item.molecule === null ? undefined : world.molecules.get(item.molecule);
  const isLoop = item.step?.loop !== undefined;
  const named = isLoop ? iterationNames(item) : item.named;
  const find = (id: string): Item | undefined =>
    world.items.get(id.startsWith(WHOLE) ? id.slice(WHOLE.length) : named(id));
  const family = (id: string, isDeep: boolean): FamilyMembers => {
    const of = find(id);
    if (!of) return { ids: [] };
    // In its own `until` a loop is the iteration that runs.
    const current = `${of.id}.iter${of.iteration}.`;
    const isOwn = isLoop && of === item;
    const all = isDeep ? descendantsOf(of, world) : childrenOf(world, of.id);
    const members = isOwn ? all.filter((each) => each.id.startsWith(current)) : all;
    const growing = isDeep ? [of, ...members] : [of];
    return {
      ids: members.map((each) => WHOLE + each.id),
      mayGrow: growing.some((each) => !(isOwn && each === of) && mayGrow(each)),
    };
  };
  return {
    step(id) {
      const found = find(id);
      if (!found || !isLoop || found !== item) return found && runningStep(found, world);
      return foldSteps(family(id, false).ids.map((each) => runningStep(find(each) as Item, world)));
    },
    children: (id) => family(id, false),
    descendants: (id) => family(id, true),
    flag: (name) => molecule?.flags.get(name),
    variable: (name) => item.part?.values[name],
    fileExists: () => undefined,
    env: () => undefined,
    tally(asked) {
      const steps = item.molecule === null ? [] : stepsOf(world, item.molecule);
      const states = steps.map((each) => runningStep(each, world));
      return {
        inState: states.filter((state) => isIn(asked, state) === true).length,
        notClosed: states.filter(({ status }) => status !== 'closed').length,
      };
    },
  };
}

const descendantsOf = (item: Item, world: World): Item[] =>
  childrenOf(world, item.id).flatMap((child) => [child, ...descendantsOf(child, world)]);

/** Whether more may come into it: iterations, or what it attaches when it has passed. */
const mayGrow = ({ step, end }: Item): boolean =>
  end === null && (step?.loop !== undefined || step?.on_complete !== undefined);

function runningStep(item: Item, world: World): RunningStep {
  if (!item.end) return { status: statusOf(item, world) };
  return { status: 'closed', outcome: item.end.outcome, output: item.output, goesOn: item.end.goesOn };
}

function statusOf(item: Item, world: World): Status {
  const { state } = placeOf(item, world);
  if (state === 'ready') return 'ready';
  return state === 'claimed' || state === 'verifying' || state === 'running' ? 'in_progress' : 'open';
}
