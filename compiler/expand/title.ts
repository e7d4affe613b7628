import type { Binding } from '../language/render.js';
import type { Step } from './region.js';

/** The title of a step: its author's, else the last part of its id in words. */
export function titleOf(step: Step): Binding {
  const { title } = step.table;
  return title === undefined ? { value: titleFromId(step.id) } : { text: title, scope: step.scope };
}

/** `run-tests` as `Run tests`; of `implement.draft` only the last part, for the rest says where it stands. */
export function titleFromId(id: string): string {
  const words = (id.split('.').at(-1) ?? id).replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
