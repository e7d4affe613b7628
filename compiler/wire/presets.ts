import type { Cooking } from '../expand/cooking.js';
import { type Node, stepBehind } from '../expand/region.js';
import { isGone } from './conditions.js';

/**
 * Report presets that leave no leg to be done, their legs' conditions being false: the preset that was chosen,
 * or for `--check` every one. What a condition says does not depend on the preset, so one cooking tells of all.
 */
export function checkPresets(cooking: Cooking): void {
  const { formula, context, options, roots, convoy } = cooking;
  const { presets = {} } = formula.doc;
  const names = options.preset ? [options.preset.name] : options.openShape ? Object.keys(presets) : [];
  if (names.length === 0) return;
  const legs = new Map<string, Node>();
  for (const node of roots) {
    const step = stepBehind(node);
    if (step && convoy.get(step.table) === 'leg') legs.set(step.table.id, node);
  }
  for (const preset of names) {
    // Legs that do not exist have been reported.
    const selected = presets[preset]?.legs.flatMap((leg) => legs.get(leg) ?? []) ?? [];
    if (selected.length === 0 || !selected.every(isGone)) continue;
    context.reporter.report('GT5018', { preset }, { span: context.spans.value(presets, preset) });
  }
}
