import validate from './generated/validator-with-patches.js';

/** Whether a document with patches has the right shape. Most formulas have none, and do not load this validator. */
export const isRightWithPatches = (root: unknown): boolean => validate(root);
