import { Argument } from 'commander';
import { type Declaring, examples } from './shared.js';

export function declareSchema({ program, environment, run }: Declaring): void {
  program
    .command('schema')
    .description('print the JSON schema of formulas, protomolecules or the settings of a project')
    .addArgument(
      new Argument('[name]', 'whose').choices(['formula', 'protomolecule', 'config']).default('formula'),
    )
    .addHelpText('after', examples(program, ['schema formula', 'schema config > gt.schema.json']))
    .action((name: 'formula' | 'protomolecule' | 'config') =>
      run(async () => (await import('../commands/schema.js')).schema(name, environment)),
    );
}
