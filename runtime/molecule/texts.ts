import { fillText } from '../../compiler/language/fill-text.js';
import { iterationsOf } from '../gate/facts.js';
import type { BeadRow } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';

/** What a worker reads of a bead, with the outputs of earlier steps in it. */
export interface Texts {
  readonly title: string;
  readonly description: string;
  readonly acceptance: string;
  readonly notes: string;
}

/** The texts of a bead as whoever works on it reads them now (spec: FLOW-5). */
export function textsOf(view: View, bead: BeadRow): Texts {
  const { title, description, acceptance, notes, part, policy } = bead;
  const inputs = policy?.inputs_from ?? [];
  if (inputs.length === 0 || part === null) return { title, description, acceptance, notes };
  const iterations = iterationsOf(view, bead);
  // The protomolecule names steps of first iterations; in a later one they are its own.
  const current = (id: string): string =>
    iterations.reduce((at, { loop, number }) => {
      const first = `${loop}.iter1.`;
      return at.startsWith(first) ? `${loop}.iter${number}.${at.slice(first.length)}` : at;
    }, id);
  const output = (step: string): unknown => {
    const node = view.stepNode(part, current(step));
    return node && view.output(node.n);
  };
  // Variables were filled when the molecule was poured.
  const fill = (text: string): string => fillText(text, { variable: () => undefined, inputs, output }).text;
  return { title, description: fill(description), acceptance: fill(acceptance), notes: fill(notes) };
}
