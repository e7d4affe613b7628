import type { View } from '../ledger/contract.js';
import { foreignLines } from './foreign.js';
import type { Line } from './line/line.js';
import { barrierLine, beadLine } from './rows/bead-line.js';
import { moleculeLine, protomoleculeLine, tombstoneLine } from './rows/molecule-line.js';
import { Names } from './rows/names.js';

/** Everything of a ledger that travels: all that is not ephemeral, and no claim. In no order. */
export function allLines(view: View): Line[] {
  const names = new Names(view);
  const rows = view.beads({});
  for (const row of rows) names.learn(row);
  const keys = keysById(view);
  const molecules = view.molecules({ phase: 'liquid' });
  const fingerprints = new Set<string>();
  const lines = rows.map((row) => beadLine(view, row, names, keys.get(row.id) ?? []));
  for (const molecule of molecules) {
    const line = moleculeLine(view, molecule, names);
    if (!line) continue;
    lines.push(line);
    for (const { fingerprint } of view.partsOf(molecule.n)) fingerprints.add(fingerprint);
    for (const n of names.membersOf(molecule.n).barriers.keys()) {
      const node = view.node(n);
      const barrier = node && barrierLine(view, node, names);
      if (barrier) lines.push(barrier);
    }
  }
  for (const fingerprint of fingerprints) {
    const stored = view.protomolecule(fingerprint);
    if (stored) lines.push(protomoleculeLine(stored));
  }
  return [...lines, ...tombstones(view), ...foreignLines(view)];
}

/** The keys that each bead was made with. */
export function keysById(view: View): Map<string, string[]> {
  const byId = new Map<string, string[]>();
  for (const [key, id] of view.keys()) byId.set(id, [...(byId.get(id) ?? []), key]);
  return byId;
}

/** Nobody elsewhere has heard of what was ephemeral. */
function tombstones(view: View): Line[] {
  const wisp = `${view.setting('prefix') ?? ''}-wisp-`;
  return view
    .tombstones()
    .flatMap((tombstone) => (tombstone.id.startsWith(wisp) ? [] : [tombstoneLine(tombstone)]));
}
