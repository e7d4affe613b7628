import type { ExportOptions, ImportOptions, MergeDriverOptions } from '../commands/exchange.js';
import { changing, LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples } from './shared.js';

export function declareExport({ program, environment, run }: Declaring): void {
  reading(program.command('export'))
    .summary('write the beads to the file that git has')
    .description(
      'Write all beads but ephemeral ones as JSON lines, sorted, one bead a line. A file that says the same already is not touched, and ' +
        'one with lines that the ledger has not taken in is not written over.',
    )
    .option('-o, --output <file>', 'where to; - for stdout (default: issues.jsonl beside the ledger)')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['export', 'export -o -']))
    .action((options: ExportOptions) =>
      run(async () => (await import('../commands/exchange.js')).exportBeads(options, environment)),
    );
}

export function declareImport({ program, environment, run }: Declaring): void {
  changing(program.command('import'))
    .summary('take in the beads of a file')
    .description(
      'Take in a file of JSON lines, of this program or of Beads: merged with the ledger bead by bead and field by field. Nothing is ' +
        'deleted because it is not in the file. Lines that cannot be read are kept aside in issues.rejected.jsonl.',
    )
    .argument('[file]', 'the file; - for stdin (default: issues.jsonl beside the ledger)')
    .option('--dry-run', 'change nothing; tell what would change')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['import', 'import old.jsonl --dry-run']))
    .action((file: string | undefined, options: ImportOptions) =>
      run(async () => (await import('../commands/exchange.js')).importBeads(file, options, environment)),
    );
}

export function declareMergeDriver({ program, environment, run }: Declaring): void {
  program
    .command('merge-driver')
    .summary('merge files of beads, for git')
    .description(
      'Merge two versions of a file of beads into the second file, field by field. Git calls it once it has been told to, by --install: ' +
        'in .gitattributes, and in the configuration of this repository.',
    )
    .argument('[files...]', 'as git gives them: %O %A %B')
    .option('--install', 'have git call it in this repository')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['merge-driver --install']))
    .action((files: string[], options: MergeDriverOptions) =>
      run(async () => (await import('../commands/exchange.js')).mergeDriver(files, options, environment)),
    );
}
