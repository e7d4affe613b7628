import { Argument } from 'commander';
import type { EditorOptions } from '../commands/editor.js';
import { type Declaring, examples } from './shared.js';

export function declareEditor({ program, environment, run }: Declaring): void {
  const editor = program
    .command('editor')
    .description('let editors check formulas and help with them')
    .helpCommand(false);
  editor
    .command('setup')
    .summary('write what editors need, in the project')
    .description(
      'Write the association of formulas with their schema, and the language server where an editor can be told of it, into files ' +
        'of the project. Nothing is asked of a network.\n\n' +
        'What would change is shown first, and asked about on a terminal. Comments and layout of files that are there stay; a file ' +
        'that cannot be read is left alone. Again, it changes nothing. What is left to do in the editor itself is told at the end.',
    )
    .addArgument(
      new Argument('[editors...]', 'which (default: vscode taplo)').choices([
        'vscode',
        'taplo',
        'zed',
        'neovim',
      ]),
    )
    .option('-y, --yes', 'write without asking')
    .option('--dry-run', 'only show what would change')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples(program, ['editor setup', 'editor setup vscode --yes', 'editor setup neovim --dry-run']),
    )
    .action((editors: ('vscode' | 'taplo' | 'zed' | 'neovim')[], options: EditorOptions) =>
      run(async () => (await import('../commands/editor.js')).setupEditor(editors, options, environment)),
    );
}
