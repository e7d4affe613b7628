import type { Protomolecule, ProtoStep } from '../emit/protomolecule.js';
import { type Step, stepsOf } from '../expand/region.js';
import type { LintSubject } from '../rules/subject.js';
import type { Refuse } from './plain-step.js';

/**
 * The same with steps in `waits_for` where regions were: of a region, those in it that spawn count, and where
 * none is known to, its exits. Several cannot be said.
 */
export function withStepsAsSpawners(
  protomolecule: Protomolecule,
  { wiring }: LintSubject,
  refuse: Refuse,
): Protomolecule {
  const regions = new Map(protomolecule.regions.map((region) => [region.id, region]));
  const byId = new Map(protomolecule.steps.map((step) => [step.id, step]));
  const members = new Map<string, readonly Step[]>();
  for (const { node } of wiring.spawners.values()) {
    if (node.kind === 'region' && !members.has(node.id)) members.set(node.id, [...stepsOf([node])]);
  }
  const spawnerOf = (step: ProtoStep, of: string): string => {
    const inside = members.get(of);
    if (!inside) return of;
    const spawning = inside
      .filter(({ id, removed }) => !removed && byId.get(id)?.on_complete)
      .map(({ id }) => id);
    const [first, ...others] = spawning.length > 0 ? spawning : (regions.get(of)?.exits ?? []);
    if (first !== undefined && others.length === 0) return first;
    const count = first === undefined ? 'no step is' : `${others.length + 1} steps are`;
    refuse(`"waits_for" of step "${step.id}"`, `"${of}" was replaced, and ${count} left of it to wait for`);
    return of;
  };
  const steps = protomolecule.steps.map((step) =>
    step.waits_for
      ? { ...step, waits_for: { ...step.waits_for, of: spawnerOf(step, step.waits_for.of) } }
      : step,
  );
  return { ...protomolecule, steps };
}
