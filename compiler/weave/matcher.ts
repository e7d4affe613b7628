import type { Advice, Pointcut } from '../check/generated/formula.js';
import type { Cooking } from '../expand/cooking.js';
import { living, type Node, type Step, stepsOf } from '../expand/region.js';
import { globMatcher, isGlob } from '../language/glob.js';
import type { AdviceSource } from './advice.js';

/**
 * Which steps advice is for. A plain id means the step, or what replaced it; a glob, a type or a label
 * only steps that are there when the weaving starts. `target` and the pointcuts must both agree;
 * of several pointcuts one is enough.
 */
export class Matcher {
  readonly #alive: readonly Step[];

  constructor(
    private readonly source: AdviceSource,
    private readonly cooking: Cooking,
  ) {
    this.#alive = [...stepsOf(cooking.roots)];
  }

  targets(advice: Advice): Node[] {
    const { pointcuts } = this.source;
    if (advice.target === undefined) {
      if (pointcuts) return this.#byPointcuts(pointcuts);
      const { reporter, spans } = this.cooking.context;
      const where = 'the advice';
      reporter.report('GT5010', { where }, { span: spans.table(advice) });
      return [];
    }
    const found = this.#byGlob(advice.target, advice, 'target', 'the advice');
    if (!pointcuts) return found;
    return found.filter((node) => pointcuts.some((pointcut) => accepts(pointcut, node)));
  }

  /**
   * An aspect may name steps that this formula has not; that is what it is for. The formula's own advice
   * and pointcuts are written for its own steps, so there an unknown id is a mistake.
   */
  #reportUnknown(id: string, table: object, key: string, step: string): void {
    const { formula, names, context } = this.cooking;
    if (this.source.formula !== formula || this.cooking.lacksSteps) return;
    const { reporter, spans } = context;
    const facts = { step, key, name: id, near: reporter.near(id, names.known()) };
    reporter.report('GT3001', facts, { span: spans.value(table, key) });
  }

  #byPointcuts(pointcuts: readonly Pointcut[]): Node[] {
    const found = new Set<Node>();
    for (const pointcut of pointcuts) {
      for (const node of this.#byGlob(pointcut.glob ?? '*', pointcut, 'glob', 'a pointcut'))
        if (accepts(pointcut, node)) found.add(node);
    }
    return [...found];
  }

  #byGlob(glob: string, table: object, key: string, what: string): Node[] {
    if (!isGlob(glob)) {
      const node = this.cooking.names.find(glob);
      if (!node) this.#reportUnknown(glob, table, key, what);
      return node ? [living(node)] : [];
    }
    const matches = globMatcher(glob);
    return this.#alive.filter((step) => matches(step.id));
  }
}

/** Whether every key of a pointcut accepts the step, or the step that was replaced. */
function accepts({ glob, type, label }: Pointcut, node: Node): boolean {
  const step = node.kind === 'step' ? node : node.replaced;
  if (glob !== undefined && !globMatcher(glob)(node.id)) return false;
  if (type !== undefined && fieldOf(step, 'type', 'task') !== type) return false;
  if (label === undefined) return true;
  return labelsOf(step).includes(label);
}

/** A field of a step, or of the step that it is a part of. */
function fieldOf(step: Step | undefined, key: 'type', otherwise: string): string {
  for (let at = step; at; at = at.partOf) if (at.table[key] !== undefined) return at.table[key];
  return otherwise;
}

function labelsOf(step: Step | undefined): readonly string[] {
  for (let at = step; at; at = at.partOf) {
    const { labels, tags } = at.table;
    if (labels || tags) return [...(labels ?? []), ...(tags ?? [])];
  }
  return [];
}
