import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { serve } from '../lsp/serve.js';

/** `gt lsp`: the language server, over stdin and stdout. `commands`: those of this program, as words. */
export async function lsp(
  commands: readonly string[],
  { surroundings, spec }: Environment,
): Promise<ExitCode> {
  // Each key makes and drops a whole formula: with room for it, a third of the time is saved that would go to moving what is dropped.
  setFlagsFromString('--max-semi-space-size=64');
  setFlagsFromString('--semi-space-growth-factor=4');
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
