import type { ProtoStep } from '../../compiler/emit/protomolecule.js';
import type { StoredProtomolecule } from '../ledger/molecule.js';

/** Who waits for whom in a protomolecule, and who is in whom, with barriers seen through. */
export interface Family {
  readonly steps: readonly ProtoStep[];
  /** Throws for an id that no step has. */
  stepOf(id: string): ProtoStep;
  step(id: string): ProtoStep | undefined;
  /** The steps in a container; undefined: those in none. */
  children(container: string | undefined): readonly ProtoStep[];
  /** The steps that wait for `id`. */
  waiting(id: string): readonly ProtoStep[];
  /** The steps that a step waits for. */
  needs(step: ProtoStep): readonly string[];
}

/** Makes each once, for as long as the ledger keeps the protomolecule that was read. */
export class Families {
  readonly #families = new WeakMap<StoredProtomolecule, Family>();

  of(stored: StoredProtomolecule): Family {
    const known = this.#families.get(stored) ?? makeFamily(stored);
    this.#families.set(stored, known);
    return known;
  }
}

function makeFamily({ protomolecule: { steps, barriers } }: StoredProtomolecule): Family {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const behind = new Map(barriers.map(({ id, needs }) => [id, needs]));
  const seen = new Map<string, readonly string[]>();
  /** The steps that are meant by an id: itself, or all that a barrier waits for. Barriers come in topological order. */
  const meant = (id: string): readonly string[] => {
    const needs = behind.get(id);
    if (!needs) return [id];
    const known = seen.get(id) ?? [...new Set(needs.flatMap(meant))];
    seen.set(id, known);
    return known;
  };
  const needsOf = (step: ProtoStep): string[] => [
    ...new Set([...step.needs.flatMap(meant), ...(step.waits_for ? [step.waits_for.of] : [])]),
  ];
  const children = new Map<string | undefined, ProtoStep[]>();
  const waiting = new Map<string, ProtoStep[]>();
  const add = <K>(map: Map<K, ProtoStep[]>, key: K, step: ProtoStep): void => {
    const list = map.get(key);
    if (list) list.push(step);
    else map.set(key, [step]);
  };
  for (const step of steps) {
    add(children, step.container, step);
    for (const need of needsOf(step)) add(waiting, need, step);
  }
  const stepOf = (id: string): ProtoStep => {
    const step = byId.get(id);
    if (!step) throw new Error(`the protomolecule has no step ${id}`);
    return step;
  };
  return {
    steps,
    stepOf,
    step: (id) => byId.get(id),
    children: (container) => children.get(container) ?? [],
    waiting: (id) => waiting.get(id) ?? [],
    needs: needsOf,
  };
}
