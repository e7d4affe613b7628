import pc from 'picocolors';
import type { Condition, ListedMolecule } from '../../../runtime/molecule/view/list.js';
import type { Row } from '../table.js';

/** A molecule in lists of people: its icon, id, how far it is, how it is, and what it was poured from. */
export function moleculeRow(
  { root, molecule, condition, closed, total }: ListedMolecule,
  colors: boolean,
): Row {
  const kind = molecule.phase === 'vapor' ? 'wisp' : 'molecule';
  const who = root.assignee === null ? '' : `  @${root.assignee}`;
  return {
    cells: [ICONS[condition], root.id, kind, `${closed}/${total}`, condition, root.title + who],
    color: colorOf(condition, colors),
  };
}

const ICONS: Readonly<Record<Condition, string>> = {
  ended: '✓',
  cancelled: '⊘',
  paused: '❄',
  stalled: '✗',
  running: '◐',
  ready: '○',
  waiting: '●',
};

function colorOf(condition: Condition, colors: boolean): (text: string) => string {
  const { dim, red, cyan, yellow } = pc.createColors(colors);
  const by: Readonly<Record<Condition, (text: string) => string>> = {
    ended: dim,
    cancelled: dim,
    paused: dim,
    stalled: red,
    running: cyan,
    ready: (text) => text,
    waiting: yellow,
  };
  return by[condition];
}
