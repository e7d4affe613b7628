import type { PhaseContext } from '../check/context.js';
import type { Composed } from '../inherit/composed.js';

/** A chosen subset of a convoy's legs; all others are taken out, as by a false condition (spec: CONV-7). */
export interface Preset {
  readonly name: string;
  readonly legs: ReadonlySet<string>;
}

/**
 * The name under which the shape records the preset: no variable can be called that, so that the two cannot
 * be taken for each other.
 */
export const PRESET_IN_SHAPE = '--preset';

/** The preset of `formula` called `name`; undefined when there is none (reported). */
export function choosePreset(
  name: string,
  { name: formula, doc: { presets = {} }, incomplete }: Composed,
  { reporter }: PhaseContext,
): Preset | undefined {
  const chosen = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (chosen) return { name, legs: new Set(chosen.legs) };
  // It may be in a parent that is missing.
  if (incomplete) return undefined;
  const known = Object.keys(presets);
  reporter.report('GT5017', { preset: name, formula, near: reporter.near(name, known), known });
  return undefined;
}
