/** A town: its folders and settings, its rigs, and who works in them. */
export { addCrew, type Crew } from './crew.js';
export { type Identity, parseIdentity, printIdentity } from './identity.js';
export { type Installed, type InstallOptions, install } from './install.js';
export { withLock } from './lock.js';
export type { RigEntry } from './registries.js';
export { type AddRigOptions, addRig, findRig, listRigs, type Rig } from './rig.js';
export { findTown, TOWN_PATHS, type Town, type TownConfig, townConfig } from './town.js';
