import type { Check } from '../finding.js';
import { counts } from './counts.js';
import { leases } from './leases.js';
import { protomolecules } from './protomolecules.js';
import { states } from './states.js';

/** What is asked of an open ledger, in the order in which it is told. */
export const CHECKS: readonly Check[] = [counts, states, leases, protomolecules];
