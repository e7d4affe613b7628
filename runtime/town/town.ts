import { join } from 'node:path';
import { fail } from '../failure/failure.js';
import { type Surroundings, townOf } from '../formulas/tiers.js';
import { pathInside } from './inside.js';
import { changeSettings, readSettings } from './settings-file.js';
import { count, exactly, type Fields, object, type Shape, span, text } from './shape.js';

/** A folder in which rigs and those who work in them are. */
export interface Town {
  /** Absolute. */
  readonly root: string;
  readonly name: string;
}

/** What `mayor/town.json` says; that the file is there makes a folder a town. */
export interface TownMarker {
  readonly type: 'town';
  readonly version: 1;
  readonly name: string;
  readonly created_at: string;
}

/** What `settings/config.json` says. */
export interface TownConfig {
  readonly type: 'town-settings';
  readonly version: 1;
  /** The agent that works where nothing else is said. */
  readonly default_agent?: string | undefined;
  /** How many polecats work at the same time, in all rigs together. */
  readonly max_polecats?: number | undefined;
  /** How long nothing may come of somebody's work before it is told, such as `30m`. */
  readonly stuck_after?: string | undefined;
}

/** Files and folders of a town, by their paths below its root. */
export const TOWN_PATHS = {
  marker: join('mayor', 'town.json'),
  rigs: join('mayor', 'rigs.json'),
  agents: join('settings', 'agents.json'),
  config: join('settings', 'config.json'),
  /** What processes keep there while they run. */
  daemon: 'daemon',
} as const;

const markerFields: Fields<TownMarker> = {
  type: exactly('town'),
  version: exactly(1),
  name: text(/^[^\p{C}]{1,100}$/u, 'a text of one line'),
  created_at: text(),
};
export const MARKER: Shape<TownMarker> = object(markerFields);

const configFields: Fields<TownConfig> = {
  type: exactly('town-settings'),
  version: exactly(1),
  default_agent: { optional: text() },
  max_polecats: { optional: count },
  stuck_after: { optional: span },
};
export const CONFIG: Shape<TownConfig> = object(configFields);

/**
 * The town that somebody stands in: what the environment names (GT_TOWN_ROOT), else the nearest folder upwards that is
 * one. Throws GT8701 when there is none, GT8702 and GT8703 when its marker is damaged.
 */
export function findTown({ cwd, town }: Pick<Surroundings, 'cwd' | 'town'>): Town {
  const root = townOf({ cwd, town });
  const marker = root === undefined ? undefined : readSettings(join(root, TOWN_PATHS.marker), MARKER);
  if (root === undefined || !marker) return fail('GT8701', { folder: root ?? cwd });
  return { root, name: marker.name };
}

/** What a town is set to. Throws GT8702, GT8703. */
export function townConfig({ root }: Town): TownConfig {
  const config = readSettings(pathInside(root, TOWN_PATHS.config), CONFIG);
  return config ?? { type: 'town-settings', version: 1 };
}

/** Make a file of settings where there is none; one that is there stays as it is. */
export function beginSettings<T>(path: string, shape: Shape<T>, content: T): void {
  changeSettings(path, shape, (before) => (before === undefined ? content : undefined));
}
