import { Option } from 'commander';
import type { ForceOptions, RetryOptions, SkipOptions, StepOptions } from '../commands/step.js';
import { changing, LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples } from './shared.js';

/** What a person does to steps of a molecule that runs. */
export function declareStep({ program, environment, run }: Declaring): void {
  const step = program
    .command('step')
    .description('mend a molecule that runs, step by step')
    .helpCommand(false);
  const reason = new Option('-r, --reason <text>', 'why; it stands in the log').makeOptionMandatory();
  changing(step.command('skip'))
    .description('skip steps: those behind them go on as if they had passed')
    .argument('<ids...>', 'ids of steps')
    .addOption(reason)
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['step skip api-mol-a3f.lint -r "no linter here"']),
    )
    .action((ids: string[], options: SkipOptions) =>
      run(async () => (await import('../commands/step.js')).skipSteps(ids, options, environment)),
    );
  changing(step.command('retry'))
    .description('open failed or skipped steps again, with a fresh budget of attempts')
    .argument('<ids...>', 'ids of steps')
    .addOption(reason)
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['step retry api-mol-a3f.build -r "the disk was full"']),
    )
    .action((ids: string[], options: RetryOptions) =>
      run(async () => (await import('../commands/step.js')).retrySteps(ids, options, environment)),
    );
  changing(step.command('force-close'))
    .description('close steps whatever they wait for and whoever has them; attempts that run are fenced')
    .argument('<ids...>', 'ids of steps')
    .addOption(reason)
    .addOption(new Option('--outcome <outcome>', 'how they ended').choices(['pass', 'fail']).default('pass'))
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['step force-close api-mol-a3f.deploy -r "done by hand"']),
    )
    .action((ids: string[], options: ForceOptions) =>
      run(async () => (await import('../commands/step.js')).forceCloseSteps(ids, options, environment)),
    );
  changing(step.command('release'))
    .description('give claimed steps back unfinished; somebody else can have them at once')
    .argument('<ids...>', 'ids of steps')
    .addOption(new Option('-r, --reason <text>', 'why; it stands in the log'))
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['step release api-mol-a3f.build']))
    .action((ids: string[], options: StepOptions) =>
      run(async () => (await import('../commands/step.js')).releaseSteps(ids, options, environment)),
    );
  changing(step.command('check'))
    .description('run the check of a step that its worker has reported, and do what it says')
    .argument('<id>', 'the id of a step')
    .option('--trust', 'run its shell even if nobody has trusted its source')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['step check api-mol-a3f.build']))
    .action((id: string, options: StepOptions) =>
      run(async () => (await import('../commands/step.js')).checkStep(id, options, environment)),
    );
}

export function declareWhy({ program, environment, run }: Declaring): void {
  reading(program.command('why'))
    .summary('tell why a bead is where it is')
    .description(
      'Tell why a bead is where it is: one reason of a closed list, and the whole chain behind it.',
    )
    .argument('<id>', 'the id of a bead')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['why api-mol-a3f.ship']))
    .action((id: string, options: StepOptions) =>
      run(async () => (await import('../commands/why.js')).tellWhy(id, options, environment)),
    );
}

export function declareTrust({ program, environment, run }: Declaring): void {
  changing(program.command('trust'))
    .summary('let the shell of a formula run')
    .description(
      'Let the shell run that comes from a source outside of the project and the built-in library. A source is trusted as ' +
        'it now stands: when its text changes it is asked about again.',
    )
    .argument('<source>', 'TIER:NAME, as the refusal names it, or the sha256 of a source')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['trust town:deploy']))
    .action((source: string, options: StepOptions) =>
      run(async () => (await import('../commands/trust.js')).trustSource(source, options, environment)),
    );
}
