import { Option } from 'commander';
import { LANDINGS } from '../../runtime/ledger/lane.js';
import type { DispatchCommandOptions } from '../commands/dispatch.js';
import type { SlingOptions } from '../commands/sling.js';
import type { DoneOptions, WorkOptions } from '../commands/work.js';
import type { DispatchOptions } from '../dispatching.js';
import type { LedgerOptions } from '../session.js';
import { dispatching } from './dispatch.js';
import { changing, LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples, preset, searchPath, variables } from './shared.js';

/** Give work to polecats, and take it back. */
export function declareSling({ program, environment, run }: Declaring): void {
  changing(program.command('sling'))
    .description('give a bead, a molecule, or what a formula makes to the polecats of a rig')
    .argument('<what>', 'the id of a bead or molecule, a convoy (all that it tracks), or a formula')
    .argument('[rig]', 'a rig (default: the only one)')
    .option(
      '--agent <agent>',
      'who works: an agent that "gt agents" shows, or script:COMMAND (default: what the town says, else claude)',
    )
    .addOption(
      new Option('--land <how>', 'what becomes of the branch of the work')
        .choices(LANDINGS)
        .default('branch'),
    )
    .addOption(variables())
    .addOption(preset())
    .addOption(searchPath())
    .option('--on <bead>', 'the bead that a formula is for')
    .option('--convoy <name>', 'the convoy that is to track it; it is made where none of that name is open')
    .option('--strict', 'refuse values for variables that the formula does not declare')
    .option('--no-overlay', 'without the overlays of the project')
    .option('--key <key>', 'with the same key again, the same molecule, however it ended')
    .option('--dry-run', 'only say what would be done')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, ['sling gt-a3f gas', 'sling shiny gas --var feature=login --agent codex']),
    )
    .action((what: string, rig: string | undefined, options: SlingOptions) =>
      run(async () => (await import('../commands/sling.js')).slingWork(what, rig, options, environment)),
    );
  changing(program.command('unsling'))
    .description('take a bead or molecule off the hook; its worktree stays')
    .argument('<id>', 'the id of a bead or molecule')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['unsling gt-a3f']))
    .action((id: string, options: LedgerOptions) =>
      run(async () => (await import('../commands/sling.js')).unslingWork(id, options, environment)),
    );
}

/** What whoever works on a step says and asks. */
export function declareHook({ program, environment, run }: Declaring): void {
  reading(program.command('hook'))
    .description("what is on somebody's hook, and what they have been told")
    .summary("what is on somebody's hook")
    .argument(
      '[whose]',
      'a polecat, RIG/crew/NAME, mayor/, or the id of what is on the hook (default: where you stand)',
    )
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['hook', 'hook gas/polecats/amber']))
    .action((whose: string | undefined, options: WorkOptions) =>
      run(async () => (await import('../commands/work.js')).showHook(whose, false, options, environment)),
    );
  changing(program.command('prime'))
    .summary('claim the next step on the hook, and tell all that is to be known of it')
    .description(
      'claim the next step on the hook, and tell all that is to be known of it; messages count as read',
    )
    .argument(
      '[whose]',
      'a polecat, RIG/crew/NAME, mayor/, or the id of what is on the hook (default: where you stand)',
    )
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['prime']))
    .action((whose: string | undefined, options: WorkOptions) =>
      run(async () => (await import('../commands/work.js')).showHook(whose, true, options, environment)),
    );
  changing(program.command('done'))
    .description('the step that you have claimed is done, or cannot be')
    .argument('[id]', 'the id of the step (default: the one that is claimed)')
    .addOption(
      new Option('--outcome <outcome>', 'how it ended').choices(['pass', 'fail', 'skipped']).default('pass'),
    )
    .option('-r, --reason <text>', 'why')
    .option('--output <json>', 'its output: JSON, @FILE, or - for stdin')
    .option('--trust', 'run its check even if nobody has trusted the source of its shell')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, ['done', 'done api-mol-a3f.build -r "the disk is full" --outcome fail']),
    )
    .action((id: string | undefined, options: DoneOptions) =>
      run(async () => (await import('../commands/work.js')).done(id, options, environment)),
    );
  changing(program.command('handoff'))
    .description('give the step that you have claimed back, for somebody else to go on with')
    .option('-m, --message <text>', 'what the next one has to know')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['handoff -m "the tests of the parser are left"']),
    )
    .action((options: WorkOptions & { readonly message?: string }) =>
      run(async () => (await import('../commands/work.js')).handoff(options, environment)),
    );
}

/** Talk to who is at work. */
export function declareNudge({ program, environment, run }: Declaring): void {
  changing(program.command('nudge'))
    .summary('say something to whoever is at work')
    .description(
      'say something to whoever is at work: typed into their terminal in tmux, else kept for their next "gt prime" or "gt hook"',
    )
    .argument('<whom>', 'a polecat, RIG/crew/NAME, mayor/, or the id of what somebody works on')
    .argument('<message>', 'what is to be said')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, ['nudge gas/polecats/amber "main has moved: rebase before you land"']),
    )
    .action((whom: string, message: string, options: LedgerOptions) =>
      run(async () => (await import('../commands/work.js')).nudgeWorker(whom, message, options, environment)),
    );
}

/** Who is at work. */
export function declareStatus({ program, environment, run }: Declaring): void {
  reading(program.command('status'))
    .description('who is at work in the town, and on what')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['status']))
    .action((options: LedgerOptions) =>
      run(async () => (await import('../commands/status.js')).status(options, environment)),
    );
  reading(program.command('peek'))
    .description('the end of what an agent has printed')
    .argument('<whose>', 'a polecat, or the id of what it works on')
    .option('-n, --lines <number>', 'how many lines', '40')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['peek gas/polecats/amber -n 100']))
    .action((whose: string, options: LedgerOptions & { readonly lines?: string }) =>
      run(async () => (await import('../commands/status.js')).peek(whose, options, environment)),
    );
}

/** What sends polecats. */
export function declareDispatch({ program, environment, run }: Declaring): void {
  dispatching(changing(program.command('dispatch')))
    .description('send polecats to all that is ready')
    .option('--once', 'look once (the default)')
    .addOption(new Option('--watch', 'for as long as it runs').conflicts('once'))
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['dispatch --once', 'dispatch --watch --max 8']),
    )
    .action((options: DispatchCommandOptions) =>
      run(async () => (await import('../commands/dispatch.js')).dispatch(options, environment)),
    );
  dispatching(changing(program.command('start')))
    .description('begin the dispatcher of the town, in the background')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['start --max 8']))
    .action((options: LedgerOptions & DispatchOptions) =>
      run(async () => (await import('../commands/dispatch.js')).start(options, environment)),
    );
  reading(program.command('shutdown'))
    .description('end the dispatcher of the town; who is at work goes on')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['shutdown']))
    .action((options: LedgerOptions) =>
      run(async () => (await import('../commands/dispatch.js')).shutdown(options, environment)),
    );
}
