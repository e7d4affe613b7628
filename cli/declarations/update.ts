import type { UpdateOptions } from '../commands/update.js';
import { changing, LEDGER_EXIT_CODES } from './ledger.js';
import { type Declaring, examples, repeat } from './shared.js';

export function declareUpdate({ program, environment, run }: Declaring): void {
  const command = changing(program.command('update'));
  const repeated = (flags: string, text: string) => command.createOption(flags, text).argParser(repeat);
  command
    .summary('change what is said of beads, or claim them')
    .description(
      'Change what is said of beads, or claim them: all of them, or none. An empty text takes a field away.',
    )
    .argument('<ids...>', 'ids of beads')
    .option('--claim', 'take it: in progress, by the actor; refused when somebody has it')
    .option('-s, --status <status>', 'open, in_progress, blocked, deferred or closed')
    .option('--title <text>', 'what is to be done')
    .option('-t, --type <type>', 'such as bug')
    .option('-p, --priority <priority>', '0, the most urgent, to 4')
    .option('-d, --description <text>', 'what it is about; - reads stdin')
    .option('--body-file <file>', 'the description from a file')
    .option('--design <text>', 'how it is to be done')
    .option('--acceptance <text>', 'what has to hold when it is done')
    .option('--notes <text>', 'what else is known')
    .option('--append-notes <text>', 'a paragraph below the notes')
    .option('-a, --assignee <name>', 'who is to do it')
    .option('--owner <name>', 'who answers for it')
    .option('--parent <id>', 'the one that it is in; empty for none')
    .option('--due <date>', 'when it must be done: a date, or +2d')
    .option('--defer <date>', 'when it may begin: a date, or +2d; empty for now')
    .option('--estimate <minutes>', 'how long it may take')
    .option('--external-ref <text>', 'what it is called elsewhere')
    .addOption(repeated('--add-label <labels>', 'labels it gets (repeatable)'))
    .addOption(repeated('--remove-label <labels>', 'labels it loses (repeatable)'))
    .addOption(repeated('--set-labels <labels>', 'all labels that it has then (repeatable)'))
    .option('--metadata <json>', 'the whole metadata, a JSON table; @FILE reads a file')
    .addOption(
      repeated('--set-metadata <key=value>', 'one value of the metadata; JSON, else a text (repeatable)'),
    )
    .addOption(repeated('--unset-metadata <key>', 'a key that the metadata loses (repeatable)'))
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, [
          'update api-a3f --claim',
          'update api-a3f --status in_progress',
          'update api-a3f api-x1k -p 0 --add-label urgent',
          'update api-a3f --set-metadata pr=17 --unset-metadata draft',
          'update api-a3f --defer +2d',
        ]),
    )
    .action((ids: string[], options: UpdateOptions) =>
      run(async () => (await import('../commands/update.js')).update(ids, options, environment)),
    );
}
