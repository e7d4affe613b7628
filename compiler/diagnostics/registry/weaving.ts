import { alternatives, define, didYouMean, quote, USE_OF_TYPE } from '../define.js';

/** GT5xxx: loops, expansion and weaving. */
export const weaving = {
  GT5001: define<{ name: string; type: string; wanted: string; key: string }>({
    severity: 'error',
    name: 'formula-of-wrong-type',
    message: ({ name, type, wanted, key }) =>
      `${quote(key)} needs a formula of type ${quote(wanted)}, and ${quote(name)} is of type ${quote(type)}`,
    help: ({ type }) => USE_OF_TYPE[type],
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
    help: ({ key, exits }) => `write ${quote(key)} at the step it is meant for, ${alternatives(exits)}`,
  }),
  GT5007: define<{ limit: number; path: readonly string[] }>({
    severity: 'error',
    name: 'expansion-too-deep',
    message: ({ limit, path }) =>
      `expansions stand in expansions more than ${limit} deep (MAX_EXPANSION_DEPTH): ${path.slice(-4).join(' -> ')}`,
    help: ({ path }) =>
      new Set(path).size < path.length
        ? 'an expansion that contains itself never ends'
        : 'put the steps of some of these into one expansion',
  }),
  GT5008: define<{ limit: number; factors: readonly string[] }>({
    severity: 'error',
    name: 'too-many-steps',
    message: ({ limit }) => `the formula would have more than ${limit} steps (MAX_STEPS)`,
    help: ({ factors }) => (factors.length > 0 ? `what multiplies: ${factors.join(' x ')}` : undefined),
  }),
  GT5009: define<{ id: string; insert: string; isPrefix?: boolean }>({
    severity: 'error',
    name: 'shared-id',
    message: ({ id }) => `the id ${quote(id)} would stand for several steps`,
    help: ({ insert, isPrefix }) =>
      `what is inserted more than once needs an id of its own each time: ${isPrefix ? `begin the id with ${insert}` : `put ${insert} into the id`}`,
  }),
  GT5010: define<{ where: string }>({
    severity: 'error',
    name: 'advice-without-target',
    message: ({ where }) =>
      `${where} does not say which steps it is for: it has no "target", and the formula no "pointcuts"`,
    help: () => 'a target of "*" means every step',
  }),
  GT5011: define<{ loop: string; what: string }>({
    severity: 'error',
    name: 'bad-loop-count',
    message: ({ loop, what }) => `the loop ${quote(loop)} ${what}`,
    help: () => 'a loop is carried out at least once; to leave it out, give its step a "condition"',
  }),
  GT5012: define<{ step: string; key: string; limit: number }>({
    severity: 'error',
    name: 'text-too-long',
    message: ({ step, key, limit }) =>
      `${quote(key)} of step ${quote(step)} has more than ${limit} characters once its placeholders are filled (MAX_TEXT_LENGTH)`,
    help: () => 'name what is meant instead of quoting its text',
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
    help: () => 'a glob matches whole ids: * is any run of characters, ? one, [abc] one of these',
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
    help: () => 'one rule can insert several steps: "before" and "after" take lists',
  }),
  GT5017: define<{ preset: string; formula: string; near: readonly string[]; known: readonly string[] }>({
    severity: 'error',
    name: 'unknown-preset',
    message: ({ preset, formula }) => `${quote(formula)} has no preset ${quote(preset)}`,
    help: ({ near, known }) =>
      didYouMean(near) ??
      (known.length > 0
        ? `its presets are ${alternatives(known, 20)}`
        : 'it has none at all; cook it without "--preset"'),
  }),
  GT5018: define<{ preset: string }>({
    severity: 'error',
    name: 'empty-preset',
    message: ({ preset }) =>
      `the preset ${quote(preset)} leaves no leg: the conditions of all its legs are false`,
    help: () =>
      'name a leg without a condition, or give variables defaults with which one of the legs is there',
  }),
  GT5019: define<{ prompt: string; near: readonly string[]; hasSynthesis: boolean }>({
    severity: 'error',
    name: 'prompt-for-nobody',
    message: ({ prompt }) => `the prompt ${quote(prompt)} is for nobody: no leg has that id`,
    help: ({ near, hasSynthesis }) =>
      didYouMean(near) ??
      `"base" is for all legs, the id of a leg for that leg${hasSynthesis ? ', "synthesis" for the synthesis' : ''}`,
  }),
  GT5020: define<{ what: string; reason: string }>({
    severity: 'error',
    name: 'no-plain-form',
    message: ({ what, reason }) => `${what} cannot be written without composition: ${reason}`,
    help: () =>
      '"gt expand --phase inherit" writes the formula with its parents merged in and its composition kept',
  }),
  GT5021: define<{ what: string }>({
    severity: 'warning',
    name: 'left-out-of-plain-form',
    message: ({ what }) => `${what} has no place in a plain workflow, and is left out`,
    help: () => 'only a convoy of which nothing is woven or ordered stays one',
  }),
  GT5030: define<{ limit: number }>({
    severity: 'error',
    name: 'too-much-text',
    message: ({ limit }) => `the texts of the formula come to more than ${limit} characters (MAX_TOTAL_TEXT)`,
    help: () =>
      'a long text stands in a loop or template that is repeated often; keep it in a file that the worker reads',
  }),
};
