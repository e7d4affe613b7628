import { type Command, Option } from 'commander';
import { repeat } from './shared.js';

/** The options of a command that reads a ledger. */
export const reading = (command: Command): Command =>
  command
    .option('--json', 'as JSON')
    .option('--ledger <dir>', 'the folder of the ledger (default: BEADS_DIR, the nearest .beads)');

/** The options of a command that changes one. */
export const changing = (command: Command): Command =>
  reading(command).option(
    '--actor <name>',
    "who makes the change (default: BD_ACTOR, GT_ACTOR, git's user.name, the user)",
  );

/** Help text: the exit codes of what works on a ledger, as the README has them. */
export const LEDGER_EXIT_CODES = `
Exit codes:
  0  fine
  1  the ledger says no: there is no such bead, or it is not in a state for that
  2  the command was called wrongly
  3  there is no ledger, or it cannot be read or written
  4  a bug of this program
`;

/** An option that takes several values, separated by commas or given again. */
const several = (flags: string, text: string): Option => new Option(flags, text).argParser(repeat);

/** Which beads; `list`, `ready`, `blocked` and `search` have these in common. */
export const filtering = (command: Command): Command =>
  command
    .addOption(several('-t, --type <types>', 'only of these types'))
    .addOption(several('--exclude-type <types>', 'none of these types'))
    .addOption(several('-p, --priority <priorities>', 'only of these priorities: 0 to 4, P0 to P4'))
    .addOption(several('-a, --assignee <names>', 'only those assigned to these'))
    .option('-u, --unassigned', 'only those assigned to nobody')
    .addOption(several('-l, --label <labels>', 'only with all of these labels'))
    .addOption(several('--label-any <labels>', 'only with one of these labels'))
    .addOption(several('--exclude-label <labels>', 'with none of these labels'))
    .option('--parent <id>', 'only in this one, directly')
    .option('--mol <id>', 'only of this molecule or wisp')
    .addOption(several('--metadata-field <key=value>', 'only with this value in the metadata (repeatable)'))
    .option('--include-ephemeral', 'wisps and their steps too')
    .option('-n, --limit <number>', 'at most so many, 0 for all', '50');
