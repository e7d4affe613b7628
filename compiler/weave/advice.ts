import type { Advice, Pointcut } from '../check/generated/formula.js';
import { insertedSteps } from '../check/inserted-steps.js';
import type { Cooking, Setting } from '../expand/cooking.js';
import { factorsIn } from '../expand/estimate.js';
import { expandLoops } from '../expand/loops.js';
import {
  addMember,
  living,
  type Node,
  newRegion,
  type Origin,
  replaceNode,
  type Step,
} from '../expand/region.js';
import { titleOf } from '../expand/title.js';
import type { Composed } from '../inherit/composed.js';
import type { Binding, Scope } from '../language/render.js';
import { MAX_ADVICE_DEPTH } from '../limits.js';
import type { Span } from '../read/source.js';
import { Matcher } from './matcher.js';

/** Advice and where it comes from: the formula's own, or an aspect's. */
export interface AdviceSource {
  readonly formula: Composed;
  readonly advice: readonly Advice[];
  readonly pointcuts: readonly Pointcut[] | undefined;
  /** Parameters of an aspect. */
  readonly parameters: Scope;
  /** Where the aspect is named; undefined for a formula's own advice. */
  readonly at: Span | undefined;
}

/**
 * Put the steps of each rule around the steps that match. Rules match only what stood before the first
 * of them; a later rule goes inside an earlier one. Gives the steps that were inserted.
 */
export function weave(source: AdviceSource, cooking: Cooking): Node[] {
  const { reporter, spans } = cooking.context;
  const inserted: Node[] = [];
  const matcher = new Matcher(source, cooking);
  for (const [advice, targets] of source.advice.map((rule) => [rule, matcher.targets(rule)] as const)) {
    const [before, after] = insertedSteps(advice);
    const each = cooking.estimator.of([...before, ...after], source.formula, undefined);
    const what = advice.target ?? 'the pointcuts';
    const factors = (): string[] => [`${what} (${targets.length} steps)`, ...factorsIn(each)];
    if (!cooking.growth.fits(targets.length * each.steps, spans.table(advice), factors)) break;
    for (const target of targets) {
      const core = living(target);
      if (adviceAround(core) >= MAX_ADVICE_DEPTH) {
        reporter.report('GT5016', { step: core.id, limit: MAX_ADVICE_DEPTH }, { span: spans.table(advice) });
        cooking.growth.stop();
        return inserted;
      }
      const region = newRegion(core.id, 'advice', undefined);
      region.needs = core.needs;
      core.needs = [];
      replaceNode(core, region, cooking.roots);
      const setting = settingFor(core, source, cooking);
      const first = cooking.plant(before, setting);
      const last = cooking.plant(after, setting);
      for (const node of [...first, core, ...last]) addMember(region, node);
      region.core = core;
      chain([...first, core, ...last]);
      for (const step of [...first, ...last]) {
        expandLoops([step], setting, cooking);
        inserted.push(living(step));
      }
    }
  }
  return inserted;
}

/** How many pieces of advice are around `node` already. */
function adviceAround(node: Node): number {
  let depth = 0;
  for (let at = node.inside; at?.kind === 'region' && at.role === 'advice'; at = at.inside) depth++;
  return depth;
}

/** Each waits for the one before it. */
function chain(nodes: readonly Node[]): void {
  nodes.forEach((node, index) => {
    const before = nodes[index - 1];
    if (before) node.needs.push({ node: before });
  });
}

/** `{step.id}` and its fields, and around them the aspect's parameters. */
function settingFor(core: Node, { formula, parameters, at }: AdviceSource, cooking: Cooking): Setting {
  const step: Step | undefined = core.kind === 'step' ? core : core.replaced;
  const bindings = new Map<string, Binding>([['step.id', { value: core.id }]]);
  if (step) {
    bindings.set('step.title', titleOf(step));
    bindings.set('step.description', { text: step.table.description ?? '', scope: step.scope });
  }
  const origin: Origin | undefined =
    formula === cooking.formula ? undefined : { kind: 'woven', by: formula.name, at, next: undefined };
  return {
    prefix: '',
    scope: { parameters: false, bindings, outer: parameters },
    names: cooking.names,
    origin,
    partOf: undefined,
    from: formula,
    uniqueBy: '{step.id}',
  };
}
