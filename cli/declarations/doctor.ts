import type { DoctorOptions } from '../commands/doctor.js';
import { changing } from './ledger.js';
import { type Declaring, examples } from './shared.js';

const DOCTOR_EXIT_CODES = `
Exit codes:
  0  nothing found, or all of it mended
  1  something was found
  2  the command was called wrongly
  3  there is no ledger
  4  a bug of this program
`;

export function declareDoctor({ program, environment, run }: Declaring): void {
  changing(program.command('doctor'))
    .summary('look whether a ledger is whole')
    .description(
      'Look whether a ledger is whole, damaged ones too, and change nothing. With --fix, what can be mended safely is: a copy is ' +
        'made first, and all is looked at again afterwards.',
    )
    .option('--fix', 'mend what can be mended safely, after a copy in .beads/backup')
    .addHelpText('after', DOCTOR_EXIT_CODES + examples(program, ['doctor', 'doctor --json', 'doctor --fix']))
    .action((options: DoctorOptions) =>
      run(async () => (await import('../commands/doctor.js')).doctor(options, environment)),
    );
}
