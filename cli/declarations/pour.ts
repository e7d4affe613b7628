import { type Command, Option } from 'commander';
import type { BondOptions, PourOptions } from '../commands/pour.js';
import { changing, LEDGER_EXIT_CODES } from './ledger.js';
import { type Declaring, examples, preset, searchPath, variables } from './shared.js';

/** What cooking takes, where a formula is cooked to be poured. */
const cooking = (command: Command): Command =>
  command
    .addOption(variables())
    .addOption(preset())
    .option('--strict', 'refuse values for variables that the formula does not declare')
    .option('--no-overlay', 'cook the formula as its files have it, without what formula-overlays/ change')
    .addOption(searchPath());

/** `pour`, or `wisp`: at the top for `gt`, below `mol` for both programs. */
export function declarePour(
  parent: Command,
  phase: 'pour' | 'wisp',
  { program, environment, run }: Declaring,
): void {
  const [made, kept] =
    phase === 'pour'
      ? ['molecule', 'which lives in the ledger and travels with git']
      : ['wisp', 'which lives in this ledger alone, until it is squashed or burned'];
  const path = parent === program ? phase : `${parent.name()} ${phase}`;
  cooking(changing(parent.command(phase)))
    .summary(`make a ${made} of a formula`)
    .description(
      `Cook a formula and make a ${made} of it, ${kept}. All values are checked before anything is written; the whole of it ` +
        'is written in one transaction and compared with what was cooked, or nothing is.',
    )
    .argument('<formula>', 'a name, or a file')
    .option('--key <key>', 'with the key of an earlier call, give what that call made')
    .option('-a, --assignee <name>', 'who is to do it')
    .option(
      '--on <bead>',
      'the bead that it is for: variables with "from" take its facts, and hooks that it matches attach',
    )
    .option('--dry-run', 'do all of it, and then give it up')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, [
          `${path} shiny --var feature=auth`,
          `${path} beads-release --var version=1.2.0 --key release-1.2.0`,
          `${path} shiny --dry-run --json`,
          `${path} shiny --ledger :memory:`,
        ]),
    )
    .action((formula: string, options: PourOptions) =>
      run(async () =>
        (await import('../commands/pour.js')).pourFormula(
          formula,
          phase === 'pour' ? 'liquid' : 'vapor',
          options,
          environment,
        ),
      ),
    );
}

export function declareBond(parent: Command, { program, environment, run }: Declaring): void {
  const path = parent === program ? 'bond' : `${parent.name()} bond`;
  cooking(changing(parent.command('bond')))
    .summary('attach a formula to a living molecule, or join two')
    .description(
      'Attach a formula to a living molecule: at a bond point, or beside or behind all that is in it. Of two molecules the ' +
        'second is made to wait for the first.',
    )
    .argument('<molecule>', 'the id of a molecule or wisp')
    .argument('<formula>', 'a formula, or the id of another molecule')
    .option('--at <point>', 'a bond point of the molecule')
    .addOption(
      new Option(
        '--type <type>',
        'behind all that is in it, only if that fails, or beside it (default: sequential)',
      ).choices(['sequential', 'conditional', 'parallel']),
    )
    .option('--ref <name>', 'what it is called in the molecule (default: the name of the formula)')
    .option('--key <key>', 'with the key of an earlier call, give what that call made')
    .option('--dry-run', 'do all of it, and then give it up')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, [
          `${path} api-mol-a3f security-review --at before-ship`,
          `${path} api-mol-a3f arm --type parallel --ref arm-ada --var name=ada`,
          `${path} api-mol-a3f api-mol-x1k`,
        ]),
    )
    .action((molecule: string, formula: string, options: BondOptions) =>
      run(async () =>
        (await import('../commands/pour.js')).bondFormula(molecule, formula, options, environment),
      ),
    );
}
