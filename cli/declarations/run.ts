import { Option } from 'commander';
import { LANDINGS } from '../../runtime/ledger/lane.js';
import type { RunOptions } from '../commands/run-begin.js';
import type { SuperviseOptions } from '../commands/supervise.js';
import { dispatching } from './dispatch.js';
import { changing } from './ledger.js';
import { type Declaring, examples, preset, searchPath, variables } from './shared.js';

/** Pour, dispatch and follow in one command. */
export function declareRun({ program, environment, run }: Declaring): void {
  dispatching(changing(program.command('run')))
    .description('pour a formula, send polecats to its steps, and follow it to its end')
    .argument('[formula]', 'a name or a file')
    .addOption(variables())
    .addOption(preset())
    .addOption(searchPath())
    .option('--strict', 'refuse values for variables that the formula does not declare')
    .option('--no-overlay', 'without the overlays of the project')
    .option(
      '--agent <agent>',
      'who works: an agent that "gt agents" shows, or script:COMMAND (default: what the town says, else claude)',
    )
    .addOption(
      new Option('--land <how>', 'what becomes of the branch of the work')
        .choices(LANDINGS)
        .default('branch'),
    )
    .option('--key <key>', 'with the same key again, the same molecule goes on')
    .option('--resume <id>', 'go on with a molecule that is there')
    .option('--squash', 'squash it into its digest when it has ended')
    .option('--junit <file>', 'a report for CI, a test for each step')
    .addHelpText(
      'after',
      RUN_EXIT_CODES +
        examples(program, [
          'run shiny --var feature=login',
          'run shiny-enterprise --agent \'script:make "$GT_STEP_NAME"\' --squash',
          'run --resume api-mol-a3f',
        ]),
    )
    .action((name: string | undefined, options: RunOptions) =>
      run(async () => (await import('../commands/run.js')).runFormula(name, options, environment)),
    );
}

const RUN_EXIT_CODES = `
Exit codes:
  0  it ended, and passed
  1  it failed, was cancelled, or cannot go on; or the formula has errors
  2  the command was called wrongly
  3  the place is not right: a file, the ledger, git, an agent's program
  4  a bug of this program
`;

/** What dispatchers start; nobody types it. */
export function declareSupervise({ program, environment, run }: Declaring): void {
  program
    .command('supervise', { hidden: true })
    .description('one session of a polecat; dispatchers start it')
    .argument('<lane>', 'the number of the lane')
    .requiredOption('--town <dir>', 'the town')
    .requiredOption('--ledger <dir>', 'the folder of the ledger')
    .addOption(
      new Option('--driver <driver>', 'how agents run').choices(['headless', 'tmux']).default('headless'),
    )
    .option('--bin <dir>', 'where agents find gt and bd')
    .option('--lease <ms>', 'how long a claim lasts that nobody renews')
    .option('--trust', 'run shell of formulas even if nobody has trusted its source')
    .action((lane: string, options: SuperviseOptions) =>
      run(async () => (await import('../commands/supervise.js')).superviseLane(lane, options, environment)),
    );
}
