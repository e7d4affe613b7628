import { isOnPath, listAgents } from '../../runtime/polecat/agents.js';
import { findTown } from '../../runtime/town/town.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import { table } from '../output/table.js';

export interface AgentsOptions {
  readonly json?: boolean;
}

/** `gt agents`: the agents of the town, and whether their programs are there. */
export async function agents(
  options: AgentsOptions,
  { stdout, surroundings, variable }: Environment,
): Promise<ExitCode> {
  const path = variable('PATH') ?? '';
  const all = listAgents(findTown(surroundings)).map(({ name, command, args, max_polecats }) => {
    const installed = isOnPath(command, path);
    return { name, command, args, installed, ...(max_polecats !== undefined && { max_polecats }) };
  });
  if (options.json) stdout.write(toJson(all));
  else {
    const rows = all.map(({ name, command, args, installed, max_polecats }) => ({
      cells: [
        name,
        installed ? 'there' : 'not there',
        max_polecats === undefined ? '' : `at most ${max_polecats}`,
        [command, ...args].join(' '),
      ],
    }));
    stdout.write(table(rows, stdout.width));
  }
  return EXIT.ok;
}
