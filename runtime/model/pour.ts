import type { ProtoFanOut, Protomolecule, ProtoStep } from '../../compiler/emit/protomolecule.js';
import { valueAt } from '../../compiler/language/evaluate-running.js';
import type { Item, ModelPart, Need, World } from './world.js';

/** What an item is before anything has happened to it. */
export function newItem(given: Pick<Item, 'id'> & Partial<Item>, world: World): Item {
  const item: Item = {
    at: world.made++,
    kind: 'work',
    molecule: null,
    part: null,
    step: null,
    named: (id) => id,
    createdAt: world.now,
    runIf: 'passed',
    onFail: 'block',
    gates: [],
    parent: null,
    priority: 2,
    needs: [],
    begun: false,
    claim: null,
    attempt: 0,
    failures: 0,
    checkFailures: 0,
    wake: null,
    marked: false,
    freed: false,
    released: false,
    wanted: false,
    end: null,
    output: undefined,
    iteration: 1,
    ...given,
  };
  world.items.set(item.id, item);
  return item;
}

/** Where the steps of a protomolecule, or some of them, come to stand. */
interface Place {
  readonly molecule: string;
  readonly part: ModelPart;
  /** What holds the steps that are in no container of theirs. */
  readonly holder: string;
  readonly named: (id: string) => string;
}

/** The whole protomolecule: a molecule's, or what is attached to one. */
export function pourPart(part: ModelPart, molecule: string, holder: string, world: World): void {
  const named = (id: string): string => part.prefix + id;
  pourSteps(part.protomolecule.steps, { molecule, part, holder, named }, world);
}

/** The next iteration of a loop, made of the first (spec: LOOP-4, STEP-11). */
export function pourIteration(loop: Item, world: World): void {
  const { part, step, molecule } = loop;
  if (!part || !step || molecule === null) return;
  loop.iteration += 1;
  const first = `${step.id}.iter1.`;
  const steps = part.protomolecule.steps.filter(({ id }) => id.startsWith(first));
  pourSteps(steps, { molecule, part, holder: loop.id, named: iterationNames(loop) }, world);
}

/** The ids of the first iteration as those of the one that runs. */
export function iterationNames({ id: loop, step, iteration, named }: Item): Item['named'] {
  const first = `${step?.id}.iter1.`;
  return (id) => (id.startsWith(first) ? `${loop}.iter${iteration}.${id.slice(first.length)}` : named(id));
}

/** What `on_complete` attaches to a step that has passed (spec: BOND-2, STEP-12). */
export function pourInstances(spawner: Item, fanOut: ProtoFanOut, world: World): void {
  const { id, molecule } = spawner;
  const list = valueAt(spawner.output, fanOut.for_each.split('.').slice(1));
  if (!Array.isArray(list) || molecule === null) return;
  const protomolecule = world.attached(fanOut.bond);
  // A step that was opened again and has passed again makes further ones.
  const inside = [...world.items.values()].filter(({ parent }) => parent === id);
  const numbers = inside.map((item) => Number(/\.item(\d+)$/.exec(item.id)?.[1] ?? 0));
  const first = Math.max(0, ...numbers) + 1;
  let before = inside.at(-1)?.id;
  for (const index of list.keys()) {
    const holder = `${id}.item${first + index}`;
    const needs: Need[] =
      fanOut.mode === 'sequential' && before !== undefined ? [{ to: before, type: 'blocks' }] : [];
    before = holder;
    newItem({ id: holder, kind: 'container', molecule, parent: id, needs }, world);
    pourPart({ protomolecule, prefix: `${holder}.`, values: {} }, molecule, holder, world);
  }
}

function pourSteps(steps: readonly ProtoStep[], place: Place, world: World): void {
  const { molecule, part, holder, named } = place;
  for (const step of steps) {
    const inner = step.container !== undefined && steps.some(({ id }) => id === step.container);
    newItem(
      {
        id: named(step.id),
        kind: kindOf(step, part.protomolecule),
        molecule,
        part,
        step,
        // Of an inner loop too: its own iterations are made later, and named by it.
        named,
        runIf: step.run_if ?? 'passed',
        onFail: step.on_fail ?? 'block',
        gates: (step.gates ?? []).map((gate) => ({ gate, state: 'waiting', dueAt: null })),
        parent: inner && step.container !== undefined ? named(step.container) : holder,
        priority: step.priority ?? 2,
        needs: needsOf(step, part.protomolecule, named),
      },
      world,
    );
  }
}

function kindOf({ id, type, loop }: ProtoStep, { steps }: Protomolecule): Item['kind'] {
  if (loop || steps.some(({ container }) => container === id)) return 'container';
  return type === 'gate' ? 'gate' : 'work';
}

function needsOf(step: ProtoStep, protomolecule: Protomolecule, named: Item['named']): Need[] {
  const { needs, run_if, waits_for } = step;
  const type = run_if === 'failed' ? 'conditional-blocks' : 'blocks';
  const before = new Set(behindBarriers(needs, protomolecule));
  if (waits_for) before.add(waits_for.of);
  return [
    ...[...before].map((id): Need => ({ to: named(id), type })),
    ...(waits_for ? [{ to: named(waits_for.of), type: 'waits-for' as const, join: waits_for.mode }] : []),
  ];
}

/** Who needs a barrier needs what it needs (spec: ORDER-6). */
const behindBarriers = (needs: readonly string[], protomolecule: Protomolecule): string[] =>
  needs.flatMap((id) => {
    const barrier = protomolecule.barriers.find((each) => each.id === id);
    return barrier ? behindBarriers(barrier.needs, protomolecule) : [id];
  });
