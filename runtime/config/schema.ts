import { list, oneOf, type Schema, table } from '../../compiler/check/schema/keyword.js';
import { lint } from '../../compiler/diagnostics/registry/lint.js';
import { LEVELS } from '../../compiler/rules/rule.js';

/**
 * What `.beads/gt.toml` may say. From here come `schemas/config.schema.json`, the compiled validator and the types in
 * `generated/` (`npm run generate`), so that they cannot disagree.
 */
export const configSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...table('Config', 'What a project says of its formulas, in .beads/gt.toml.', {
    lint: table(
      'Lint',
      'What findings of each rule of "gt lint" are.',
      Object.fromEntries(
        Object.entries(lint).map(([code, { name }]) => [name, oneOf(`Findings of ${code}.`, LEVELS)]),
      ),
    ),
    types: table('Types', 'Words that formulas of the project may use besides those of the language.', {
      step_types: list('Further types of steps.', {
        type: 'string',
        pattern: '^[a-z][a-z0-9_-]*$',
        description: 'A word of small letters.',
      }),
    }),
  }),
};
