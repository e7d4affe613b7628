import type { Arguments } from '../check/generated/formula.js';
import type { Composed } from '../inherit/composed.js';
import { globMatcher } from '../language/glob.js';
import type { Scope } from '../language/render.js';
import { MAX_EXPANSION_DEPTH } from '../limits.js';
import type { Span } from '../read/source.js';
import { parameterScope } from './arguments.js';
import { findStep } from './branches.js';
import type { Cooking, Setting } from './cooking.js';
import { factorsAround } from './estimate.js';
import { expandLoops } from './loops.js';
import { addMember, living, type Node, newRegion, type Origin, type Step, stepsOf } from './region.js';
import { titleOf } from './title.js';

/** What is to be put in place of a step, and where that is written. */
export interface Expansion {
  readonly fragment: Composed;
  readonly vars: Arguments | undefined;
  readonly rule: object;
  readonly key: 'with' | 'expand' | 'template';
  /** Where names in the arguments are looked up. */
  readonly scope: Scope;
}

/** Expand every step under `nodes` that says `expand`, and the steps that brings, and so on. */
export function expandInline(nodes: readonly Node[], cooking: Cooking): void {
  for (const step of [...stepsOf(nodes)]) {
    const { table } = step;
    if (table.expand === undefined || step.replacedBy) continue;
    const { expand, expand_vars: vars } = table;
    const fragment = fragmentOf(expand, step.from, table, 'expand', cooking);
    if (fragment)
      expandStep(step, { fragment, vars, rule: table, key: 'expand', scope: step.scope }, cooking);
  }
}

/** Carry out compose.expand: one step, one expansion. */
export function applyExpandRules(cooking: Cooking): void {
  for (const rule of cooking.formula.doc.compose?.expand ?? []) {
    const node = findStep(rule.target, rule, 'target', undefined, cooking);
    if (!node) continue;
    const target = living(node);
    const { reporter, spans } = cooking.context;
    if (target.kind === 'region') {
      const first = target.role === 'loop' ? 'its loop' : expansionName(target);
      const related = cooking.originNotes(firstStep(target)?.origin);
      reporter.report(
        'GT5002',
        { target: rule.target, first },
        { span: spans.value(rule, 'target'), related },
      );
      continue;
    }
    const fragment = fragmentOf(rule.with, cooking.formula, rule, 'with', cooking);
    const { scope } = cooking.setting;
    if (fragment) expandStep(target, { fragment, vars: rule.vars, rule, key: 'with', scope }, cooking);
  }
}

/** Carry out compose.map: every step that matches when the rule starts. */
export function applyMapRules(cooking: Cooking): void {
  for (const rule of cooking.formula.doc.compose?.map ?? []) {
    const matches = globMatcher(rule.select);
    const matched = [...stepsOf(cooking.roots)].filter((step) => matches(step.id));
    const { reporter, spans } = cooking.context;
    if (matched.length === 0 && !cooking.lacksSteps) {
      reporter.report(
        'GT5014',
        { key: 'select', pattern: rule.select },
        { span: spans.value(rule, 'select') },
      );
    }
    const fragment = fragmentOf(rule.with, cooking.formula, rule, 'with', cooking);
    if (!fragment) continue;
    const { steps, factors } = cooking.estimator.template(fragment);
    const span = spans.value(rule, 'select');
    const needed = matched.length * (steps - 1);
    const chain = (): string[] => [`${rule.select} (${matched.length} steps)`, ...factors];
    if (!cooking.growth.fits(needed, span, chain)) return;
    const { scope } = cooking.setting;
    for (const step of matched) {
      expandStep(step, { fragment, vars: rule.vars, rule, key: 'with', scope }, cooking);
    }
  }
}

/** The expansion that `name` in `rule` means; undefined when it is none (reported). */
function fragmentOf(
  name: string,
  from: Composed,
  rule: object,
  key: 'with' | 'expand',
  cooking: Cooking,
): Composed | undefined {
  const loaded = from.references.get(name);
  const fragment = loaded && cooking.options.compose(loaded);
  if (fragment?.type === 'expansion') return fragment;
  cooking.growth.leaveGap();
  if (!fragment) return undefined; // reported when it was looked for
  const { reporter, spans } = cooking.context;
  const facts = { name: fragment.name, type: fragment.type, wanted: 'expansion', key };
  reporter.report('GT5001', facts, { span: spans.value(rule, key) });
  return undefined;
}

/** Put the steps of the expansion's template in the place of `step`. */
export function expandStep(step: Step, expansion: Expansion, cooking: Cooking): void {
  if (cooking.growth.isStopped) return;
  const { reporter, spans } = cooking.context;
  const { fragment } = expansion;
  const span = spans.value(expansion.rule, expansion.key);
  if (step.members.length > 0) {
    const facts = {
      where: `step "${step.id}"`,
      one: step.body ? 'loop' : 'children',
      other: expansion.key,
      reason: `an expansion takes the place of the whole step; expand one of the ${step.body ? 'steps of its body' : 'children'} instead`,
    };
    // That a step says both itself has been reported when it was checked.
    if (expansion.key !== 'expand') reporter.report('GT2010', facts, { span });
    cooking.growth.leaveGap();
    return;
  }
  const path = expansionPath(step.origin, fragment.name);
  if (path.length > MAX_EXPANSION_DEPTH) {
    reporter.report('GT5007', { limit: MAX_EXPANSION_DEPTH, path }, { span });
    cooking.growth.stop();
    return;
  }
  const { steps, factors } = cooking.estimator.template(fragment);
  const chain = (): string[] => [...factorsAround(step.origin), ...factors];
  if (!cooking.growth.fits(steps - 1, span, chain)) return;
  const scope = templateScope(step, expansion, span, cooking);
  const region = newRegion(step.id, 'expansion', step);
  cooking.replace(step, region);
  const setting: Setting = {
    prefix: '',
    scope,
    // A scope of its own, so that a template that keeps the target's id can name that step.
    names: step.names.inner(''),
    origin: { kind: 'expanded', by: fragment.name, at: span, next: step.origin },
    partOf: step,
    from: fragment,
    uniqueBy: '{target}',
  };
  for (const planted of cooking.plant(fragment.doc.template ?? [], setting)) addMember(region, planted);
  expandLoops(region.members, setting, cooking);
  expandInline(region.members, cooking);
}

/** `{target}` and its fields, and around them the parameters. */
function templateScope(
  step: Step,
  { fragment, vars, scope }: Expansion,
  span: Span | undefined,
  cooking: Cooking,
): Scope {
  const title = titleOf(step);
  return {
    parameters: false,
    outer: parameterScope(fragment, vars, scope, span, cooking),
    bindings: new Map([
      ['target', { value: step.id }],
      ['target.id', { value: step.id }],
      ['target.title', title],
      ['target.description', { text: step.table.description ?? '', scope: step.scope }],
    ]),
  };
}

/** The expansions around, outermost first, and `next` at the end. */
function expansionPath(origin: Origin | undefined, next: string): string[] {
  const path = [next];
  for (let at = origin; at; at = at.next) if (at.kind === 'expanded') path.unshift(at.by);
  return path;
}

const firstStep = (node: Node): Step | undefined => stepsOf([node]).next().value ?? undefined;

function expansionName(node: Node): string {
  for (let at = firstStep(node)?.origin; at; at = at.next) if (at.kind === 'expanded') return `"${at.by}"`;
  return 'an expansion';
}
