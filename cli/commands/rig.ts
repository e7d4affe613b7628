import { shownPath } from '../../runtime/formulas/tiers.js';
import { addRig, listRigs } from '../../runtime/town/rig.js';
import { findTown } from '../../runtime/town/town.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import { table } from '../output/table.js';

export interface RigOptions {
  readonly branch?: string;
  readonly json?: boolean;
}

/** `gt rig add`: a repository of the town. One that is there stays as it is. */
export async function add(
  name: string,
  repo: string,
  options: RigOptions,
  { stdout, surroundings }: Environment,
): Promise<ExitCode> {
  const { cwd } = surroundings;
  const { isNew, ...rig } = await addRig(findTown(surroundings), name, repo, { cwd, branch: options.branch });
  if (options.json) stdout.write(toJson({ ...rig, created: isNew }));
  else if (isNew)
    stdout.write(
      `added the rig ${name} in ${shownPath(rig.path, cwd)}; work begins from ${rig.default_branch}\n`,
    );
  else stdout.write(`the rig ${name} is there already\n`);
  return EXIT.ok;
}

/** `gt rig list`: the rigs of the town, one a line. */
export async function list(options: RigOptions, { stdout, surroundings }: Environment): Promise<ExitCode> {
  const rigs = listRigs(findTown(surroundings));
  if (options.json) stdout.write(toJson(rigs));
  else if (rigs.length === 0) stdout.write('no rigs; "gt rig add NAME REPO" adds one\n');
  else
    stdout.write(
      table(
        rigs.map(({ name, default_branch, url }) => ({ cells: [name, default_branch, url] })),
        stdout.width,
      ),
    );
  return EXIT.ok;
}
