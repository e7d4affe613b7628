import { marks, type PictureStep } from '../picture.js';
import { visible } from '../visible.js';
import { FONT } from './fonts.js';
import { textWidth } from './text-width.js';

export const BADGE = { height: 15, padding: 6, indent: 10, gap: 4 } as const;

export interface Badge {
  /** Its colour says the kind, its label the rest. */
  readonly kind: 'human' | 'gate';
  readonly label: string;
}

/** What is marked at the edge of a step: `human`, and the type of its gate or how many it has. */
export function badgesOf(step: PictureStep): Badge[] {
  const badges: Badge[] = [];
  if (step.type === 'human') badges.push({ kind: 'human', label: 'human' });
  const gates = step.gates ?? [];
  if (gates.length > 1) badges.push({ kind: 'gate', label: `${gates.length} gates` });
  else if (gates[0]) badges.push({ kind: 'gate', label: visible(gates[0].type) });
  else if (marks(step).includes('gate')) badges.push({ kind: 'gate', label: 'gate' });
  return badges;
}

export function badgeWidth(label: string): number {
  return textWidth(label, FONT.badge) + 2 * BADGE.padding;
}

/** How wide a step must be for its badges to stand on one half of it. */
export function widthForBadges(step: PictureStep): number {
  const badges = badgesOf(step);
  if (badges.length === 0) return 0;
  return 2 * badges.reduce((sum, { label }) => sum + badgeWidth(label) + BADGE.gap, 2 * BADGE.indent);
}
