/** What can be done to beads, each inside `engine.change(actor, (turn) => …)`; what follows is done when that ends. */

export { closeByHand, defer, forceClose, mark, skip, wake } from './by-hand.js';
export { cancelMolecule } from './cancel.js';
export { type ClaimOptions, claim, claimNext, heartbeat, LEASE, release } from './claim.js';
export { MAX_ITEMS, type Report, report, verified } from './close.js';
export { addChild, create, type Draft } from './create.js';
export { addEdge, removeEdge } from './edges.js';
export { Engine, type Outside } from './engine.js';
export { type FailureKind, failAttempt } from './failure.js';
export { pause, resume } from './pause.js';
export { reopen } from './reopen.js';
export { settle } from './settle.js';
export { passTime } from './time.js';
export type { Turn } from './turn.js';
export { isBlocking, waitAnew } from './wait.js';
