import { listAgents } from '../../runtime/polecat/agents.js';
import { listRigs } from '../../runtime/town/rig.js';
import { findTown } from '../../runtime/town/town.js';
import type { Environment } from '../environment.js';
import type { Candidate } from './place.js';

/** The rigs of the town, and where each comes from. */
export const rigs = ({ surroundings }: Environment): Candidate[] =>
  listRigs(findTown(surroundings)).map(({ name, url }) => ({ word: name, about: url }));

/** The agents of the town. */
export const agents = ({ surroundings }: Environment): Candidate[] =>
  listAgents(findTown(surroundings)).map(({ name, command }) => ({ word: name, about: command }));
