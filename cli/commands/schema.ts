import { readSchema } from '../authoring/place.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';

/** `gt schema`: a JSON schema as it is shipped, on stdout. */
export async function schema(
  name: Parameters<typeof readSchema>[0],
  environment: Environment,
): Promise<ExitCode> {
  environment.stdout.write(readSchema(name, environment));
  return EXIT.ok;
}
