import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fail } from '../failure/failure.js';
import { standsAt } from '../formulas/file-failure.js';
import { createFile } from '../formulas/replace-file.js';
import { townOf } from '../formulas/tiers.js';
import { initLedger } from '../ledger/init.js';
import { AGENTS_FILE } from '../polecat/agents-file.js';
import { makeFolder } from './folder.js';
import { gitText } from './git.js';
import { pathInside } from './inside.js';
import { RIGS_FILE } from './registries.js';
import { beginSettings, CONFIG, findTown, MARKER, TOWN_PATHS, type Town } from './town.js';

export interface InstallOptions {
  /** Make it a repository, which keeps the settings; work, run-time files and the ledger's database stay out of it. */
  readonly git?: boolean | undefined;
  /** What the town is called; else as its folder is. */
  readonly name?: string | undefined;
  /** Whether it has a ledger of its own; else that of the folders around it is the one. */
  readonly ledger?: boolean | undefined;
  /** Now: milliseconds since 1970. */
  readonly now: number;
}

export interface Installed extends Town {
  /** False when it was a town before. */
  readonly isNew: boolean;
}

/** All beads of a town begin with it, as in Gas Town. */
const PREFIX = 'hq';

const GITIGNORE = `# What rigs have is in repositories of their own.
/*/.repo.git/
/*/polecats/
/*/crew/
/daemon/
/.beads/beads.db*
`;

/**
 * Make a town of the folder at `path`: its folders, settings, and the one ledger of all its rigs. Whatever is there
 * stays as it is, and what is missing is made: it can be done again at any time. Rejects with GT8711 inside of another
 * town, GT8702 or GT8703 where a file of it is damaged, and what `initLedger` rejects with.
 */
export async function install(
  path: string,
  { git, name, ledger = true, now }: InstallOptions,
): Promise<Installed> {
  const given = resolve(path);
  const around = townOf({ cwd: dirname(given), town: undefined });
  if (around !== undefined && !standsAt(join(given, TOWN_PATHS.marker)))
    fail('GT8711', { path: given, town: around });
  makeFolder(given);
  const root = realpathSync.native(given);
  for (const folder of ['mayor', 'settings', TOWN_PATHS.daemon]) makeFolder(pathInside(root, folder));
  const isNew = !standsAt(join(root, TOWN_PATHS.marker));
  const at = (file: string): string => pathInside(root, file);
  beginSettings(at(TOWN_PATHS.config), CONFIG, { type: 'town-settings', version: 1 });
  beginSettings(at(TOWN_PATHS.agents), AGENTS_FILE, { version: 1, agents: {} });
  beginSettings(at(TOWN_PATHS.rigs), RIGS_FILE, { version: 1, rigs: {} });
  if (ledger) await initLedger(root, { prefix: PREFIX });
  if (git) await makeRepository(root);
  // The marker comes last: a folder is a town once all of it is there.
  const marker = {
    type: 'town',
    version: 1,
    name: name ?? basename(root),
    created_at: new Date(now).toISOString(),
  } as const;
  beginSettings(at(TOWN_PATHS.marker), MARKER, marker);
  return { ...findTown({ cwd: root, town: root }), isNew };
}

async function makeRepository(root: string): Promise<void> {
  const ignored = join(root, '.gitignore');
  if (!standsAt(ignored)) createFile(ignored, Buffer.from(GITIGNORE), ignored);
  // A town inside of a larger repository would be part of that.
  if (!standsAt(join(root, '.git')))
    await gitText(root, ['init', '--quiet'], 'make a repository of the town');
}
