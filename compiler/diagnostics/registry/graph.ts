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
  GT6005: define<{ by: 'gate' | 'until'; step: string; asked: string }>({
    severity: 'error',
    name: 'waits-for-its-own-end',
    message: ({ by, step, asked }) =>
      by === 'gate'
        ? `the gate of step ${quote(step)} can never open: it asks how ${quote(asked)} ends, which waits for ${quote(step)}`
        : `the loop ${quote(step)} can never end: "until" asks how ${quote(asked)} ends, which waits for ${quote(step)}`,
    help: ({ by, step }) =>
      by === 'gate'
        ? `ask a step that does not wait for ${quote(step)}, or move the gate to a step that comes later`
        : `ask a step of the loop's body, or one that does not wait for ${quote(step)}`,
  }),
};
