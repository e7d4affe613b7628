import { Option } from 'commander';
import type { ListOptions, SearchOptions } from '../commands/list.js';
import type { BlockedOptions, ReadyOptions } from '../commands/ready.js';
import { changing, filtering, LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples, repeat } from './shared.js';

const SORTS = ['priority', 'created', 'updated', 'closed', 'id'];

export function declareList({ program, environment, run }: Declaring): void {
  const command = filtering(reading(program.command('list')));
  command
    .summary('list beads')
    .description('List beads that are not closed, by priority. With --json, a JSON array of beads.')
    .addOption(status())
    .option('--all', 'closed ones too')
    .option('--title <text>', 'only with this in the title')
    .option('--created-after <date>', 'a date, or back from now: -7d')
    .option('--created-before <date>', 'a date, or back from now')
    .option('--updated-after <date>', 'a date, or back from now')
    .option('--updated-before <date>', 'a date, or back from now')
    .option('--closed-after <date>', 'a date, or back from now')
    .option('--closed-before <date>', 'a date, or back from now')
    .option('--due-before <date>', 'a date, or from now on: +7d')
    .addOption(new Option('--sort <by>', 'in this order').choices(SORTS).default('priority'))
    .option('--reverse', 'the other way round')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, [
          'list --status=in_progress',
          'list --type bug --priority 0,1 --json',
          'list --label auth --assignee ann --sort updated --reverse',
          'list --all --closed-after=-7d --limit 0',
          'list --mol api-mol-k2f',
        ]),
    )
    .action((options: ListOptions) =>
      run(async () => (await import('../commands/list.js')).list(options, environment)),
    );
}

export function declareSearch({ program, environment, run }: Declaring): void {
  filtering(reading(program.command('search')))
    .summary('find beads by their texts')
    .description(
      'Find beads, closed ones too, with a text in their id, title, description or notes; the newest change first.',
    )
    .argument('<text>', 'letter case aside')
    .addOption(status())
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['search login', 'search "time out" --status open']),
    )
    .action((text: string, options: SearchOptions) =>
      run(async () => (await import('../commands/list.js')).search(text, options, environment)),
    );
}

export function declareReady({ program, environment, run }: Declaring): void {
  filtering(changing(program.command('ready')))
    .summary('list what can be worked on now')
    .description(
      'List the beads that can be claimed now: all that they wait for has ended, their gates are open, they are not put off, ' +
        'and their molecule is not paused. By priority, then age.',
    )
    .option('--explain', 'why each is ready, and what the others wait for')
    .option('--claim', 'take the first of them: in progress, by the actor')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, ['ready', 'ready --limit 1 --json', 'ready --mol api-mol-k2f', 'ready --explain']),
    )
    .action((options: ReadyOptions) =>
      run(async () => (await import('../commands/ready.js')).ready(options, environment)),
    );
}

export function declareBlocked({ program, environment, run }: Declaring): void {
  filtering(reading(program.command('blocked')))
    .summary('list what waits, and for what')
    .description(
      'List the beads that wait for others, for a gate or for their molecule, each with what it waits for.',
    )
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['blocked', 'blocked --mol api-mol-k2f --json']),
    )
    .action((options: BlockedOptions) =>
      run(async () => (await import('../commands/ready.js')).blocked(options, environment)),
    );
}

const status = (): Option =>
  new Option('-s, --status <statuses>', 'open, in_progress, blocked, deferred or closed').argParser(repeat);
