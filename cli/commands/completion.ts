import { SCRIPTS } from '../completion/scripts/index.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';

/** `gt completion SHELL`: the script on stdout, to be written where the shell looks for it, or sourced. */
export async function completion(
  shell: keyof typeof SCRIPTS,
  { program, stdout }: Environment,
): Promise<ExitCode> {
  stdout.write(SCRIPTS[shell](program));
  return EXIT.ok;
}
