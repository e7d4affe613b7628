import { wrongCounts } from '../doctor/checks/counts.js';
import type { BeadRow, Edge, Node } from '../ledger/bead.js';
import type { Ledger, View } from '../ledger/contract.js';
import type { LedgerEvent } from '../ledger/event.js';

/** All that a ledger says, for two to be compared: what is there, and what has happened. */
export interface WholeLedger {
  readonly nodes: readonly Node[];
  readonly beads: readonly BeadRow[];
  readonly edges: readonly Edge[];
  readonly molecules: readonly unknown[];
  readonly events: readonly Omit<LedgerEvent, 'seq'>[];
}

export const wholeLedger = (ledger: Ledger): Promise<WholeLedger> =>
  ledger.read((view) => {
    const beads = view.beads({ ephemeral: 'include' });
    const nodes = allNodes(view);
    return {
      nodes,
      beads,
      edges: nodes.flatMap(({ n }) => view.edgesFrom(n)),
      molecules: view.molecules({}).map((molecule) => ({
        molecule,
        parts: view.partsOf(molecule.n),
        flags: [...view.flags(molecule.n)],
        gates: view.nodesOf(molecule.n).flatMap(({ n }) => view.gates(n)),
        spawning: view.nodesOf(molecule.n).map(({ n }) => view.spawning(n)),
      })),
      events: view.events({}).map(({ seq: _, ...event }) => event),
    };
  });

function allNodes(view: View): Node[] {
  const inMolecules = view.molecules({}).flatMap(({ n }) => view.nodesOf(n));
  const known = new Set(inMolecules.map(({ n }) => n));
  const others = view
    .beads({ ephemeral: 'include' })
    .flatMap(({ n }) => (known.has(n) ? [] : (view.node(n) ?? [])));
  return [...inMolecules, ...others].sort((a, b) => a.n - b.n);
}

/** What is wrong with the counts that a ledger keeps: one line for each that its rows do not bear out. */
export const wrongCountsOf = (ledger: Ledger): Promise<string[]> =>
  ledger.read((view) => wrongCounts(view).map(({ told }) => told));
