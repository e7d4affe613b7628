import { rmSync } from 'node:fs';
import { listAgents } from '../polecat/index.js';
import { listRigs, TOWN_PATHS, type Town, townConfig } from '../town/index.js';
import { pathInside } from '../town/inside.js';
import { changeSettings, readSettings } from '../town/settings-file.js';
import { count, object, type Shape } from '../town/shape.js';
import type { Capacity } from './plan.js';
import { dispatcherOfTown } from './town-lock.js';

/** Where neither the town nor the command says how many. */
const USUAL_MOST = 4;

/** How many may be at work, by the settings of a town; `most` takes the place of what it says of all together. */
export function capacityOf(town: Town, most?: number): Capacity {
  return {
    all: most ?? townConfig(town).max_polecats ?? USUAL_MOST,
    perRig: limits(listRigs(town)),
    perAgent: limits(listAgents(town)),
  };
}

const limits = (
  all: readonly { readonly name: string; readonly max_polecats?: number | undefined }[],
): Map<string, number> =>
  new Map(
    all.flatMap(({ name, max_polecats }): [string, number][] =>
      max_polecats === undefined ? [] : [[name, max_polecats]],
    ),
  );

/** What the dispatcher that runs was told. */
interface Told {
  readonly max_polecats: number;
}
const TOLD: Shape<Told> = object<Told>({ max_polecats: count });

const fileOf = ({ root }: Town): string => pathInside(root, TOWN_PATHS.daemon, 'dispatcher.json');

/** Write down what this process, the dispatcher of the town, was told, for those who ask why somebody waits. */
export function tellCapacity(town: Town, most: number | undefined): void {
  rmSync(fileOf(town), { force: true });
  if (most !== undefined) changeSettings(fileOf(town), TOLD, () => ({ max_polecats: most }));
}

/** How many may be at work now: by the settings, and by what the dispatcher that runs was told. */
export async function capacityNow(town: Town): Promise<Capacity> {
  const told = (await dispatcherOfTown(town)) && readSettings(fileOf(town), TOLD);
  return capacityOf(town, told?.max_polecats);
}
