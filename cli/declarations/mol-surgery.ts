import { type Command, Option } from 'commander';
import type { SurgeryOptions } from '../commands/mol/surgery.js';
import { changing, LEDGER_EXIT_CODES } from './ledger.js';
import { type Declaring, examples } from './shared.js';

const VERBS = {
  pause: 'hold everything in a molecule that nobody has begun',
  resume: 'let a paused molecule go on',
  cancel: 'end what is open in a molecule; only steps with run_if = "always" still run',
} as const;

/** What is done to a molecule that runs, each with a reason that stands in the log. */
export function declareMolSurgery(mol: Command, { program, environment, run }: Declaring): void {
  for (const verb of ['pause', 'resume', 'cancel'] as const) {
    changing(mol.command(verb))
      .description(VERBS[verb])
      .argument('<id>', 'the id of a molecule or wisp')
      .addOption(new Option('-r, --reason <text>', 'why; it stands in the log').makeOptionMandatory())
      .addHelpText(
        'after',
        LEDGER_EXIT_CODES + examples(program, [`mol ${verb} api-mol-a3f -r "the plan changed"`]),
      )
      .action((id: string, options: SurgeryOptions) =>
        run(async () => (await import('../commands/mol/surgery.js')).operate(verb, id, options, environment)),
      );
  }
}
