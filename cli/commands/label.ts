import { beadJson } from '../../runtime/beads/json.js';
import { label as labelBead } from '../../runtime/beads/label.js';
import { resolveBead } from '../../runtime/beads/resolve.js';
import { listed } from '../choices.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { writeChanged } from '../output/changed.js';
import { toJson } from '../output/json.js';
import { type LedgerOptions, withLedger } from '../session.js';

export interface LabelOptions extends LedgerOptions {}

/** `bd label add` and `remove`: the last word has the labels. */
export async function label(
  verb: 'add' | 'remove',
  words: readonly string[],
  options: LabelOptions,
  environment: Environment,
): Promise<ExitCode> {
  const ids = words.slice(0, -1);
  const labels = listed(words.slice(-1)) ?? [];
  if (ids.length === 0 || labels.length === 0)
    throw new UsageError(`which label? ${environment.program} label ${verb} ID... LABEL`);
  return withLedger(options, environment, async (session) => {
    const change = await session.change((turn) =>
      ids.map((id) => {
        const bead = resolveBead(turn.tx, id);
        labelBead(turn, bead, { [verb]: labels });
        return bead.n;
      }),
    );
    await writeChanged(session, change, options, environment);
    return EXIT.ok;
  });
}

/** `bd label list`: the labels of a bead, one a line. */
export async function list(id: string, options: LabelOptions, environment: Environment): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const { labels, json } = await session.read((view) => {
      const bead = resolveBead(view, id);
      return { labels: view.labels(bead.n), json: beadJson(view, bead)['labels'] };
    });
    environment.stdout.write(options.json ? toJson(json) : labels.map((each) => `${each}\n`).join(''));
    return EXIT.ok;
  });
}
