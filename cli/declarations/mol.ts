import { type Command, Option } from 'commander';
import type { ActivityOptions } from '../commands/mol/activity.js';
import type { CurrentOptions } from '../commands/mol/current.js';
import type { DriftOptions } from '../commands/mol/drift.js';
import type { GraphOptions } from '../commands/mol/graph.js';
import type { ListOptions } from '../commands/mol/list.js';
import type { StaleOptions } from '../commands/mol/stale.js';
import { PICTURE_FORMATS } from '../output/picture-formats.js';
import type { LedgerOptions } from '../session.js';
import { LEDGER_EXIT_CODES, reading } from './ledger.js';
import { declareMolSurgery } from './mol-surgery.js';
import { declareBond, declarePour } from './pour.js';
import { type Declaring, examples, searchPath } from './shared.js';
import { declareBurn, declareDistill, declareGc, declareSquash } from './squash.js';

/** `mol`: everything that is done with molecules, for both programs. */
export function declareMol(declaring: Declaring): void {
  const mol = declaring.program
    .command('mol')
    .description('look at molecules and wisps, and finish them')
    .helpCommand(false);
  declareList(mol, declaring);
  declareShow(mol, declaring);
  declareCurrent(mol, declaring);
  declareProgress(mol, declaring);
  declareActivity(mol, declaring);
  declareStale(mol, declaring);
  declareGraph(mol, declaring);
  declareDrift(mol, declaring);
  declareDistill(mol, declaring);
  declareSquash(mol, declaring);
  declareBurn(mol, declaring);
  declareGc(mol, declaring);
  declarePour(mol, 'pour', declaring);
  declarePour(mol, 'wisp', declaring);
  declareBond(mol, declaring);
  declareMolSurgery(mol, declaring);
}

function declareList(mol: Command, { program, environment, run }: Declaring): void {
  reading(mol.command('list'))
    .description('list the molecules and wisps that are there, the oldest first')
    .addOption(new Option('--phase <phase>', 'only molecules, or only wisps').choices(['liquid', 'vapor']))
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['mol list', 'mol list --phase vapor']))
    .action((options: ListOptions) =>
      run(async () => (await import('../commands/mol/list.js')).list(options, environment)),
    );
}

function declareShow(mol: Command, { program, environment, run }: Declaring): void {
  reading(mol.command('show'))
    .description('show a molecule with every step and where it is, or the digest that is left of one')
    .argument('<id>', 'the id of a molecule, a wisp or a digest')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['mol show api-mol-a3f', 'mol show a3f --json']),
    )
    .action((id: string, options: LedgerOptions) =>
      run(async () => (await import('../commands/mol/show.js')).show(id, options, environment)),
    );
}

function declareCurrent(mol: Command, { program, environment, run }: Declaring): void {
  reading(mol.command('current'))
    .description('show what is worked on in a molecule, and what can be done next')
    .argument('[id]', 'the id of a molecule (default: those that somebody works in)')
    .option('--for <worker>', 'without an id: those that this worker works in')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['mol current', 'mol current --for ada']))
    .action((id: string | undefined, options: CurrentOptions) =>
      run(async () => (await import('../commands/mol/current.js')).current(id, options, environment)),
    );
}

function declareProgress(mol: Command, { program, environment, run }: Declaring): void {
  reading(mol.command('progress'))
    .description('show how far a molecule is, how fast it goes and how long that will take')
    .argument('[id]', 'the id of a molecule (default: all that have not ended)')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['mol progress api-mol-a3f']))
    .action((id: string | undefined, options: LedgerOptions) =>
      run(async () => (await import('../commands/mol/progress.js')).progress(id, options, environment)),
    );
}

function declareActivity(mol: Command, { program, environment, run }: Declaring): void {
  reading(mol.command('activity'))
    .description('show what happened in a molecule, the newest last')
    .argument('<id>', 'the id of a molecule, a wisp or a digest')
    .option('-n, --limit <number>', 'how many of the newest events; 0 for all (default: 20)')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['mol activity api-mol-a3f -n 5']))
    .action((id: string, options: ActivityOptions) =>
      run(async () => (await import('../commands/mol/activity.js')).activity(id, options, environment)),
    );
}

function declareStale(mol: Command, { program, environment, run }: Declaring): void {
  reading(mol.command('stale'))
    .description(
      'list molecules that nobody looks after: ended and not squashed, stalled, or with nothing happening in them',
    )
    .option('--age <span>', 'nothing has happened for so long (default: 24h)')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['mol stale', 'mol stale --age 7d']))
    .action((options: StaleOptions) =>
      run(async () => (await import('../commands/mol/stale.js')).stale(options, environment)),
    );
}

function declareGraph(mol: Command, { program, environment, run }: Declaring): void {
  reading(mol.command('graph'))
    .description('draw a molecule as it is now, with the state of every step')
    .argument('<id>', 'the id of a molecule or wisp')
    .addOption(new Option('--format <format>', 'what to draw').choices(PICTURE_FORMATS).default('tree'))
    .option('-o, --output <file>', 'write to a file')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, ['mol graph api-mol-a3f', 'mol graph api-mol-a3f --format svg -o a3f.svg']),
    )
    .action((id: string, options: GraphOptions) =>
      run(async () => (await import('../commands/mol/graph.js')).graph(id, options, environment)),
    );
}

function declareDrift(mol: Command, { program, environment, run }: Declaring): void {
  reading(mol.command('drift'))
    .description(
      'show what has become of the formulas of a molecule since it was poured; the molecule keeps what it has',
    )
    .argument('<id>', 'the id of a molecule or wisp')
    .addOption(searchPath())
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['mol drift api-mol-a3f']))
    .action((id: string, options: DriftOptions) =>
      run(async () => (await import('../commands/mol/drift.js')).drift(id, options, environment)),
    );
}
