import { statSync } from 'node:fs';
import { parseDuration } from '../../compiler/language/duration.js';
import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';
import { type Town, townConfig } from '../town/index.js';
import { capacityNow } from './capacity.js';
import { USUAL_PATIENCE } from './stuck.js';
import type { Circumstances } from './why-here.js';
import { lanePaths } from './yard.js';

/** How long nothing may come of somebody's work in a town, in milliseconds. */
export function patienceOf(town: Town): number {
  const { stuck_after } = townConfig(town);
  return (stuck_after === undefined ? undefined : parseDuration(stuck_after)) ?? USUAL_PATIENCE;
}

/** When the agent of a lane has printed last; undefined when it never has. */
export const printedLast = (town: Town, id: string): number | undefined =>
  statSync(lanePaths({ town }, id).transcript, { throwIfNoEntry: false })?.mtimeMs;

/** What a town adds to its ledger now. */
export async function circumstancesOf(town: Town, now: number): Promise<(view: View) => Circumstances> {
  const capacity = await capacityNow(town);
  const patience = patienceOf(town);
  return (view) => ({
    now,
    capacity,
    patience,
    printed: ({ n }: Lane) => printedLast(town, view.idOf(n) ?? ''),
  });
}
