import { define, quote } from '../define.js';

/** GT6xxx: the graph of steps. */
export const graph = {
  GT6001: define<{ id: string }>({
    severity: 'error',
    name: 'duplicate-id',
    message: ({ id }) => `two steps have the id ${quote(id)}`,
    help: () => 'ids are unique in the whole formula, children included; rename one of them',
  }),
  GT6002: define<{ path: readonly string[] }>({
    severity: 'error',
    name: 'cycle',
    message: ({ path }) => `these steps wait for each other: ${path.join(' -> ')}`,
    help: () => 'no step of a cycle can ever start; drop one of the needs',
  }),
  GT6003: define<{ step: string; container: string }>({
    severity: 'error',
    name: 'needs-own-container',
    message: ({ step, container }) => `step ${quote(step)} needs ${quote(container)}, which it is a part of`,
    help: ({ container }) =>
      `${quote(container)} ends only after all steps in it; what it needs itself, its steps wait for anyway`,
  }),
  GT6004: define<{ step: string }>({
    severity: 'error',
    name: 'no-spawner',
    message: ({ step }) => `"waits_for" of step ${quote(step)} does not say whose children it waits for`,
    help: () => 'write children-of(ID), or give the step exactly one entry in "needs"',
  }),
};
