import type { GateOptions, OpenGateOptions } from '../commands/gate.js';
import { changing, LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples } from './shared.js';

/** What steps wait for besides other steps. */
export function declareGate({ program, environment, run }: Declaring): void {
  const gate = program.command('gate').description('show gates, open them, ask them').helpCommand(false);
  reading(gate.command('list'))
    .description('list the gates that are asked now, with what was last found')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['gate list']))
    .action((options: GateOptions) =>
      run(async () => (await import('../commands/gate.js')).listGates(options, environment)),
    );
  changing(gate.command('open'))
    .description('open the gate of a step; one with approvers opens for them alone')
    .argument('<id>', 'the id of the step')
    .option('--gate <number>', 'which of its gates, from 0')
    .option('-r, --reason <text>', 'why; it stands in the log')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['gate open api-mol-a3f.deploy -r "signed off"']),
    )
    .action((id: string, options: OpenGateOptions) =>
      run(async () => (await import('../commands/gate.js')).openGateOf(id, options, environment)),
    );
  changing(gate.command('set'))
    .description('give a flag of a molecule a value; the conditions that ask for it are asked at once')
    .argument('<id>', 'the id of the molecule')
    .argument('<flag=value>', 'true, false and numbers are read as such')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['gate set api-mol-a3f approved=true']))
    .action((id: string, pair: string, options: GateOptions) =>
      run(async () => (await import('../commands/gate.js')).setFlagOf(id, pair, options, environment)),
    );
  changing(gate.command('check'))
    .description('ask every gate that opens by itself, GitHub included, and do what time does')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['gate check', 'gate check --json']))
    .action((options: GateOptions) =>
      run(async () => (await import('../commands/gate.js')).checkGates(options, environment)),
    );
}
