import { type Command, Option } from 'commander';
import type { FeedOptions } from '../commands/feed.js';
import { LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples, repeat } from './shared.js';

const WHAT_IS_TOLD = `
With --json, one event a line: seq, at, type, issue_id, molecule_id, actor, and attempt and data where there are any.
`;

/** What happens, as it happens, and all that has. */
export function declareFeed({ program, environment, run }: Declaring): void {
  choosing(program.command('feed'), 'how many of the newest, 0 for all (default: 20)')
    .description('what has happened lately: every transition, with who did it, in which attempt, and why')
    .option('-f, --follow', 'go on, and tell what happens as it does')
    .addHelpText(
      'after',
      WHAT_IS_TOLD +
        LEDGER_EXIT_CODES +
        examples(program, ['feed', 'feed --follow --type convoy,lane --json']),
    )
    .action((options: FeedOptions) =>
      run(async () => (await import('../commands/feed.js')).feed(options, environment, false)),
    );
  choosing(program.command('log'), 'only so many of the newest')
    .description('all that has happened, the oldest first')
    .addHelpText(
      'after',
      WHAT_IS_TOLD +
        LEDGER_EXIT_CODES +
        examples(program, ['log --mol api-mol-a3f', 'log --since 2h --type step']),
    )
    .action((options: FeedOptions) =>
      run(async () => (await import('../commands/feed.js')).feed(options, environment, true)),
    );
}

const choosing = (command: Command, limit: string): Command =>
  reading(command)
    .option('--mol <id>', 'only of this molecule or wisp, or of this bead or step')
    .addOption(
      new Option(
        '--type <types>',
        'only of these types, such as step.failed, or step for all of them',
      ).argParser(repeat),
    )
    .option('--since <span>', 'only of the last 90s, 2h or 7d')
    .option('-n, --limit <number>', limit);
