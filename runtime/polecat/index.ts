/** Polecats: agents as data, the sandboxes they work in, how they are run, and how their work lands. */

export { LANDINGS, type Landing } from '../ledger/lane.js';
export { type Agent, findAgent, type Invocation, invocationOf, isOnPath, listAgents } from './agents.js';
export type { Driver, Ended, Session, StartOptions } from './driver.js';
export { agentEnvironment, commonVariables, type Variables } from './environment.js';
export { headless } from './headless.js';
export { type Landed, landed } from './landing.js';
export { branchOf } from './lane.js';
export { isAlive, killGroup, type ProcessIdentity, processOf } from './process.js';
export { type Released, releaseSandbox } from './release-sandbox.js';
export { ensureSandbox, type Sandbox, type SandboxOptions } from './sandbox.js';
export { tmuxDriver } from './tmux.js';
export { tmuxSocket } from './tmux-client.js';
export { typeTo } from './tmux-panes.js';
export { endStrays } from './tmux-strays.js';
export { tailOf } from './transcript.js';
