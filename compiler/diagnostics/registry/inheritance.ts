import { alternatives, define, didYouMean, quote, USE_OF_TYPE } from '../define.js';

/** GT4xxx: extends. */
export const inheritance = {
  GT4001: define<{ path: readonly string[] }>({
    severity: 'error',
    name: 'circular-extends',
    message: ({ path }) => `the formula extends itself: ${path.join(' -> ')}`,
    help: ({ path }) =>
      path.length === 2
        ? `to extend a formula of the same name in another tier, name the tier: "builtin:${path[0]?.split(':').pop()}"`
        : 'drop one of these from "extends"',
  }),
  GT4002: define<{ parent: string; parentType: string; type: string }>({
    severity: 'error',
    name: 'parent-of-other-type',
    message: ({ parent, parentType, type }) =>
      `a formula of type ${quote(type)} cannot extend ${quote(parent)}, which is of type ${quote(parentType)}`,
    help: ({ parentType }) =>
      parentType === 'expansion' || parentType === 'aspect'
        ? USE_OF_TYPE[parentType]
        : 'formulas inherit only from formulas of their own type',
  }),
  GT4003: define<{ what: string; one: string; other: string }>({
    severity: 'error',
    name: 'parents-disagree',
    message: ({ what, one, other }) =>
      `${quote(one)} and ${quote(other)} both define ${what}, each in its own way`,
    help: ({ what }) => `define ${what} in this formula, or extend only one of them`,
  }),
  GT4004: define<{ id: string; near: readonly string[] }>({
    severity: 'error',
    name: 'unknown-patched-step',
    message: ({ id }) => `a patch is for ${quote(id)}, but no step is written with that id`,
    help: ({ near }) =>
      didYouMean(near) ??
      'patches are for steps of this formula and of those that it extends, by the ids they have there',
  }),
  GT4005: define<{ step: string; name: string; near: readonly string[]; has: ReadonlySet<string> }>({
    severity: 'error',
    name: 'need-not-there',
    message: ({ step, name }) =>
      `${quote(name)} is to be taken from the needs of ${quote(step)}, which do not have it`,
    help: ({ near, has }) =>
      didYouMean(near) ?? (has.size > 0 ? `its needs are ${alternatives([...has], 20)}` : 'it needs nothing'),
  }),
};
