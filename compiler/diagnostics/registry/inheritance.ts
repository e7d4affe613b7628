import { define, quote } from '../define.js';

/** GT4xxx: extends. */
export const inheritance = {
  GT4001: define<{ path: readonly string[] }>({
    severity: 'error',
    name: 'circular-extends',
    message: ({ path }) => `the formula extends itself: ${path.join(' -> ')}`,
    help: ({ path }) =>
      path.length === 2
        ? `to extend a formula of the same name in another tier, name the tier: "builtin:${path[0]?.split(':').pop()}"`
        : undefined,
  }),
  GT4002: define<{ parent: string; parentType: string; type: string }>({
    severity: 'error',
    name: 'parent-of-other-type',
    message: ({ parent, parentType, type }) =>
      `a formula of type ${quote(type)} cannot extend ${quote(parent)}, which is of type ${quote(parentType)}`,
  }),
  GT4003: define<{ what: string; one: string; other: string }>({
    severity: 'error',
    name: 'parents-disagree',
    message: ({ what, one, other }) =>
      `${quote(one)} and ${quote(other)} both define ${what}, each in its own way`,
    help: ({ what }) => `define ${what} in this formula, or extend only one of them`,
  }),
};
