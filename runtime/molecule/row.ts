import type { ProtoStep } from '../../compiler/emit/protomolecule.js';
import type { Bead, Edge, Kind, Node } from '../ledger/bead.js';
import type { Gate } from '../ledger/molecule.js';
import { POLICY_KEYS, type Policy } from '../ledger/policy.js';
import { fillStep, type Values } from './fill.js';

/** Where the steps of a part go. */
export interface Soil {
  /** The number and the id of the molecule's root. */
  readonly molecule: number;
  readonly moleculeId: string;
  readonly part: number;
  readonly prefix: string;
  readonly ephemeral: boolean;
  readonly values: Values;
  readonly actor: string;
  readonly now: number;
}

/** All that a step is in the ledger. */
export interface Row {
  readonly node: Node;
  readonly bead: Bead | undefined;
  readonly labels: readonly string[];
  readonly gates: readonly Gate[];
  readonly edges: readonly Edge[];
}

/** What a row stands among. */
export interface Place {
  readonly n: number;
  readonly parent: number;
  readonly parentHasBegun: boolean;
  readonly openChildren: number;
  /** The number of a step or barrier that is waited for; undefined for one that is not to be waited for. */
  readonly numberOf: (id: string) => number | undefined;
}

export const USUAL_PRIORITY = 2;

/** The row of a step, blocked by all that it waits for and by its parent while that has not begun. */
export function rowOf(proto: ProtoStep, place: Place, soil: Soil): Row {
  const step = fillStep(proto, soil.values);
  const { n } = place;
  const runIf = step.run_if ?? 'passed';
  const edges = edgesOf(step, place, runIf);
  const kind = kindOf(step, place.openChildren);
  const node: Node = {
    ...bare(n, kind, soil),
    parent: place.parent,
    priority: step.priority ?? USUAL_PRIORITY,
    blockers: edges.length + (place.parentHasBegun ? 0 : 1),
    openChildren: place.openChildren,
    runIf,
    onFail: step.on_fail ?? 'block',
    policy: policyOf(step),
  };
  const bead: Bead = {
    n,
    id: `${soil.moleculeId}.${soil.prefix}${step.id}`,
    title: step.title,
    description: step.description ?? '',
    design: '',
    acceptance: step.acceptance ?? '',
    notes: step.notes ?? '',
    type: step.type,
    assignee: step.assignee ?? null,
    owner: null,
    createdBy: soil.actor,
    dueAt: null,
    externalRef: null,
    estimate: null,
    metadata: step.metadata ?? null,
    step: step.id,
    extra: null,
  };
  const gates = (step.gates ?? []).map(
    (gate, at): Gate => ({
      n,
      at,
      gate,
      state: 'waiting',
      armedAt: null,
      dueAt: null,
      askedAt: null,
      finding: null,
    }),
  );
  return { node, bead, labels: step.labels ?? [], gates, edges };
}

/** The row of a barrier: it waits like a step that always runs, so that it ends with what its needs came to. */
export function barrierRow(
  needs: readonly string[],
  { n, numberOf }: Pick<Place, 'n' | 'numberOf'>,
  soil: Soil,
): Row {
  const edges = [...new Set(needs)].flatMap((id): Edge[] => {
    const to = numberOf(id);
    return to === undefined ? [] : [{ from: n, to, type: 'blocks' }];
  });
  const node: Node = { ...bare(n, 'barrier', soil), blockers: edges.length, runIf: 'always' };
  return { node, bead: undefined, labels: [], gates: [], edges };
}

/** A node that nothing has happened to. */
export const bare = (
  n: number,
  kind: Kind,
  soil: Pick<Node, 'molecule' | 'part' | 'ephemeral'> & Pick<Soil, 'now'>,
): Node => ({
  n,
  kind,
  molecule: soil.molecule,
  part: soil.part,
  parent: null,
  ephemeral: soil.ephemeral,
  state: 'blocked',
  hold: null,
  outcome: null,
  byHand: false,
  priority: USUAL_PRIORITY,
  createdAt: soil.now,
  updatedAt: soil.now,
  startedAt: null,
  closedAt: null,
  closeReason: null,
  blockers: 0,
  openChildren: 0,
  runIf: 'passed',
  onFail: 'block',
  attempt: 0,
  failures: 0,
  checkFailures: 0,
  worker: null,
  leaseUntil: null,
  deadline: null,
  wakeAt: null,
  iteration: 0,
  policy: null,
});

function kindOf(step: ProtoStep, children: number): Kind {
  if (children > 0 || step.loop) return 'container';
  return step.type === 'gate' ? 'gate' : 'work';
}

/** One edge for each that it waits for; to join what one spawns is to wait for its end too. */
function edgesOf(step: ProtoStep, { n, numberOf }: Place, runIf: Node['runIf']): Edge[] {
  const edges = new Map<number, Edge>();
  const type = runIf === 'failed' ? 'conditional-blocks' : 'blocks';
  for (const need of step.needs) {
    const to = numberOf(need);
    if (to !== undefined) edges.set(to, { from: n, to, type });
  }
  const spawner = step.waits_for && numberOf(step.waits_for.of);
  if (step.waits_for && spawner !== undefined)
    edges.set(spawner, { from: n, to: spawner, type: 'waits-for', join: step.waits_for.mode });
  return [...edges.values()];
}

function policyOf(step: ProtoStep): Policy | null {
  const said = POLICY_KEYS.filter((key) => step[key] !== undefined);
  return said.length > 0 ? (Object.fromEntries(said.map((key) => [key, step[key]])) as Policy) : null;
}
