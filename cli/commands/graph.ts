import { compile } from '../../compiler/compile.js';
import { projectConfig } from '../../runtime/config/project-config.js';
import { locateFormula } from '../../runtime/formulas/locate.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../exit.js';
import { refuseFormulaFile, writeOutput } from '../output/file.js';
import { writeFindings } from '../output/findings.js';
import { draw } from '../output/picture.js';
import type { PictureFormat } from '../output/picture-formats.js';
import { parseValues } from '../values.js';

export interface GraphOptions {
  readonly format: PictureFormat;
  readonly var?: readonly string[];
  readonly preset?: string;
  readonly output?: string;
  readonly searchPath?: readonly string[];
}

/** `gt graph`: a picture of the cooked graph. */
export async function graph(
  name: string,
  options: GraphOptions,
  environment: Environment,
): Promise<ExitCode> {
  const values = parseValues(options.var);
  const { output } = options;
  if (output !== undefined) refuseFormulaFile(output, environment);
  const located = locateFormula(name, environment.surroundings, options.searchPath ?? []);
  const { host, candidate } = located;
  const { stepTypes, diagnostics: inConfig } = await projectConfig(environment.surroundings.cwd);
  const { preset } = options;
  const cooked = candidate && (await compile(candidate, host, { values, preset, stepTypes }));
  const code = await writeFindings(
    [...inConfig, ...located.diagnostics, ...(cooked?.diagnostics ?? [])],
    'human',
    environment,
  );
  if (!cooked?.protomolecule) return code;
  const text = await draw(cooked.protomolecule, options.format, environment, output !== undefined);
  if (output === undefined) environment.stdout.write(text);
  else writeOutput(output, text, environment);
  return code;
}
