import type { Command } from 'commander';
import type { CreateOptions } from '../commands/create.js';
import { changing, LEDGER_EXIT_CODES } from './ledger.js';
import { type Declaring, examples, repeat } from './shared.js';

export function declareCreate({ program, environment, run }: Declaring): void {
  fields(changing(program.command('create')))
    .summary('make beads')
    .description(
      'Make a bead for each title, or for each of a file: all of them, or none.\n\n' +
        'A file is markdown ("## Title", then "### Priority", "### Dependencies" and so on), or has a JSON table a line, ' +
        'with the keys of "show --json". Its beads can name each other by "ref".',
    )
    .argument('[titles...]', 'what is to be done; each in quotes')
    .option('-f, --file <file>', 'make the beads of a .md, .jsonl or .json file; - for JSON lines from stdin')
    .option('--id <id>', 'the id it is to have, with the prefix of the ledger')
    .option('--parent <id>', 'make children of this one, with the ids PARENT.N')
    .option('--ephemeral', 'never exported')
    .option('--silent', 'print only the ids')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, [
          'create "Fix the login" -t bug -p 1 -l auth,urgent',
          'create "Write tests" "Write docs" --parent api-a3f',
          'create "Deploy" --deps blocks:api-a3f,related:api-x1k',
          'create "Renew the certificate" --defer +60d --metadata \'{"team": "core"}\' --json',
          'create -f plan.md',
        ]),
    )
    .action((titles: string[], options: CreateOptions) =>
      run(async () => (await import('../commands/create.js')).create(titles, options, environment)),
    );
}

/** What can be said of a bead when it is made. */
const fields = (command: Command): Command =>
  command
    .option('-t, --type <type>', 'task unless given')
    .option('-p, --priority <priority>', '0, the most urgent, to 4; 2 unless given')
    .option('-d, --description <text>', 'what it is about; - reads stdin')
    .option('--body-file <file>', 'the description from a file')
    .option('--design <text>', 'how it is to be done')
    .option('--acceptance <text>', 'what has to hold when it is done')
    .option('--notes <text>', 'what else is known')
    .option('-a, --assignee <name>', 'who is to do it')
    .option('--owner <name>', 'who answers for it')
    .addOption(
      command.createOption('-l, --labels <labels>', 'separated by commas, or given again').argParser(repeat),
    )
    .addOption(
      command
        .createOption('--deps <type:id>', 'what it depends on; blocks unless a type is given (repeatable)')
        .argParser(repeat),
    )
    .option('--due <date>', 'when it must be done: a date, or +2d')
    .option('--defer <date>', 'when it may begin: a date, or +2d')
    .option('--estimate <minutes>', 'how long it may take')
    .option('--external-ref <text>', 'what it is called elsewhere, such as gh-9')
    .option('--metadata <json>', 'a JSON table; @FILE reads a file');
