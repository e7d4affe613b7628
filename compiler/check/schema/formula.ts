import { definitions as compose } from './compose.js';
import { flag, list, named, oneOf, plain, ref, type Schema, table, text } from './keyword.js';
import { definitions as step } from './step.js';
import { definitions as variable } from './variable.js';

export const FORMULA_TYPES = ['workflow', 'expansion', 'aspect', 'convoy'] as const;

/**
 * The shape of a formula. From here come `schemas/formula.schema.json`, the compiled validator and
 * the types in `generated/` (`npm run generate`), so that they cannot disagree.
 */
export const formulaSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...table(
    'Formula',
    'A workflow formula.',
    {
      $schema: plain('Where an editor finds this schema; the compiler has no use for it.'),
      formula: plain("The name; the same as the file's."),
      description: text('What it is for.'),
      version: { type: 'integer', minimum: 0, description: "The author's own count of versions." },
      type: oneOf('What kind of formula it is; without it, what its content says.', FORMULA_TYPES),
      extends: {
        type: ['string', 'array'],
        description: 'Formulas it inherits from, in this order.',
        items: { type: 'string' },
        minItems: 1,
      },
      requires: plain('Which versions of the compiler can read it: ">=0.1 <2".'),
      strict: flag('A value that is given for a variable the formula does not declare is an error.'),
      phase: oneOf('Where it is meant to run: liquid as a molecule, vapor as a wisp.', ['liquid', 'vapor']),
      pour: flag('Whether its steps become rows of their own even in a wisp.'),
      agent: text('The agent for steps that name none.'),
      review_only: flag('The workers read and write nothing but their findings.'),
      vars: named('The variables.', ref('variable')),
      inputs: named('The variables of a convoy.', ref('input')),
      steps: list('The steps of a workflow.', ref('step')),
      patch: {
        type: 'object',
        description: 'Changes to single fields of inherited steps, by id.',
        additionalProperties: ref('patch'),
      },
      template: list('The steps of an expansion; {target} stands for the step they replace.', ref('step'), {
        minItems: 1,
      }),
      legs: list('The parts of a convoy.', ref('leg'), { minItems: 1 }),
      aspects: list('Parts that run side by side with nothing to bring them together.', ref('leg'), {
        minItems: 1,
      }),
      synthesis: ref('synthesis'),
      prompts: ref('prompts'),
      output: ref('output'),
      presets: {
        type: 'object',
        description: 'Named subsets of the legs.',
        additionalProperties: ref('preset'),
      },
      compose: ref('compose'),
      advice: list('Steps that are put around others.', ref('advice'), { minItems: 1 }),
      pointcuts: list('Which steps the advice may touch.', ref('pointcut'), { minItems: 1 }),
      squash: ref('squash'),
    },
    ['formula'],
  ),
  definitions: { ...step, ...variable, ...compose },
};
