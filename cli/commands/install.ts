import { resolve } from 'node:path';
import { shownPath } from '../../runtime/formulas/tiers.js';
import { install } from '../../runtime/town/install.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { toJson } from '../output/json.js';

export interface InstallOptions {
  readonly git?: boolean;
  readonly name?: string;
  readonly json?: boolean;
}

/** `gt install`: a town in that folder. One that is there stays as it is. */
export async function installTown(
  path: string,
  options: InstallOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, surroundings, clock } = environment;
  if (options.name !== undefined && !/^[^\p{C}]{1,100}$/u.test(options.name))
    throw new UsageError('--name: write a text of one line, with at most 100 characters');
  const { root, name, isNew } = await install(resolve(surroundings.cwd, path), { ...options, now: clock() });
  if (!isNew && options.name !== undefined && options.name !== name)
    throw new UsageError(
      `--name ${options.name}: the town is there already, and is called ${name}; leave out --name`,
    );
  if (options.json) stdout.write(toJson({ root, name, created: isNew }));
  else if (isNew)
    stdout.write(
      `made the town ${name} in ${shownPath(root, surroundings.cwd)}; "gt rig add" adds repositories to it\n`,
    );
  else stdout.write(`${shownPath(root, surroundings.cwd)} is a town already, called ${name}\n`);
  return EXIT.ok;
}
