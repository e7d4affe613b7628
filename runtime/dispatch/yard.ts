import { join } from 'node:path';
import type { Lane } from '../ledger/lane.js';
import { pathInside } from '../town/inside.js';
import { TOWN_PATHS, type Town } from '../town/town.js';

/** Where work is done, and where it is written down. */
export interface Yard {
  readonly town: Town;
  /** The folder of the ledger. */
  readonly ledger: string;
}

/** Where the files of a lane are, by the id of what is worked on. */
export interface LanePaths {
  /** What its agents print. */
  readonly transcript: string;
  /** Where a script leaves the output of its step. */
  readonly output: string;
  /** What its supervisors say of themselves. */
  readonly log: string;
  /** Where it is worked on when there is no repository. */
  readonly plain: string;
}

export function lanePaths({ town: { root } }: Pick<Yard, 'town'>, id: string): LanePaths {
  const daemon = (...parts: string[]): string => pathInside(root, TOWN_PATHS.daemon, ...parts);
  return {
    transcript: daemon('transcripts', `${id}.log`),
    output: daemon('outputs', `${id}.json`),
    log: daemon('supervisors', `${id}.log`),
    plain: pathInside(root, 'polecats', id),
  };
}

/** The folder of a lane that has one: a worktree of its rig, or a plain one. */
export const folderOf = ({ town: { root } }: Yard, { sandbox }: Pick<Lane, 'sandbox'>): string | undefined =>
  sandbox === null ? undefined : join(root, sandbox);
