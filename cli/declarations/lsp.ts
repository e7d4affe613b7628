import { commandPaths } from './command-paths.js';
import { type Declaring, examples } from './shared.js';

const HOW_IT_ENDS = `
Exit codes:
  0  the editor said "shutdown" and "exit"
  1  the editor went away without
`;

/** The language server. */
export function declareLsp({ program, environment, run }: Declaring): void {
  program
    .command('lsp')
    .summary('the language server for formulas, for editors')
    .description(
      'Speak the language server protocol on stdin and stdout, for an editor that starts this command. ' +
        'It shows what "cook --check" and "lint" find as you type, with their fixes, formats, outlines and folds.',
    )
    .option('--stdio', 'speak on stdin and stdout, which is done anyway; many editors add it by themselves')
    .addHelpText('after', HOW_IT_ENDS + examples(program, ['lsp', 'lsp --stdio']))
    .action(() =>
      run(async () => (await import('../commands/lsp.js')).lsp(commandPaths(program), environment)),
    );
}
