import { isoMoment } from '../../../runtime/beads/dates.js';
import { USUAL_AGE } from '../../../runtime/molecule/gc.js';
import { type Staleness, staleMolecules } from '../../../runtime/molecule/view/stale.js';
import { spanOption } from '../../choices.js';
import type { Environment } from '../../environment.js';
import { EXIT, type ExitCode } from '../../exit.js';
import { toJson } from '../../output/json.js';
import { listedJson } from '../../output/mol/json.js';
import { ago } from '../../output/mol/moment.js';
import { table } from '../../output/table.js';
import { type LedgerOptions, withLedger } from '../../session.js';

export interface StaleOptions extends LedgerOptions {
  readonly age?: string;
}

const WORDS: Readonly<Record<Staleness, string>> = {
  ended: 'has ended, and is not squashed',
  stalled: 'is stalled: nothing in it will go on by itself',
  idle: 'nothing has happened in it',
};

/** `gt mol stale`: molecules that nobody seems to look after. */
export async function stale(options: StaleOptions, environment: Environment): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  const age = options.age === undefined ? USUAL_AGE : spanOption('--age', options.age);
  return withLedger(options, environment, async (session) => {
    const { now } = session;
    const found = await session.read((view) => staleMolecules(view, { now, age }));
    if (options.json) {
      const told = found.map((each) => ({
        ...listedJson(each),
        reason: each.why,
        since: isoMoment(each.since),
      }));
      stdout.write(toJson(told));
      return EXIT.ok;
    }
    const rows = found.map(({ root, closed, total, why, since }) => ({
      cells: [root.id, root.title, `${closed}/${total}`, `last change ${ago(since, now)}`, WORDS[why]],
    }));
    stdout.write(table(rows, stdout.isTerminal ? stdout.width : Number.POSITIVE_INFINITY));
    if (found.length === 0) stderr.write('no stale molecules\n');
    return EXIT.ok;
  });
}
