import { type Command, Option } from 'commander';

/** The options of what sends polecats. */
export const dispatching = (command: Command): Command =>
  command
    .option('--max <number>', 'how many polecats work at the same time (default: what the town says, else 4)')
    .addOption(
      new Option('--driver <driver>', 'agents as plain processes (the default), or in tmux').choices([
        'headless',
        'tmux',
      ]),
    )
    .option('--lease <milliseconds>', 'how long a claim lasts that nobody renews (default: 600000)')
    .option('--trust', 'run shell of formulas even if nobody has trusted its source');
