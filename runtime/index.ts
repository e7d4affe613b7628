/** The runtime as a library. So far: the formulas on disk that everything starts from. */
export { DiskHost, formulaFile } from './formulas/disk-host.js';
export { type Folder, findTiers, type Surroundings } from './formulas/tiers.js';
