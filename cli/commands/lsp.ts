import { join } from 'node:path';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { serve } from '../lsp/serve.js';

/** `gt lsp`: the language server, over stdin and stdout. `commands`: those of this program, as words. */
export async function lsp(
  commands: readonly string[],
  { surroundings, spec }: Environment,
): Promise<ExitCode> {
  const wasShutDown = await serve({
    input: process.stdin,
    output: process.stdout,
    surroundings,
    commands,
    pages: join(spec, 'diagnostics'),
  });
  // A client that waits for us to end may hold its end of the pipe open.
  process.stdin.destroy();
  return wasShutDown ? EXIT.ok : EXIT.findings;
}
