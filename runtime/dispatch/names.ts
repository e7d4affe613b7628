import type { View } from '../ledger/contract.js';

/** What polecats are called; behind the last of them come the same with numbers. */
const NAMES = [
  'amber',
  'birch',
  'cinder',
  'dune',
  'ember',
  'flint',
  'garnet',
  'hazel',
  'indigo',
  'juniper',
  'kelp',
  'larch',
  'moss',
  'nettle',
  'onyx',
  'pebble',
  'quartz',
  'rowan',
  'slate',
  'thistle',
  'umber',
  'violet',
  'willow',
  'yarrow',
  'zinc',
];

/** Where there is no rig. */
export const NO_RIG = 'local';

/** The first name in a rig that no lane has: a polecat whose work has landed is the next to be sent. */
export function freeName(view: View, rig: string | null): string {
  const taken = new Set(view.lanes({}).map(({ polecat }) => polecat));
  for (let round = 1; ; round += 1)
    for (const name of NAMES) {
      const polecat = `${rig ?? NO_RIG}/polecats/${name}${round === 1 ? '' : round}`;
      if (!taken.has(polecat)) return polecat;
    }
}
