import type { AgentsOptions } from '../commands/agents.js';
import type { CrewOptions } from '../commands/crew.js';
import type { InstallOptions } from '../commands/install.js';
import type { RigOptions } from '../commands/rig.js';
import { type Declaring, examples } from './shared.js';

/** Help text: the exit codes of what works on a town, as the README has them. */
const TOWN_EXIT_CODES = `
Exit codes:
  0  fine
  1  the answer is no: there is no rig of that name, or something else is in its place
  2  the command was called wrongly
  3  there is no town, a file of it is damaged, or a repository cannot be reached
  4  a bug of this program
`;

export function declareInstall({ program, environment, run }: Declaring): void {
  program
    .command('install')
    .summary('make a town of a folder')
    .description(
      'Make a town: a folder for rigs and those who work in them, with settings and one ledger for all. ' +
        'What is there stays as it is, and what is missing is made.',
    )
    .argument('<path>', 'the folder; it is made when it is not there')
    .option('--git', 'make it a repository too, which keeps the settings and none of the work')
    .option('--name <name>', 'what the town is called (default: the name of the folder)')
    .option('--json', 'as JSON')
    .addHelpText('after', TOWN_EXIT_CODES + examples(program, ['install ~/gt', 'install ~/gt --git']))
    .action((path: string, options: InstallOptions) =>
      run(async () => (await import('../commands/install.js')).installTown(path, options, environment)),
    );
}

export function declareRig({ program, environment, run }: Declaring): void {
  const rig = program.command('rig').description('add repositories to a town, list them').helpCommand(false);
  rig
    .command('add')
    .summary('add a repository to the town')
    .description(
      'Add a repository to the town: a bare clone of it, from which all worktrees of the rig are made, and folders for ' +
        'polecats and crew. Adding it again completes what was interrupted, and changes nothing else.',
    )
    .argument('<name>', 'what the rig is called: letters, digits, _ and -')
    .argument('<repo>', 'where its repository is: a path, or an address of git')
    .option(
      '--branch <branch>',
      'the branch that work begins from (default: the one that is checked out there)',
    )
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      TOWN_EXIT_CODES +
        examples(program, [
          'rig add api ~/src/api',
          'rig add web https://github.com/ann/web.git --branch next',
        ]),
    )
    .action((name: string, repo: string, options: RigOptions) =>
      run(async () => (await import('../commands/rig.js')).add(name, repo, options, environment)),
    );
  rig
    .command('list')
    .summary('list the rigs of the town')
    .option('--json', 'as JSON')
    .addHelpText('after', TOWN_EXIT_CODES + examples(program, ['rig list']))
    .action((options: RigOptions) =>
      run(async () => (await import('../commands/rig.js')).list(options, environment)),
    );
}

export function declareCrew({ program, environment, run }: Declaring): void {
  const crew = program.command('crew').description('give people clones of a rig').helpCommand(false);
  crew
    .command('add')
    .summary('give a person a clone of a rig')
    .description(
      'Give a person a clone of a rig to work in, at RIG/crew/NAME of the town. One that is there stays as it is.',
    )
    .argument('<name>', 'who works there: letters, digits, _ and -')
    .requiredOption('--rig <rig>', 'the rig')
    .option('--json', 'as JSON')
    .addHelpText('after', TOWN_EXIT_CODES + examples(program, ['crew add ann --rig api']))
    .action((name: string, options: CrewOptions) =>
      run(async () => (await import('../commands/crew.js')).add(name, options, environment)),
    );
}

export function declareAgents({ program, environment, run }: Declaring): void {
  program
    .command('agents')
    .summary('list the agents that can work')
    .description(
      'List the agents: those that are built in, and what settings/agents.json of the town says of them and of others. ' +
        'Besides, script:COMMAND is an agent that runs a command of the shell for each step.',
    )
    .option('--json', 'as JSON')
    .addHelpText('after', TOWN_EXIT_CODES + examples(program, ['agents', 'agents --json']))
    .action((options: AgentsOptions) =>
      run(async () => (await import('../commands/agents.js')).agents(options, environment)),
    );
}
