import { packagedPrograms, packagedSpec, processStreams, processSurroundings } from '../environment.js';
import { tellFailure } from '../failure.js';
import { main } from '../program.js';

/** The program behind the launchers `gt` and `bd`. */
export async function run(program: 'gt' | 'bd'): Promise<void> {
  const streams = processStreams();
  try {
    const surroundings = processSurroundings();
    const now = () => performance.now();
    const clock = () => Date.now();
    const variable = (name: string) => process.env[name];
    const code = await main(process.argv.slice(2), {
      program,
      surroundings,
      spec: packagedSpec(),
      programs: packagedPrograms(),
      now,
      clock,
      variables: process.env,
      variable,
      ...streams,
    });
    // A stream that could not be written to has set its own.
    process.exitCode ??= code;
  } catch (error) {
    process.exitCode = tellFailure(error, { program, ...streams }, false);
  }
}
