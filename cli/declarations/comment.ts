import type { CommentOptions } from '../commands/comment.js';
import { changing, LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples } from './shared.js';

export function declareComment({ program, environment, run }: Declaring): void {
  changing(program.command('comment'))
    .summary('say something about a bead')
    .argument('<id>', 'a bead')
    .argument('<text>', 'what is to be said; - reads stdin')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['comment api-a3f "seen on Linux too"']))
    .action((id: string, text: string, options: CommentOptions) =>
      run(async () => (await import('../commands/comment.js')).comment(id, text, options, environment)),
    );
}

export function declareComments({ program, environment, run }: Declaring): void {
  reading(program.command('comments'))
    .summary('show what was said about a bead')
    .argument('<id>', 'a bead')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['comments api-a3f --json']))
    .action((id: string, options: CommentOptions) =>
      run(async () => (await import('../commands/comment.js')).comments(id, options, environment)),
    );
}
