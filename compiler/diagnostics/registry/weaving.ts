import { alternatives, define, didYouMean, quote } from '../define.js';

/** GT5xxx: loops, expansion and weaving. */
export const weaving = {
  GT5001: define<{ name: string; type: string; wanted: string; key: string }>({
    severity: 'error',
    name: 'formula-of-wrong-type',
    message: ({ name, type, wanted, key }) =>
      `${quote(key)} needs a formula of type ${quote(wanted)}, and ${quote(name)} is of type ${quote(type)}`,
  }),
  GT5002: define<{ target: string; first: string }>({
    severity: 'error',
    name: 'replaced-twice',
    message: ({ target, first }) => `the step ${quote(target)} has already been replaced by ${first}`,
    help: () => 'a step can be replaced once; expand one of the steps that took its place, by its own id',
  }),
  GT5003: define<{ formula: string; parameter: string }>({
    severity: 'error',
    name: 'parameter-without-value',
    message: ({ formula, parameter }) =>
      `${quote(formula)} needs a value for its parameter ${quote(parameter)}`,
    help: ({ parameter }) =>
      `give one in "vars" (of a step: "expand_vars"), or declare a variable ${quote(parameter)}`,
  }),
  GT5004: define<{ formula: string; name: string; near: readonly string[]; known: readonly string[] }>({
    severity: 'error',
    name: 'unknown-parameter',
    message: ({ formula, name }) => `${quote(formula)} has no parameter ${quote(name)}`,
    help: ({ near, known }) =>
      didYouMean(near) ??
      (known.length > 0 ? `its parameters are ${alternatives(known, 20)}` : 'it has no parameters'),
  }),
  GT5005: define<{ formula: string; parameter: string; value: string; reason: string }>({
    severity: 'error',
    name: 'bad-argument',
    message: ({ formula, parameter, value, reason }) =>
      `the value ${quote(value)} for the parameter ${quote(parameter)} of ${quote(formula)} ${reason}`,
  }),
  GT5006: define<{ step: string; key: string; exits: readonly string[] }>({
    severity: 'error',
    name: 'no-single-exit',
    message: ({ step, key, exits }) =>
      `${quote(key)} of step ${quote(step)} has no one step to go to: what replaced the step ends in ${exits.length} steps`,
    help: ({ key, exits }) =>
      `write ${quote(key)} at the step it is meant for (the ends are ${alternatives(exits)})`,
  }),
  GT5007: define<{ limit: number; path: readonly string[] }>({
    severity: 'error',
    name: 'expansion-too-deep',
    message: ({ limit, path }) =>
      `expansions stand in expansions more than ${limit} deep (MAX_EXPANSION_DEPTH): ${path.slice(-4).join(' -> ')}`,
  }),
  GT5008: define<{ limit: number; factors: readonly string[] }>({
    severity: 'error',
    name: 'too-many-steps',
    message: ({ limit }) => `the formula would have more than ${limit} steps (MAX_STEPS)`,
    help: ({ factors }) => (factors.length > 0 ? `what multiplies: ${factors.join(' x ')}` : undefined),
  }),
  GT5009: define<{ id: string; insert: string }>({
    severity: 'error',
    name: 'shared-id',
    message: ({ id }) => `the id ${quote(id)} would stand for several steps`,
    help: ({ insert }) =>
      `what is inserted more than once needs an id of its own each time: put ${insert} into the id`,
  }),
  GT5010: define<{ where: string }>({
    severity: 'error',
    name: 'advice-without-target',
    message: ({ where }) =>
      `${where} says neither which steps it is for ("target") nor has the formula "pointcuts"`,
  }),
  GT5011: define<{ loop: string; what: string }>({
    severity: 'error',
    name: 'bad-loop-count',
    message: ({ loop, what }) => `the loop ${quote(loop)} ${what}`,
  }),
  GT5012: define<{ step: string; key: string; limit: number }>({
    severity: 'error',
    name: 'text-too-long',
    message: ({ step, key, limit }) =>
      `${quote(key)} of step ${quote(step)} has more than ${limit} characters once its placeholders are filled (MAX_TEXT_LENGTH)`,
  }),
  GT5013: define<{ preset: string; leg: string; near: readonly string[] }>({
    severity: 'error',
    name: 'unknown-leg',
    message: ({ preset, leg }) =>
      `the preset ${quote(preset)} names the leg ${quote(leg)}, which does not exist`,
    help: ({ near }) => didYouMean(near),
  }),
  GT5014: define<{ key: string; pattern: string }>({
    severity: 'error',
    name: 'nothing-selected',
    message: ({ key, pattern }) => `${quote(key)} is ${quote(pattern)}, which matches no step`,
  }),
  GT5015: define<{ step: string; key: string; exit: string }>({
    severity: 'error',
    name: 'field-twice',
    message: ({ step, key, exit }) =>
      `${quote(key)} of the replaced step ${quote(step)} would go to ${quote(exit)}, which has its own`,
    help: ({ key }) => `there can be one ${quote(key)} only; drop one of the two`,
  }),
  GT5016: define<{ step: string; limit: number }>({
    severity: 'error',
    name: 'too-much-advice',
    message: ({ step, limit }) =>
      `more than ${limit} pieces of advice are put around ${quote(step)} (MAX_ADVICE_DEPTH)`,
  }),
};
