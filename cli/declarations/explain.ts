import type { ExplainOptions } from '../commands/explain.js';
import { type Declaring, EXIT_CODES, examples } from './shared.js';

export function declareExplain({ program, environment, run }: Declaring): void {
  program
    .command('explain')
    .summary('say what a finding, a key or a word means')
    .description(
      'Say what a code of a finding, a key of a formula, a word or a rule of the language means; ' +
        'without a name, list what can be asked.\n\n' +
        'On a terminal the text is laid out; in a pipe it is markdown.',
    )
    .argument('[names...]', 'such as GT3002, undeclared-variable, region, step.gate.timeout, ORDER-3')
    .option('--json', 'as a JSON array')
    .addHelpText(
      'after',
      EXIT_CODES +
        examples(program, ['explain GT3002', 'explain needs', 'explain step.gate.timeout', 'explain region']),
    )
    .action((names: string[], options: ExplainOptions) =>
      run(async () => (await import('../commands/explain.js')).explain(names, options, environment)),
    );
}
