import type { ProtoGate, ProtoStep } from '../emit/protomolecule.js';
import { titleFromId } from '../expand/title.js';
import { emptyTable, type Table, type Value } from '../read/spans.js';

/** What a plain formula has no way to say; it is then not written. */
export type Refuse = (what: string, reason: string) => void;

/** A step, and where it stands. */
export interface PlacedStep {
  readonly step: ProtoStep;
  /** Whole ids. */
  readonly needs: readonly string[];
  /** What the ids of the steps around it begin with, in the body of a loop with `until`: not written there. */
  readonly prefix: string;
}

/** Keys that are written in another form than they are cooked to, or that say what the step's place says. */
const TRANSLATED = new Set([
  'id',
  'title',
  'type',
  'needs',
  'container',
  'waits_for',
  'gates',
  'on_complete',
  'loop',
  'inputs_from',
  'origin',
]);

/**
 * The table of a step, without what is inside it. `keys`: those that it may have; `left` is told of others.
 * Every text is as it was cooked: filled, but for the variables that get their values when it is poured.
 */
export function plainStep(
  placed: PlacedStep,
  keys: ReadonlySet<string>,
  refuse: Refuse,
  left: (key: string) => void,
): Table {
  const { step, needs, prefix } = placed;
  const where = `step "${step.id}"`;
  const table = emptyTable();
  const put = (key: string, value: unknown): void => {
    if (value !== undefined) table[key] = value as Value;
  };
  put('id', within(step.id, prefix));
  put('title', step.title === titleFromId(step.id) ? undefined : step.title);
  put('type', step.type === 'task' ? undefined : step.type);
  for (const [key, value] of Object.entries(step)) {
    if (TRANSLATED.has(key)) continue;
    if (keys.has(key)) put(key, value);
    else left(key);
  }
  if (needs.length > 0)
    put(
      'needs',
      needs.map((need) => within(need, prefix)),
    );
  put('waits_for', waitsFor(step, needs, refuse));
  put('gate', ownGate(step.gates ?? [], where, refuse));
  if (step.on_complete) {
    const { for_each, bond, mode, vars } = step.on_complete;
    put('on_complete', {
      for_each,
      bond,
      ...(vars && { vars }),
      ...(mode === 'sequential' && { sequential: true }),
    });
  }
  return table;
}

export const within = (id: string, prefix: string): string =>
  prefix !== '' && id.startsWith(prefix) ? id.slice(prefix.length) : id;

function waitsFor(
  { id, waits_for: spawner }: ProtoStep,
  needs: readonly string[],
  refuse: Refuse,
): string | undefined {
  if (!spawner) return undefined;
  if (spawner.mode === 'all') return `children-of(${spawner.of})`;
  if (needs.length !== 1 || needs[0] !== spawner.of) {
    refuse(`step "${id}"`, `"any-children" means its only need, and it has others besides "${spawner.of}"`);
  }
  return 'any-children';
}

/** A gate that `compose.gate` can lay: one that has nothing but a condition. */
const isLaid = (gate: ProtoGate): boolean =>
  gate.type === 'condition' && Object.keys(gate).every((key) => key === 'type' || key === 'condition');

/** The gate that is written in the step itself. All gates must open, so their order means nothing. */
function ownGate(gates: readonly ProtoGate[], where: string, refuse: Refuse): ProtoGate | undefined {
  const others = gates.filter((gate) => !isLaid(gate));
  if (others.length > 1) {
    refuse(where, `it has the gates of a replaced step besides its own, and a step has one "gate"`);
  }
  return others[0] ?? gates[0];
}

/** The conditions of the other gates, for `compose.gate`. */
export function laidConditions({ gates = [] }: ProtoStep): string[] {
  const laid = gates.filter(isLaid);
  return (laid.length === gates.length ? laid.slice(1) : laid).map(({ condition }) => condition ?? '');
}
