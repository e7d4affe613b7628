import { templated } from '../check/generated/templated.js';
import type { Cooking } from '../expand/cooking.js';
import type { LaidGate, Step } from '../expand/region.js';
import type { ProtoGate } from './protomolecule.js';
import type { RunningConditions, RunningSite } from './running-conditions.js';
import type { Texts } from './texts.js';

/** A gate, and the step that it was written or laid on. */
export interface PlacedGate extends LaidGate {
  readonly of: Step;
}

/** The gates of a step: its own first, then those that compose.gate laid on it. */
export function gatesOf(step: Step): PlacedGate[] {
  const { scope, names } = step;
  const { gate } = step.table;
  const own = gate ? [{ gate, table: gate, scope, names, of: step }] : [];
  return [...own, ...step.gates.map((laid) => ({ ...laid, of: step }))];
}

const GATE_MARKS = (templated.step as { readonly [key: string]: typeof templated.step })['gate'];

export function emitGate(
  { gate, table, scope, names, of }: PlacedGate,
  texts: Texts,
  conditions: RunningConditions,
  cooking: Cooking,
): ProtoGate {
  const { type, id, await_id, timeout, on_timeout, approvers, condition } = texts.inside(
    gate,
    scope,
    of,
    gate,
    GATE_MARKS,
  );
  const awaited = id ?? await_id;
  return {
    type,
    ...(awaited !== undefined && { id: awaited }),
    ...(timeout !== undefined && { timeout }),
    ...(on_timeout !== undefined && { on_timeout }),
    ...(approvers !== undefined && { approvers }),
    ...(condition !== undefined && {
      condition: conditions.printed(gateSite({ gate, table, scope, names, of }, condition, cooking)),
    }),
  };
}

/** Where the condition of a gate stands. */
export function gateSite(
  { gate, table, scope, names, of }: PlacedGate,
  text: string,
  cooking: Cooking,
): RunningSite {
  const span = cooking.context.spans.value(table, 'condition');
  const related = cooking.originNotes(of.origin);
  const asker = { kind: 'gate', step: of, mayBeFalse: gate.type === 'conditional' } as const;
  return { text, key: 'condition', span, scope, names, related, asker };
}
