import { isConvoy, trackedBy } from '../convoy/convoy.js';
import { isOpen, type Node, type State } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { hasBegun, isSatisfied } from './blockers.js';

/** The closed list of reasons why a bead is where it is. */
export type Reason =
  | 'ready'
  | 'claimed'
  | 'verifying'
  | 'closed'
  /** It is a container that has begun; what is in it is not done. */
  | 'container'
  /** Its children come before it. */
  | 'waiting-on-children'
  | 'waiting-on-step'
  | 'waiting-on-gate'
  /** What it waits for failed, or waits itself for something that did. */
  | 'upstream-failed'
  | 'upstream-cancelled'
  | 'deferred'
  | 'retry-backoff'
  | 'paused'
  | 'alone'
  | 'marked'
  /** It is ready, and as many are at work as may be. Only a town knows this, and what follows. */
  | 'capacity'
  /** Somebody works on it, and nothing comes of it. */
  | 'stuck'
  /** It is ready, and nobody is sent any more. */
  | 'broken';

/** One link: a bead, and what is so of it. The last one waits for no other. */
export interface Link {
  readonly id: string;
  readonly reason: Reason;
  /** One sentence for people, without a final stop. */
  readonly message: string;
}

export interface Why extends Link {
  /** What stands behind it, the next first, to where it begins. */
  readonly chain: readonly Link[];
}

/** Why a bead is where it is: a fold of the same facts as everything else. Cost grows with what it waits for, each once. */
export function why(view: View, node: Node): Why {
  const path = pathToCause(view, node);
  const links = path.map((each, at) => linkOf(view, each, path[at + 1], path));
  const [own, ...chain] = links;
  if (!own) throw new Error('a path begins with the node that it is of');
  return { ...own, chain };
}

/** A node on the way to a cause. Who waits for a barrier asks of what is behind it what it would ask itself. */
interface Stop {
  readonly node: Node;
  readonly runIf: Node['runIf'];
  readonly from: Stop | undefined;
}

/**
 * From a node through what it waits for to what waits for nothing else; to a failure where there is one, since nothing
 * helps before that is mended. A shortest one, by breadth.
 */
function pathToCause(view: View, start: Node): Node[] {
  const queue: Stop[] = [{ node: start, runIf: start.runIf, from: undefined }];
  const seen = new Set([keyOf(start, start.runIf)]);
  let cause: Stop | undefined;
  for (const stop of queue) {
    const { node } = stop;
    const blockers = hasBehind(node) ? blockersOf(view, node, stop.runIf) : [];
    if (blockers.length === 0) {
      if (node !== start && isDead(node)) {
        cause = stop;
        break;
      }
      cause ??= stop;
    }
    for (const next of blockers) {
      const runIf = next.kind === 'barrier' ? stop.runIf : next.runIf;
      const key = keyOf(next, runIf);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ node: next, runIf, from: stop });
    }
  }
  const path: Node[] = [];
  // What waits for itself by way of others has no cause.
  for (let at = cause ?? queue[0]; at; at = at.from) path.unshift(at.node);
  return path;
}

/** A barrier that failed says nothing by itself: what failed stands behind it. */
const hasBehind = (node: Node): boolean =>
  node.state === 'blocked' || node.state === 'running' || (node.kind === 'barrier' && isDead(node));

const keyOf = ({ n, kind }: Node, runIf: Node['runIf']): string =>
  kind === 'barrier' ? `${n} ${runIf}` : `${n}`;

/** It has ended, and in no way that lets others go on. */
const isDead = ({ state, outcome }: Node): boolean =>
  state === 'closed' && (outcome === 'fail' || outcome === 'cancelled');

/** What a node waits for, in the order of their numbers. */
function blockersOf(view: View, node: Node, runIf: Node['runIf']): Node[] {
  if (isConvoy(view, node)) return [...trackedBy(view, node.n).filter(isOpen), ...openChildren(view, node)];
  if (node.kind === 'container' && node.state === 'running') return openChildren(view, node);
  const found = new Map<number, Node>();
  for (const edge of view.edgesFrom(node.n)) {
    const target = isSatisfied(view, edge, runIf) ? undefined : view.node(edge.to);
    if (!target) continue;
    // Who joins what a step spawned waits for that, once the step itself is done.
    const isJoining = edge.type === 'waits-for' && target.state === 'closed' && !isDead(target);
    for (const each of isJoining ? openChildren(view, target) : [target]) found.set(each.n, each);
  }
  const parent = node.parent === null ? undefined : view.node(node.parent);
  if (parent && !hasBegun(parent)) found.set(parent.n, parent);
  if (found.size === 0 && node.openChildren > 0) return openChildren(view, node);
  return [...found.values()].sort((a, b) => a.n - b.n);
}

/** What in it has not closed: children, and what is left in those that somebody has closed before that. */
const openChildren = (view: View, node: Node): Node[] =>
  node.openChildren === 0
    ? []
    : view
        .children(node.n)
        .flatMap((child) => (child.state === 'closed' ? openChildren(view, child) : [child]));

function linkOf(view: View, node: Node, next: Node | undefined, path: readonly Node[]): Link {
  const id = view.idOf(node.n) ?? 'a barrier';
  const behind = next && (view.idOf(next.n) ?? 'several steps');
  const told = (reason: Reason, message: string): Link => ({ id, reason, message });
  switch (node.state) {
    case 'blocked': {
      if (!next) return told('waiting-on-step', 'it waits for what waits for it, or is not there yet');
      const last = path.at(-1);
      if (last && last !== node && isDead(last)) {
        const ended = `${view.idOf(last.n)} ${last.outcome === 'fail' ? 'failed' : 'was cancelled'}`;
        const reason = last.outcome === 'fail' ? 'upstream-failed' : 'upstream-cancelled';
        return told(reason, next === last ? ended : `it waits for ${behind}, and ${ended}`);
      }
      const isChild = openChildren(view, node).some(({ n }) => n === next.n);
      return told(isChild ? 'waiting-on-children' : 'waiting-on-step', `it waits for ${behind}`);
    }
    case 'running':
      return told('container', next ? `${behind} in it is open` : 'it has begun');
    default:
      return told(REASONS[node.state](node), messageOf(view, node));
  }
}

const HELD = { paused: 'paused', alone: 'alone', marked: 'marked' } as const;

const REASONS: Readonly<Record<Exclude<State, 'blocked' | 'running'>, (node: Node) => Reason>> = {
  gated: () => 'waiting-on-gate',
  ready: () => 'ready',
  held: ({ hold }) => HELD[hold ?? 'marked'],
  deferred: () => 'deferred',
  backoff: () => 'retry-backoff',
  claimed: () => 'claimed',
  verifying: () => 'verifying',
  closed: () => 'closed',
};

function messageOf(view: View, node: Node): string {
  const when = (at: number | null): string =>
    at === null ? 'somebody asks for it again' : new Date(at).toISOString();
  switch (node.state) {
    case 'gated': {
      const gates = view.gates(node.n).filter(({ state }) => state !== 'open');
      const told = gates.map(({ gate, finding, dueAt }) => {
        const awaited = gate.id === undefined ? gate.type : `${gate.type} ${gate.id}`;
        const until = dueAt === null ? '' : ` until ${when(dueAt)}`;
        return `${awaited}${until}${finding === null ? '' : ` (${finding})`}`;
      });
      return `it waits for its gate ${told.join(', ')}`;
    }
    case 'held':
      return HELD_BECAUSE[node.hold ?? 'marked'];
    case 'deferred':
      return `it is put off until ${when(node.wakeAt)}`;
    case 'backoff':
      return `attempt ${node.attempt} failed, and the next may begin at ${when(node.wakeAt)}`;
    case 'claimed':
      return `${node.worker} has it, attempt ${node.attempt}`;
    case 'verifying':
      return `attempt ${node.attempt} is done, and its check decides`;
    case 'closed':
      return `it has closed: ${node.outcome}${node.closeReason ? ` (${node.closeReason})` : ''}`;
    default:
      return 'it can be claimed';
  }
}

const HELD_BECAUSE = {
  paused: 'its molecule is paused',
  alone: 'it, or what runs in its molecule, runs alone',
  marked: 'somebody has marked it as blocked',
} as const;
