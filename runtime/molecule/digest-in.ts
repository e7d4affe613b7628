import type { Bead } from '../ledger/bead.js';
import type { Digest } from '../ledger/molecule.js';

/** The digest that a bead is; undefined for any other bead. */
export const digestIn = ({ type, metadata }: Pick<Bead, 'type' | 'metadata'>): Digest | undefined =>
  type === 'digest' && metadata !== null ? (metadata as unknown as Digest) : undefined;
