import type { Environment } from '../environment.js';
import type { Kind } from './kinds.js';
import type { Candidate } from './place.js';

/** What is known of the place of a value. */
export interface Asked {
  readonly typed: string;
  /** The arguments before it. */
  readonly args: readonly string[];
}

/** Kinds whose values have to be looked up. */
export type LookedUp = Exclude<Kind, 'free' | 'file' | 'folder' | 'command'>;

/** All values of a kind that there are here. What is not there, such as a ledger, has none. */
export async function valuesOf(
  kind: LookedUp,
  asked: Asked,
  environment: Environment,
): Promise<readonly Candidate[]> {
  switch (kind) {
    case 'formula':
      return formulas(environment);
    case 'work':
      return [...(await attempt(() => beads(asked, environment))), ...(await formulas(environment))];
    case 'variable':
      return (await import('./formula-values.js')).variables(asked, environment);
    case 'rule':
      return (await import('./formula-values.js')).rules();
    case 'phase':
      return (await import('./formula-values.js')).phases();
    case 'bead':
      return beads(asked, environment);
    case 'convoy':
      return (await import('./ledger-values.js')).convoys(environment);
    case 'polecat':
      return (await import('./ledger-values.js')).polecats(environment);
    case 'type':
    case 'status':
    case 'priority':
      return (await import('./ledger-values.js')).words(kind, environment);
    case 'rig':
      return (await import('./town-values.js')).rigs(environment);
    case 'agent':
      return (await import('./town-values.js')).agents(environment);
  }
}

const formulas = async (environment: Environment): Promise<readonly Candidate[]> =>
  (await import('./formula-values.js')).formulas(environment);

const beads = async (asked: Asked, environment: Environment): Promise<readonly Candidate[]> =>
  (await import('./ledger-values.js')).beads(asked, environment);

/** Where one of two sources is not there, the other one is. */
async function attempt(look: () => Promise<readonly Candidate[]>): Promise<readonly Candidate[]> {
  try {
    return await look();
  } catch {
    return [];
  }
}
