import type { ProtoStep } from '../../compiler/emit/protomolecule.js';

/**
 * What a step's formula says of its life that few steps have. It stands with the step so that no transition has
 * to read a protomolecule, which may be megabytes. Conditions are those of the protomolecule, with its ids.
 */
export type Policy = Pick<
  ProtoStep,
  | 'retry'
  | 'check'
  | 'timeout'
  /** As declared: `onFail` of a node that has failed for good is what its exhausted budget says. */
  | 'on_fail'
  | 'output'
  | 'on_complete'
  | 'loop'
  | 'inputs_from'
  | 'parallel'
  | 'interactive'
  | 'review_only'
  | 'agent'
>;

/** The keys of a policy. */
export const POLICY_KEYS = [
  'retry',
  'check',
  'timeout',
  'on_fail',
  'output',
  'on_complete',
  'loop',
  'inputs_from',
  'parallel',
  'interactive',
  'review_only',
  'agent',
] as const satisfies readonly (keyof Policy)[];
