import {
  type FamilyMembers,
  ofIteration,
  type RunningFacts,
  type RunningStep,
  withRegions,
} from '../../compiler/language/running-facts.js';
import type { Scalar } from '../../compiler/language/scalar.js';
import type { Outcome, Status } from '../../compiler/language/state.js';
import type { Node, State } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Part } from '../ledger/molecule.js';
import { unmadeSteps } from '../ready/unmade.js';
import type { Outside } from '../step/engine.js';
import type { Turn } from '../step/turn.js';

/** What a condition sees of the molecule, and the id that it knows its own step by. */
export interface Seen {
  readonly facts: RunningFacts;
  readonly self: string | undefined;
}

/**
 * The facts for a condition of `node`, in the words of the protomolecule of its part (spec: EXPR-5 to EXPR-10). To a loop
 * itself, its first iteration is the current one.
 */
export function factsFor(turn: Pick<Turn, 'tx' | 'setting'>, node: Node): Seen {
  const part = node.part === null ? undefined : turn.tx.part(node.part);
  if (!part) throw new Error(`node ${node.n} has a condition and is in no molecule`);
  const stored = turn.tx.protomolecule(part.fingerprint);
  if (!stored) throw new Error(`the protomolecule ${part.fingerprint} is gone`);
  const plain = withRegions(moleculeFacts(turn.tx, part, turn.setting.outside), stored.protomolecule.regions);
  const self = turn.tx.bead(node.n)?.step ?? undefined;
  const own = node.policy?.loop && self !== undefined ? [{ loop: self, number: node.iteration }] : [];
  // Conditions have the ids of first iterations; the outermost is put right first.
  const facts = [...iterationsOf(turn.tx, node), ...own].reduceRight(
    (inner, { loop, number }) => ofIteration(inner, loop, number),
    plain,
  );
  return { facts, self };
}

/** `id` as the protomolecule has it: that of the first iteration of every loop that it is in. */
export const writtenId = (id: string, iterations: readonly { loop: string; number: number }[]): string =>
  iterations.reduceRight((at, { loop, number }) => {
    const current = `${loop}.iter${number}.`;
    return at.startsWith(current) ? `${loop}.iter1.${at.slice(current.length)}` : at;
  }, id);

/** The other way round: what an id of the protomolecule is in these iterations. */
export const currentId = (id: string, iterations: readonly { loop: string; number: number }[]): string =>
  iterations.reduce((at, { loop, number }) => {
    const first = `${loop}.iter1.`;
    return at.startsWith(first) ? `${loop}.iter${number}.${at.slice(first.length)}` : at;
  }, id);

/** The loops that a node is in, outermost first, with the iterations that it is in. */
export function iterationsOf(view: View, node: Node): { loop: string; number: number }[] {
  const found: { loop: string; number: number }[] = [];
  const own = view.bead(node.n)?.step ?? '';
  for (let at = node.parent; at !== null; ) {
    const container = view.bead(at);
    if (!container || container.part !== node.part) break;
    if (container.policy?.loop && container.step !== null) {
      const number = /^\.iter(\d+)\./.exec(own.slice(container.step.length))?.[1];
      if (number !== undefined) found.unshift({ loop: container.step, number: Number(number) });
    }
    at = container.parent;
  }
  return found;
}

const ATTACHED = '\u0000';

function moleculeFacts(view: View, part: Part, outside: Outside): RunningFacts {
  const nodeOf = (id: string): Node | undefined =>
    id.startsWith(ATTACHED) ? view.node(Number(id.slice(1))) : view.stepNode(part.part, id);
  const nameOf = (node: Node): string =>
    (node.part === part.part ? view.bead(node.n)?.step : undefined) ?? `${ATTACHED}${node.n}`;
  const isPoured = part.root === part.molecule;
  const unmade = isPoured ? unmadeSteps(view, part.molecule) : [];
  const children = (id: string): FamilyMembers => {
    const node = nodeOf(id);
    const unmadeInside = unmade.flatMap((step) => (step.container === id ? [step.id] : []));
    if (!node) return { ids: unmadeInside };
    const mayGrow =
      node.policy?.on_complete !== undefined &&
      (node.state !== 'closed' || view.spawning(node.n) !== undefined);
    return { ids: [...view.children(node.n).map(nameOf), ...unmadeInside], mayGrow };
  };
  const descendants = (id: string): FamilyMembers => {
    const own = children(id);
    const inner = own.ids.map(descendants);
    return {
      ids: own.ids.flatMap((each, at) => [each, ...(inner[at]?.ids ?? [])]),
      mayGrow: own.mayGrow === true || inner.some(({ mayGrow }) => mayGrow === true),
    };
  };
  return {
    step: (id) => {
      const node = nodeOf(id);
      if (node) return runningStep(view, node);
      return unmade.some((step) => step.id === id) ? { status: 'open' } : undefined;
    },
    children,
    descendants,
    flag: (name) => view.flags(part.molecule).get(name),
    variable: (name): Scalar | undefined =>
      Object.hasOwn(part.values, name) ? part.values[name] : undefined,
    fileExists: (path) => outside.fileExists(view.idOf(part.molecule) ?? '', path),
    env: outside.env,
    tally: (asked) => tally(view, part.molecule, asked),
  };
}

const STATUS: Readonly<Record<State, Status>> = {
  blocked: 'open',
  gated: 'open',
  ready: 'ready',
  held: 'open',
  deferred: 'open',
  backoff: 'open',
  claimed: 'in_progress',
  verifying: 'in_progress',
  running: 'in_progress',
  closed: 'closed',
};

const runningStep = (view: View, node: Node): RunningStep => ({
  status: STATUS[node.state],
  ...(node.outcome !== null && { outcome: node.outcome }),
  ...(node.state === 'closed' && { output: view.output(node.n) }),
  goesOn: node.onFail === 'continue',
});

function tally(
  view: View,
  molecule: number,
  asked: Status | Outcome,
): { inState: number; notClosed: number } {
  let notClosed = unmadeSteps(view, molecule).length;
  let inState = asked === 'open' ? notClosed : 0;
  for (const node of view.nodesOf(molecule)) {
    if (node.n === molecule || node.kind === 'barrier') continue;
    const status = STATUS[node.state];
    if (status !== 'closed') notClosed += 1;
    if (asked === status || asked === node.outcome || (asked === 'open' && status === 'ready')) inState += 1;
  }
  return { inState, notClosed };
}
