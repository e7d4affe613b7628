import type { PictureState } from './states.js';

/** What the pictures show of a step: a subset of the protomolecule's, and of a molecule's where it is. */
export interface PictureStep {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  /** Ids of steps and barriers. */
  readonly needs: readonly string[];
  /** The id of the step that it is inside of. */
  readonly container?: string | undefined;
  readonly gates?: readonly { readonly type: string }[] | undefined;
  readonly state?: PictureState | undefined;
  /** What else is to be known of where it is: who is at it, what it waits for. */
  readonly remarks?: readonly string[] | undefined;
}

/** A cooked formula, as far as it is drawn. Its texts are the author's and not to be trusted. */
export interface Picture {
  readonly name: string;
  readonly type: string;
  /** In topological order. */
  readonly steps: readonly PictureStep[];
  /** In topological order. A barrier gathers many steps for many others and is no step itself. */
  readonly barriers: readonly { readonly id: string; readonly needs: readonly string[] }[];
  /** Ids of steps by how soon they can start. */
  readonly waves: readonly (readonly string[])[];
}

/** What a person must know of a step beyond its title: `human`, `gate timer`, `attempt 2`. */
export const marks = (step: PictureStep): string[] => [...kindMarks(step), ...(step.remarks ?? [])];

function kindMarks(step: PictureStep): string[] {
  const gates = (step.gates ?? []).map(({ type }) => `gate ${type}`);
  if (step.type === 'human') return ['human', ...gates];
  return step.type === 'gate' && gates.length === 0 ? ['gate'] : gates;
}

/** `9 steps in 4 waves`. */
export function extent(picture: Picture): string {
  return `${count(picture.steps.length, 'step')} in ${count(picture.waves.length, 'wave')}`;
}

function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
