import type { Protomolecule, ProtoStep } from '../emit/protomolecule.js';

/**
 * Where two protomolecules say that something else is to be done, in words; undefined where they do not. The
 * order of steps is left out: it follows from needs, which a plain formula has in other words. `left`: fields that
 * are not compared.
 */
export function firstDifference(
  one: Protomolecule,
  other: Protomolecule,
  left: ReadonlySet<string>,
): string | undefined {
  const byId = new Map(other.steps.map((step) => [step.id, step]));
  for (const step of one.steps) {
    const same = byId.get(step.id);
    if (!same) return `step "${step.id}" would be missing`;
    const keys = new Set([...Object.keys(step), ...Object.keys(same)]);
    for (const key of keys) {
      if (key === 'needs' || key === 'origin' || left.has(key)) continue;
      if (canonical(step, key) !== canonical(same, key))
        return `"${key}" of step "${step.id}" would be another`;
    }
  }
  return one.steps.length === other.steps.length ? undefined : 'there would be more steps';
}

/** All gates must open: their order means nothing. */
function canonical(step: ProtoStep, key: string): string {
  const value = step[key as keyof ProtoStep];
  if (key !== 'gates' || !step.gates) return JSON.stringify(value);
  return JSON.stringify(step.gates.map((gate) => JSON.stringify(gate)).sort());
}
