import { isConvoy } from '../convoy/convoy.js';
import { reckon } from '../convoy/landing.js';
import { askConditions, openAwaiting } from '../gate/ask.js';
import { isOpen, type Node } from '../ledger/bead.js';
import { makeInside, makeReadySteps } from '../molecule/lean.js';
import { squashIfAsked } from '../molecule/squash.js';
import { letsGo } from '../ready/blockers.js';
import { checkAlone } from './alone.js';
import { blockersOf, reconsider } from './blocked.js';
import { cancelMolecule } from './cancel.js';
import { isCleanUp } from './clean-up.js';
import { endContainer, letBegin } from './container.js';
import { proceed, release } from './release.js';
import { releaseClean } from './stall.js';
import type { Consequence, Turn } from './turn.js';
import { isWaiting } from './wait.js';

/** Do all that follows from what was done in a turn, until nothing does any more. The only place that knows every transition. */
export function settle(turn: Turn): void {
  for (;;) {
    for (let next = turn.nextConsequence(); next; next = turn.nextConsequence()) carryOut(turn, next);
    const changed = turn.flush();
    for (const molecule of changed) {
      // Whatever it was that began or ended.
      checkAlone(turn, molecule.n);
      if (molecule.activeSteps === 0) releaseClean(turn, molecule);
      else if (molecule.stalled) turn.changeMolecule(molecule.n, { stalled: false });
    }
    if (changed.length === 0) return;
  }
}

/** What came up may have been overtaken by what came up before it: each is done to the node as it now is. */
function carryOut(turn: Turn, consequence: Consequence): void {
  if (consequence.is === 'ended') tellOthers(turn, consequence.node);
  else if (consequence.is === 'cancelled') cancelMolecule(turn, consequence.molecule, consequence.reason);
  else {
    const node = turn.tx.node(consequence.n);
    if (node) carryOutFor(turn, node, consequence);
  }
}

function carryOutFor(
  turn: Turn,
  node: Node,
  consequence: Exclude<Consequence, { is: 'ended' | 'cancelled' }>,
): void {
  switch (consequence.is) {
    case 'free':
      // What holds what was cancelled ends with it, and does not begin before.
      if (node.kind === 'container' && isCancelled(turn, node)) return;
      if (isWaiting(node) && node.blockers === 0) release(turn, node, consequence);
      return;
    case 'opened':
      if (node.state === 'gated') proceed(turn, node);
      return;
    case 'begun':
      letBegin(turn, node);
      return;
    case 'emptied':
      if (node.openChildren === 0) emptied(turn, node);
      return;
    case 'tracked':
      reckon(turn, node);
      return;
    case 'over':
      squashIfAsked(turn, node.n);
      return;
    case 'spawned':
      recountJoins(turn, node);
      if (isFinished(turn, node)) leave(turn, node);
  }
}

/** A node has closed. */
function tellOthers(turn: Turn, ended: Node): void {
  const { tx } = turn;
  const isUntold = turn.untold.delete(ended.n);
  const now = tx.node(ended.n);
  // Somebody has opened it again before it was told.
  if (!isUntold && now && isOpen(now)) return;
  for (const edge of isUntold ? tx.edgesTo(ended.n) : []) {
    if (edge.type === 'tracks') turn.follow({ is: 'tracked', n: edge.from });
    if (edge.type !== 'blocks' && edge.type !== 'conditional-blocks' && edge.type !== 'waits-for') continue;
    const waiting = tx.node(edge.from);
    // Clean-up that was let go although it waits has none to count.
    if (!waiting || !isOpen(waiting) || waiting.blockers === 0) continue;
    if (edge.type === 'waits-for') recount(turn, waiting);
    else if (letsGo(ended, edge.type, waiting.runIf)) reconsider(turn, waiting, waiting.blockers - 1, ended);
  }
  if (ended.molecule !== null) {
    makeReadySteps(turn, ended);
    checkAlone(turn, ended.molecule);
    askConditions(turn, ended.molecule);
  }
  openAwaiting(turn, ended);
  if (ended.kind === 'container' && ended.openChildren > 0) endInside(turn, ended);
  if (isFinished(turn, ended)) leave(turn, ended);
}

/** A container has ended before what is in it: at its gate, or since its needs were skipped. Nothing in it is done. */
function endInside(turn: Turn, container: Node): void {
  makeInside(turn, container);
  const outcome = container.outcome === 'skipped' ? 'skipped' : 'cancelled';
  const reason = `${turn.idOf(container.n)} ended: ${container.outcome}`;
  for (const child of turn.tx.children(container.n))
    if (isOpen(child)) turn.end(child, outcome, { reason, byHand: container.byHand });
}

/** Whether its parent need not wait for it: it has closed, and so has all that it spawned. */
const isFinished = (turn: Turn, node: Node): boolean =>
  node.state === 'closed' && node.openChildren === 0 && turn.tx.spawning(node.n) === undefined;

/** A node has finished: one open child less for what it is in. */
function leave(turn: Turn, node: Node): void {
  if (node.parent === null || turn.left.has(node.n)) return;
  turn.left.add(node.n);
  const before = turn.tx.node(node.parent);
  if (!before) throw new Error(`node ${node.n} is in ${node.parent}, which is not there`);
  const parent = turn.move(before, { openChildren: before.openChildren - 1 });
  recountJoins(turn, parent);
  if (parent.openChildren === 0) turn.follow({ is: 'emptied', n: parent.n });
}

/** All children of a node have finished. */
function emptied(turn: Turn, node: Node): void {
  if (node.state === 'closed') {
    if (isFinished(turn, node)) leave(turn, node);
  } else if (isConvoy(turn.tx, node)) reckon(turn, node);
  else if (node.kind === 'container') {
    // What never began ends too when its molecule is cancelled, or somebody skips it.
    if (node.state === 'running' || node.byHand || isCancelled(turn, node)) endContainer(turn, node);
  } else if (node.blockers === 0) turn.follow({ is: 'free', n: node.n });
}

const isCancelled = (turn: Turn, node: Node): boolean =>
  node.molecule !== null && turn.molecule(node.molecule).cancelled !== null && !isCleanUp(turn.tx, node);

/** Who joins what a node spawns may go on. */
function recountJoins(turn: Turn, spawner: Node): void {
  for (const edge of turn.tx.edgesTo(spawner.n)) {
    const joining = edge.type === 'waits-for' ? turn.tx.node(edge.from) : undefined;
    if (joining && isOpen(joining) && joining.blockers > 0) recount(turn, joining);
  }
}

const recount = (turn: Turn, node: Node): void => reconsider(turn, node, blockersOf(turn, node));
