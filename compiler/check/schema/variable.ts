import { flag, list, named, oneOf, plain, type Schema, table } from './keyword.js';

const scalar = ['string', 'number', 'boolean'];

const definition = {
  description: plain('What the variable is for; shown when a value is asked for.'),
  default: { type: scalar, description: 'The value when none is given. An empty string is a value.' },
  required: flag('A value must be given before anything is poured. With a default, the default serves.'),
  enum: list('The only values allowed.', { type: scalar }, { minItems: 1 }),
  pattern: plain('A regular expression (RE2 syntax) that a value must match; unanchored.'),
  type: oneOf('What a value must be. Without it: the type of the default, else string.', [
    'string',
    'int',
    'number',
    'bool',
  ]),
};

const shorthand = (
  title: string,
  description: string,
  properties: Readonly<Record<string, Schema>>,
): Schema => ({
  title,
  // One schema for `x = "default"` and `[vars.x]`: `properties` only binds tables, so that a mistake
  // in either form gives one finding and not one for each form.
  type: ['object', ...scalar],
  description,
  additionalProperties: false,
  properties,
});

export const definitions = {
  variable: shorthand('Variable', 'A variable: a table, or just its default.', definition),
  input: shorthand('Input', 'An input of a convoy: a variable.', {
    ...definition,
    required_unless: list(
      'Required unless one of these inputs has a value.',
      { type: 'string' },
      { minItems: 1 },
    ),
  }),
  arguments: {
    ...named('Values for the parameters of the formula that is woven in.', { type: scalar, templated: true }),
    title: 'Arguments',
  },
  preset: table(
    'Preset',
    'A named subset of the legs.',
    {
      description: plain('What the preset is for.'),
      legs: list('Ids of the legs that take part.', { type: 'string' }, { minItems: 1 }),
    },
    ['legs'],
  ),
  prompts: {
    ...named('Prompts for the workers of a convoy, by name; `base` goes before every leg.', {
      type: 'string',
    }),
    title: 'Prompts',
  },
  output: table('ConvoyOutput', 'Where the legs and the synthesis of a convoy write.', {
    directory: plain('The folder, a template such as `.reviews/{{.review_id}}`.'),
    leg_pattern: plain("A leg's file in it, such as `{{.leg.id}}.md`."),
    synthesis: plain("The synthesis's file in it."),
  }),
  squash: table('Squash', 'What becomes of the molecule when it ends.', {
    trigger: oneOf('When it is squashed into a digest.', ['on_complete', 'manual']),
    template_type: oneOf('The kind of digest.', ['work', 'operational']),
    include_metrics: flag('Whether the digest carries times and attempts.'),
  }),
};
