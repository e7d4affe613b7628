import { Argument } from 'commander';
import { type Declaring, examples } from './shared.js';

/** `completion` prints what a shell needs, which asks `complete`. */
export function declareCompletion({ program, environment, run }: Declaring): void {
  const name = program.name();
  program
    .command('completion')
    .summary('print what lets a shell complete commands')
    .description(
      'Print what lets a shell complete commands, options, formulas, ids, rigs and agents.\n\n' +
        `bash: ${name} completion bash > /etc/bash_completion.d/${name}, or source <(${name} completion bash) in ~/.bashrc\n` +
        `zsh:  ${name} completion zsh > "\${fpath[1]}/_${name}", or source <(${name} completion zsh) in ~/.zshrc\n` +
        `fish: ${name} completion fish > ~/.config/fish/completions/${name}.fish`,
    )
    .addArgument(new Argument('<shell>', 'whose script').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', examples(program, ['completion bash', 'completion zsh', 'completion fish']))
    .action((shell: 'bash' | 'zsh' | 'fish') =>
      run(async () => (await import('../commands/completion.js')).completion(shell, environment)),
    );
  program
    .command('complete', { hidden: true })
    .description('tell a shell what may come next; for the scripts of "completion"')
    .argument('[words...]', 'the words behind the name of the program; the last is not finished')
    .addHelpText('after', examples(program, ['complete -- formula sh']))
    .action((words: string[]) =>
      run(async () => (await import('../commands/complete.js')).complete(program, words, environment)),
    );
}
