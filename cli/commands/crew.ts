import { shownPath } from '../../runtime/formulas/tiers.js';
import { addCrew } from '../../runtime/town/crew.js';
import { findTown } from '../../runtime/town/town.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';

export interface CrewOptions {
  readonly rig: string;
  readonly json?: boolean;
}

/** `gt crew add`: a clone for a person. One that is there stays as it is. */
export async function add(
  name: string,
  options: CrewOptions,
  { stdout, surroundings }: Environment,
): Promise<ExitCode> {
  const { isNew, ...crew } = await addCrew(findTown(surroundings), options.rig, name);
  const path = shownPath(crew.path, surroundings.cwd);
  if (options.json) stdout.write(toJson({ ...crew, created: isNew }));
  else stdout.write(isNew ? `cloned ${crew.rig} for ${name} into ${path}\n` : `${path} is there already\n`);
  return EXIT.ok;
}
