import { readMolecule } from '../../../runtime/molecule/view/live.js';
import { pictureOf } from '../../../runtime/molecule/view/picture.js';
import type { Environment } from '../../environment.js';
import { EXIT, type ExitCode } from '../../exit.js';
import { resolveMolecule } from '../../molecule.js';
import { refuseFormulaFile, writeOutput } from '../../output/file.js';
import { draw } from '../../output/picture.js';
import type { PictureFormat } from '../../output/picture-formats.js';
import { type LedgerOptions, withLedger } from '../../session.js';

export interface GraphOptions extends LedgerOptions {
  readonly format: PictureFormat;
  readonly output?: string;
}

/** `gt mol graph`: a molecule as it is now, drawn. */
export async function graph(id: string, options: GraphOptions, environment: Environment): Promise<ExitCode> {
  const { format, output } = options;
  if (output !== undefined) refuseFormulaFile(output, environment);
  return withLedger(options, environment, async (session) => {
    const picture = await session.read((view) => pictureOf(readMolecule(view, resolveMolecule(view, id))));
    const text = await draw(picture, format, environment, output !== undefined);
    if (output === undefined) environment.stdout.write(text);
    else writeOutput(output, text, environment);
    return EXIT.ok;
  });
}
