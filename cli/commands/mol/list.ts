import { listMolecules } from '../../../runtime/molecule/view/list.js';
import type { Environment } from '../../environment.js';
import { EXIT, type ExitCode } from '../../exit.js';
import { toJson } from '../../output/json.js';
import { listedJson } from '../../output/mol/json.js';
import { moleculeRow } from '../../output/mol/row.js';
import { table } from '../../output/table.js';
import { type LedgerOptions, withLedger } from '../../session.js';

export interface ListOptions extends LedgerOptions {
  readonly phase?: 'liquid' | 'vapor';
}

/** `gt mol list`: the molecules and wisps that are there. */
export async function list(options: ListOptions, environment: Environment): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  return withLedger(options, environment, async (session) => {
    const found = await session.read((view) => listMolecules(view, options));
    if (options.json) {
      stdout.write(toJson(found.map(listedJson)));
      return EXIT.ok;
    }
    const rows = found.map((each) => moleculeRow(each, stdout.colors));
    stdout.write(table(rows, stdout.isTerminal ? stdout.width : Number.POSITIVE_INFINITY));
    if (found.length === 0) stderr.write(options.phase === 'vapor' ? 'no wisps\n' : 'no molecules\n');
    return EXIT.ok;
  });
}
