import type { Cooking } from '../expand/cooking.js';
import type { Wiring } from '../wire/events.js';
import type { Bonds } from './bonds.js';
import type { RunningConditions } from './running-conditions.js';
import type { TakenOutputs } from './taken-outputs.js';
import type { Texts } from './texts.js';

/** What the steps of one protomolecule are made with. */
export interface Emission {
  readonly cooking: Cooking;
  readonly wiring: Wiring;
  readonly texts: Texts;
  readonly bonds: Bonds;
  readonly conditions: RunningConditions;
  readonly taken: TakenOutputs;
}
