import type { Transaction, View } from '../contract.js';
import { beadWith, eventWith, moleculeWith, NOW, nodeWith } from './rows.js';

/** Everything that can be said of bead `n`. */
export function plant(tx: Transaction, n: number): void {
  tx.insert([
    {
      node: nodeWith({ n, molecule: n, part: n, state: 'claimed', leaseUntil: NOW }),
      bead: beadWith({ n, step: 'a' }),
      labels: ['x'],
    },
  ]);
  tx.addComment({ n, author: 'ann', text: 'x', at: NOW });
  tx.setOutput(n, 'out');
  tx.insertGates([
    {
      n,
      at: 0,
      gate: { type: 'human' },
      state: 'armed',
      armedAt: NOW,
      dueAt: NOW,
      askedAt: null,
      finding: null,
    },
  ]);
  tx.addEdges([
    { from: n, to: 100 + n, type: 'blocks' },
    { from: 200 + n, to: n, type: 'blocks' },
  ]);
  tx.append(eventWith({ subject: `t-${n}`, molecule: `t-${n}` }));
  tx.putSpawning({ n, items: [1], made: 0 });
  tx.insertMolecule(moleculeWith({ n }));
  tx.insertPart({ molecule: n, root: n, fingerprint: 'f', prefix: '', values: {}, point: null });
  tx.setFlag(n, 'flag', true);
  tx.setKey(`key ${n}`, `t-${n}`);
}

/** What is there of it. */
export const ofBead = (view: View, n: number) => ({
  node: view.node(n)?.n,
  bead: view.bead(n)?.n,
  byId: view.numberOf(`t-${n}`),
  step: view.stepNode(n, 'a')?.n,
  labels: view.labels(n).length,
  comments: view.comments(n).length,
  output: view.output(n),
  gates: view.gates(n).length,
  armed: view.armedGates(9).filter((gate) => gate.n === n).length,
  edges: view.edgesFrom(n).length + view.edgesTo(n).length,
  theirs: view.edgesTo(100 + n).length + view.edgesFrom(200 + n).length,
  events: view.events({ subject: `t-${n}` }).length,
  spawning: view.spawning(n)?.n,
  due: view.due(NOW, 9).filter((node) => node.n === n).length,
  listed: view.beads({}).filter((row) => row.n === n).length,
});

export const ofMolecule = (view: View, n: number) => ({
  molecule: view.molecule(n)?.n,
  parts: view.partsOf(n).length,
  flags: view.flags(n).size,
  key: view.keyed(`key ${n}`),
});

/** Of a bead that is gone. */
export const NOTHING = {
  node: undefined,
  bead: undefined,
  byId: undefined,
  step: undefined,
  labels: 0,
  comments: 0,
  output: undefined,
  gates: 0,
  armed: 0,
  edges: 0,
  theirs: 0,
  events: 0,
  spawning: undefined,
  due: 0,
  listed: 0,
};
