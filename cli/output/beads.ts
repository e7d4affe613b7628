import type { BeadJson } from '../../runtime/beads/json.js';
import type { BeadRow } from '../../runtime/ledger/bead.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { beadTable } from './bead-row.js';
import { toJson } from './json.js';

/** What a list is to show. */
export interface Found {
  readonly beads: readonly BeadRow[];
  /** With `--json`: the same beads. */
  readonly json: readonly BeadJson[];
  /** How many there are; undefined for more than are shown, uncounted. */
  readonly all: number | undefined;
}

/** A list of beads, on stdout; that there are more is said on stderr. */
export function writeBeads(
  { beads, json, all }: Found,
  options: { readonly json?: boolean },
  { stdout, stderr }: Environment,
): ExitCode {
  stdout.write(options.json ? toJson(json) : beadTable(beads, stdout));
  if (beads.length === 0 && !options.json) stderr.write('no beads\n');
  if (all !== beads.length) {
    const count = all === undefined ? `the first ${beads.length}` : `${beads.length} of ${all}`;
    stderr.write(`${count} beads; --limit 0 shows all\n`);
  }
  return EXIT.ok;
}
