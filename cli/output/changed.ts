import { type BeadJson, wholeBeadJson } from '../../runtime/beads/json.js';
import type { BeadRow } from '../../runtime/ledger/bead.js';
import type { View } from '../../runtime/ledger/contract.js';
import type { Environment } from '../environment.js';
import type { Change, Session } from '../session.js';
import { beadTable } from './bead-row.js';
import { toJson } from './json.js';

/** How beads that were changed are shown. */
export interface ChangedOptions {
  readonly json?: boolean | undefined;
  /** Print one JSON object, not an array: for a command that makes one thing. */
  readonly single?: boolean;
  /** Only the ids. */
  readonly silent?: boolean | undefined;
}

/** The beads that a command has changed, and those that are ready because of it. */
export async function writeChanged(
  session: Session,
  { result: numbers, readied }: Pick<Change<readonly number[]>, 'result' | 'readied'>,
  { json, single, silent }: ChangedOptions,
  { stdout }: Environment,
): Promise<void> {
  const shown = await session.read((view) => {
    const beads = beadsOf(view, numbers);
    const others = beadsOf(
      view,
      [...readied].filter((n) => !numbers.includes(n)),
    );
    return { beads, others, json: json ? beads.map((bead) => wholeBeadJson(view, bead)) : [] };
  });
  const { beads, others } = shown;
  if (json) {
    const ready = others.map(({ id }) => id);
    const told: BeadJson[] = shown.json.map((bead) => ({ ...bead, ready_now: ready }));
    stdout.write(toJson(single ? told[0] : told));
  } else if (silent) stdout.write(beads.map(({ id }) => `${id}\n`).join(''));
  else stdout.write(beadTable(beads, stdout) + readyText(others, stdout));
}

/** What became ready, below what was done. */
export function readyText(beads: readonly BeadRow[], stdout: Environment['stdout']): string {
  return beads.length === 0 ? '' : `\nready now:\n${beadTable(beads, stdout)}`;
}

/** The beads with those numbers, but for barriers, in that order. */
export const beadsOf = (view: View, numbers: Iterable<number>): BeadRow[] =>
  [...numbers].flatMap((n) => view.bead(n) ?? []);
