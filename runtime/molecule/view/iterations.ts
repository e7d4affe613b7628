import type { LiveStep } from './live.js';

/**
 * Steps of loops with what the ledger has no edges for: an iteration begins when the one before it has ended, for it is
 * made then. What no other of its iteration comes before needs what no other of the last one comes after.
 */
export function withIterationsInOrder(steps: readonly LiveStep[]): readonly LiveStep[] {
  const loops = new Set(steps.filter(({ bead }) => bead?.policy?.loop).map(({ step }) => step));
  if (loops.size === 0) return steps;
  const members = new Map<string, LiveStep[]>();
  for (const step of steps) {
    const iteration = iterationOf(step, loops);
    if (iteration === undefined) continue;
    const list = members.get(iteration.key);
    if (list) list.push(step);
    else members.set(iteration.key, [step]);
  }
  return steps.map((step) => {
    const iteration = iterationOf(step, loops);
    const before = iteration && members.get(iteration.before);
    if (!iteration || !before) return step;
    const own = new Set(members.get(iteration.key)?.map((member) => member.step));
    if (step.needs.some((need) => own.has(need))) return step;
    const needed = new Set(before.flatMap(({ needs }) => needs));
    const ends = before.filter((member) => !needed.has(member.step)).map((member) => member.step);
    return { ...step, needs: [...step.needs, ...ends] };
  });
}

/** Which iteration a step is in, directly, and which one came before. */
function iterationOf(
  { step, container }: LiveStep,
  loops: ReadonlySet<string>,
): { readonly key: string; readonly before: string } | undefined {
  if (container === undefined || !loops.has(container)) return undefined;
  const number = Number(/^\.iter(\d+)\./.exec(step.slice(container.length))?.[1]);
  if (!Number.isInteger(number)) return undefined;
  return { key: `${container}.iter${number}`, before: `${container}.iter${number - 1}` };
}
