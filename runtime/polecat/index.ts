/** Where polecats work and what they are: sandboxes and how their work lands. */

export { LANDINGS, type Landed, type Landing, landed } from './landing.js';
export { branchOf } from './lane.js';
export { isAlive, killGroup, type ProcessIdentity, processOf } from './process.js';
export { type Released, releaseSandbox } from './release-sandbox.js';
export { ensureSandbox, type Sandbox, type SandboxOptions } from './sandbox.js';
