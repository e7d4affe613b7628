import { flag, list, named, oneOf, plain, type Schema, table } from './keyword.js';

const scalar = ['string', 'number', 'boolean'];

/** What a molecule knows once it is slung: the bead that it is for, and where it runs. */
export const BOUND_FROM = [
  'bead.id',
  'bead.title',
  'bead.description',
  'bead.type',
  'bead.priority',
  'bead.assignee',
  'rig.name',
  'rig.path',
  'rig.branch',
  'molecule.id',
] as const;

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
  from: oneOf('Where the value comes from when the molecule is slung and none is given.', BOUND_FROM),
  secret: flag(
    'The value is the name of an environment variable; what that holds reaches commands only, as their environment.',
  ),
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
    title: 'Prompts',
    type: 'object',
    description:
      'What the workers of a convoy are given, as templates: `base` for all legs, others for the leg of that id, or for `synthesis`.',
    additionalProperties: { type: 'string' },
  },
  output: table('ConvoyOutput', 'Where the legs and the synthesis of a convoy write.', {
    directory: plain('The folder, a template: `.reviews/{{.review_id}}`.'),
    leg_pattern: plain("A leg's file in it, a template: `{{.leg.id}}.md`."),
    synthesis: plain("The synthesis's file in it, a template."),
  }),
  squash: table('Squash', 'What becomes of the molecule when it ends.', {
    trigger: oneOf('When it is squashed into a digest.', ['on_complete', 'manual']),
    template_type: oneOf('The kind of digest.', ['work', 'operational']),
    include_metrics: flag('Whether the digest carries times and attempts.'),
  }),
};
