import type { Command } from 'commander';
import { Option } from 'commander';
import type { BurnOptions, GcOptions } from '../commands/burn.js';
import type { DistillOptions } from '../commands/mol/distill.js';
import type { SquashOptions } from '../commands/squash.js';
import { changing, LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples, repeat, searchPath } from './shared.js';

/** How a command below `parent` is typed. */
const pathOf = (parent: Command, program: Command, name: string): string =>
  parent === program ? name : `${parent.name()} ${name}`;

const ABANDON = 'give up what is open and whoever works on it, for this reason';

export function declareSquash(parent: Command, { program, environment, run }: Declaring): void {
  const path = pathOf(parent, program, 'squash');
  changing(parent.command('squash'))
    .summary('make a digest of a finished molecule or wisp')
    .description(
      'Make a digest of a molecule or wisp whose steps have closed: one bead with its id that says what was done, and stays. ' +
        'Its steps go; what pointed at them points at the digest. A second time it shows the same digest.',
    )
    .argument('<id>', 'the id of a molecule or wisp')
    .option('--summary <text>', 'what is to be said of it (default: made from the steps)')
    .option('--abandon <reason>', ABANDON)
    .option('--dry-run', 'do all of it, and then give it up')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, [`${path} api-mol-a3f --summary "v1.2.0 is out"`]),
    )
    .action((id: string, options: SquashOptions) =>
      run(async () => (await import('../commands/squash.js')).squash(id, options, environment)),
    );
}

export function declareBurn(parent: Command, { program, environment, run }: Declaring): void {
  const path = pathOf(parent, program, 'burn');
  changing(parent.command('burn'))
    .summary('burn wisps: one event says that they were there')
    .description(
      'Burn wisps, all of them or none: nothing is left but one event that says that they were there. ' +
        'Molecules are not burned; they are squashed.',
    )
    .argument('<ids...>', 'ids of wisps')
    .option('--abandon <reason>', ABANDON)
    .option('--dry-run', 'do all of it, and then give it up')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, [`${path} api-wisp-x1k`]))
    .action((ids: string[], options: BurnOptions) =>
      run(async () => (await import('../commands/burn.js')).burn(ids, options, environment)),
    );
}

export function declareGc(parent: Command, { program, environment, run }: Declaring): void {
  const path = pathOf(parent, program, 'gc');
  changing(parent.command('gc'))
    .summary('burn the wisps that nobody needs any more')
    .description(
      'Burn whole wisps in which nothing has happened for long and that have ended, or that nobody holds. What waits for a ' +
        'gate, for its time or for whoever paused it stays, and so does what something else waits for.',
    )
    .option('--age <span>', 'nothing has happened for so long (default: 24h)')
    .option('--dry-run', 'only say which')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, [`${path} --dry-run`, `${path} --age 7d`]))
    .action((options: GcOptions) =>
      run(async () => (await import('../commands/burn.js')).gc(options, environment)),
    );
}

export function declareDistill(parent: Command, { program, environment, run }: Declaring): void {
  const path = pathOf(parent, program, 'distill');
  reading(parent.command('distill'))
    .summary('make a formula of a molecule, or of beads that people made')
    .description(
      'Write a living molecule as a formula that is cooked to what it is, with what was bonded to it; or a bead and what is in ' +
        'it, such as an epic with its tasks. With a name it goes to the formulas of the project, else to stdout. What a formula ' +
        'has no place for is said on stderr.',
    )
    .argument('<id>', 'the id of a molecule, a wisp, or a bead that others are in')
    .argument('[name]', 'what the formula is called')
    .addOption(
      new Option('--var <name=text>', 'put the variable NAME wherever TEXT stands (repeatable)').argParser(
        repeat,
      ),
    )
    .option('-o, --output <file>', 'write to a file, or into a folder')
    .option('--dry-run', 'print it, whatever it is called')
    .addOption(searchPath())
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, [
          `${path} api-mol-a3f`,
          `${path} api-mol-a3f our-release`,
          `${path} api-x1k add-feature --var feature=auth`,
        ]),
    )
    .action((id: string, name: string | undefined, options: DistillOptions) =>
      run(async () => (await import('../commands/mol/distill.js')).distill(id, name, options, environment)),
    );
}
