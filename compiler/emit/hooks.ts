import { findStep } from '../expand/branches.js';
import type { Cooking } from '../expand/cooking.js';
import { meaning } from '../expand/region.js';
import { parseTrigger } from '../language/trigger.js';
import type { Bonds } from './bonds.js';
import type { Neighbours } from './neighbours.js';
import type { ProtoHook } from './protomolecule.js';

/** The hooks, each with its place: a bond point, or behind what a step has become (spec: BOND-3). */
export function emitHooks(cooking: Cooking, neighbours: Neighbours, bonds: Bonds): ProtoHook[] {
  const { formula, context } = cooking;
  const { hooks = [], bond_points = [] } = formula.doc.compose ?? {};
  const points = new Set<string | undefined>(bond_points.map(({ id }) => id));
  const { reporter, spans } = context;
  return hooks.flatMap((hook) => {
    const trigger = parseTrigger(hook.trigger);
    if (!trigger) {
      const reason = `is ${JSON.stringify(hook.trigger)}; it is label:NAME, type:NAME or priority:N-M`;
      reporter.report('GT2005', { key: 'trigger', reason }, { span: spans.value(hook, 'trigger') });
    }
    const { attach, at } = hook;
    const vars = bonds.add({
      name: attach,
      rule: hook,
      key: 'attach',
      vars: hook.vars,
      from: formula,
      scope: cooking.setting.scope,
      step: undefined,
      isPerItem: false,
    });
    const isPoint = points.has(at);
    const node = at === undefined || isPoint ? undefined : findStep(at, hook, 'at', undefined, cooking);
    const after = node && neighbours.exitsOrPrevious(meaning(node)).map(({ id }) => id);
    if (!trigger) return [];
    return [
      {
        trigger,
        attach,
        ...(isPoint && at !== undefined && { at }),
        ...(after && { after }),
        ...(vars && { vars }),
      },
    ];
  });
}
