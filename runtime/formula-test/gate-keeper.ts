import { openGate } from '../gate/open.js';
import type { View } from '../ledger/contract.js';
import type { Gate } from '../ledger/molecule.js';
import type { Engine } from '../step/index.js';
import { stepIdOf } from './history.js';
import type { Scripts } from './scripts.js';
import { ACTOR } from './workers.js';

const PAGE = 100;

/** What opens without anybody outside of the ledger: it does so in a test too. */
const BY_ITSELF: ReadonlySet<string> = new Set(['timer', 'condition', 'conditional']);

/** Opens the gates of a molecule as the test says; those of which it says nothing at once, unless they open by themselves. */
export class GateKeeper {
  /** When the next of the gates that were looked at is to open. */
  nextOpening: number | undefined;

  constructor(
    readonly engine: Engine,
    readonly molecule: number,
    readonly scripts: Scripts,
  ) {}

  /** Gives whether one was opened. */
  open(): Promise<boolean> {
    return this.engine.change(ACTOR, (turn) => {
      this.nextOpening = undefined;
      let isAny = false;
      for (const gate of armed(turn.tx)) {
        const node = turn.tx.node(gate.n);
        const at = this.#opensAt(turn.tx, gate);
        if (node?.state !== 'gated' || at === undefined) continue;
        if (at > turn.now) this.nextOpening = Math.min(this.nextOpening ?? at, at);
        else {
          openGate(turn, node, gate, 'the test opens it');
          isAny = true;
        }
      }
      return isAny;
    });
  }

  #opensAt(view: View, { n, gate, armedAt }: Gate): number | undefined {
    const opens = this.scripts.gate(stepIdOf(view, this.molecule, n));
    if (opens === 'never' || (opens === undefined && BY_ITSELF.has(gate.type))) return undefined;
    return (armedAt ?? 0) + (typeof opens === 'object' ? opens.after : 0);
  }
}

function armed(view: View): Gate[] {
  const all: Gate[] = [];
  for (let page = view.armedGates(PAGE); page.length > 0; page = view.armedGates(PAGE, all.at(-1)))
    all.push(...page);
  return all;
}
