import { cut } from './columns.js';
import type { Member } from './outline.js';
import { marks } from './picture.js';
import { glyphOf } from './states.js';
import { visible } from './visible.js';

/** A longer title would make its node wider than the rest of the picture. */
const MOST_COLUMNS = 72;

/** What a drawn member says: its id behind the mark of its state, its title where that says more, its marks. One visible line each, long titles cut. */
export function labelLines({ id, step }: Member): string[] {
  if (!step) return [];
  const lines = [glyphOf(step) + visible(id)];
  if (step.title !== '' && step.title !== id) lines.push(cut(visible(step.title), MOST_COLUMNS));
  const marked = marks(step);
  if (marked.length > 0) lines.push(visible(marked.join(', ')));
  return lines;
}

/** How a member is drawn. */
export type Shape = 'container' | 'barrier' | 'human' | 'gate' | 'step';

export function shapeOf({ step, children }: Member): Shape {
  if (!step) return 'barrier';
  if (children.length > 0) return 'container';
  if (step.type === 'human') return 'human';
  return step.type === 'gate' || (step.gates?.length ?? 0) > 0 ? 'gate' : 'step';
}
