import type { PhaseContext } from '../check/context.js';
import type { LoadedFormula } from '../check/load.js';
import { parentNames, parentSpan } from '../check/references.js';
import type { Inheritance } from './composed.js';

/** A formula and the formulas it extends, directly or not. */
export interface Lineage {
  /** Parents before children, depth first, each once; the formula itself is the last. */
  readonly order: readonly LoadedFormula[];
  readonly inheritance: ReadonlyMap<LoadedFormula, Inheritance>;
  /** Whether `child` extends `ancestor`, directly or not. */
  readonly descends: (child: LoadedFormula, ancestor: LoadedFormula) => boolean;
}

/** The lineage of `formula`; a cycle is reported once, with its path, and cut. */
export function lineageOf(formula: LoadedFormula, { reporter, spans }: PhaseContext): Lineage {
  const order: LoadedFormula[] = [];
  const inheritance = new Map<LoadedFormula, Inheritance>();
  const ancestors = new Map<LoadedFormula, Set<LoadedFormula>>();
  const path: LoadedFormula[] = [];

  const visit = (at: LoadedFormula, reachedBy: Inheritance | undefined): void => {
    if (reachedBy) inheritance.set(at, reachedBy);
    const own = new Set<LoadedFormula>();
    path.push(at);
    parentNames(at.doc).forEach((name, index) => {
      const parent = at.references.get(name);
      if (!parent) return;
      const span = parentSpan(at.doc, index, spans);
      const start = path.indexOf(parent);
      if (start !== -1) {
        const cycle = [...path.slice(start), parent].map((step) => step.source.id);
        reporter.report('GT4001', { path: cycle }, { span });
        return;
      }
      if (!ancestors.has(parent)) visit(parent, { by: at.name, at: span, next: reachedBy });
      own.add(parent);
      for (const further of ancestors.get(parent) ?? []) own.add(further);
    });
    path.pop();
    ancestors.set(at, own);
    order.push(at);
  };

  visit(formula, undefined);
  return { order, inheritance, descends: (child, ancestor) => ancestors.get(child)?.has(ancestor) ?? false };
}
