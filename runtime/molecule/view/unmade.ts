import type { BeadRow } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import type { Part } from '../../ledger/molecule.js';
import { Families } from '../family.js';
import { fillStep } from '../fill.js';
import { storedOf } from '../pinned.js';
import type { LiveStep } from './live.js';

/** The steps of a lean wisp that are no rows yet, as if they were (spec: PHASE-6). */
export function unmadeSteps(view: View, root: BeadRow, parts: readonly Part[]): LiveStep[] {
  const families = new Families();
  return parts.flatMap((part) => {
    // What was bonded is planted whole.
    if (part.root !== root.n) return [];
    const family = families.of(storedOf(view, part.fingerprint));
    return family.steps.flatMap((proto): LiveStep[] => {
      if (view.stepNode(part.part, proto.id) !== undefined) return [];
      const step = part.prefix + proto.id;
      const { title, type, gates = [] } = fillStep(proto, part.values);
      return [
        {
          id: `${root.id}.${step}`,
          step,
          title,
          type,
          container: proto.container === undefined ? undefined : part.prefix + proto.container,
          needs: family.needs(proto).map((need) => part.prefix + need),
          outside: [],
          gates: gates.map((gate, at) => ({
            n: 0,
            at,
            gate,
            state: 'waiting',
            armedAt: null,
            dueAt: null,
            askedAt: null,
            finding: null,
          })),
          bead: undefined,
          isContainer: family.children(proto.id).length > 0 || proto.loop !== undefined,
        },
      ];
    });
  });
}
