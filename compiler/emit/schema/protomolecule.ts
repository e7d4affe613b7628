import { flag, list, oneOf, plain, ref, type Schema, table } from '../../check/schema/keyword.js';
import { definitions as step } from './step.js';

const scalar = { type: ['string', 'number', 'boolean'] };
const ids = (description: string): Schema => list(description, { type: 'string' });
const values = (description: string): Schema => ({
  type: 'object',
  description,
  additionalProperties: scalar,
});
const byName = (description: string, items: Schema): Schema => ({
  type: 'object',
  description,
  additionalProperties: items,
});

const variable = table(
  'VariableDeclaration',
  'A variable of the formula.',
  {
    type: oneOf('What a value must be.', ['string', 'int', 'number', 'bool']),
    description: plain('What it is for.'),
    default: { ...scalar, description: 'The value when none is given.' },
    required: { type: 'boolean', enum: [true], description: 'A value must be given.' },
    required_unless: ids('Required unless one of these has a value.'),
    enum: list('The only values allowed.', scalar),
    pattern: plain('RE2, unanchored.'),
    from: plain('What fills it in when the molecule is slung and no value was given.'),
    secret: {
      type: 'boolean',
      enum: [true],
      description: 'Its value is the name of an environment variable; what that holds is for commands only.',
    },
  },
  ['type'],
);

const region = table(
  'ProtoRegion',
  'What has become of a step that was replaced.',
  {
    id: plain('The id of the step.'),
    kind: oneOf('What replaced it.', ['loop', 'expansion']),
    title: plain('Of the step.'),
    description: plain('Of the step.'),
    entries: ids('The steps in its place that wait for no other of them.'),
    exits: ids('Those that no other of them waits for.'),
    steps: ids('Of a region that conditions ask about: the steps in it that are in no container in it.'),
    name: plain('What conditions call it, where a step has its id.'),
  },
  ['id', 'kind', 'entries', 'exits'],
);

const bondPoint = table(
  'BondPoint',
  'A place where further formulas can be attached.',
  {
    id: plain('Its name.'),
    description: plain('What is meant to be attached.'),
    after: ids('Steps that come before it.'),
    before: ids('Steps that come after it.'),
    parallel: flag('What is attached runs side by side.'),
  },
  ['id'],
);

const trigger: Schema = {
  title: 'ProtoTrigger',
  description: 'Which beads: by label, by type or by priority.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
  properties: {
    label: plain('With this label.'),
    type: plain('Of this type.'),
    priority: table(
      'ProtoPriorities',
      'Of these priorities, both ends included.',
      { from: { type: 'integer', minimum: 0 }, to: { type: 'integer', maximum: 4 } },
      ['from', 'to'],
    ),
  },
};

const hook = table(
  'ProtoHook',
  'A formula that is attached when the molecule is poured for a bead that matches.',
  {
    trigger,
    attach: plain('One of `bonds`.'),
    at: plain('A bond point.'),
    after: ids('Steps that come before it.'),
    vars: values('Values for its variables.'),
  },
  ['trigger', 'attach'],
);

const bond = table(
  'ProtoBond',
  'A formula that is attached while the molecule runs.',
  {
    source: plain('`tier:name`.'),
    fingerprint: plain(
      'Of the formula cooked by itself; absent where it attaches again what it is attached by, directly or not.',
    ),
  },
  ['source'],
);

/**
 * The shape of a protomolecule, from which `schemas/protomolecule.schema.json` is made (`npm run generate`).
 * The types are made from it too.
 */
export const protomoleculeSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...table(
    'Protomolecule',
    'What gt cook makes of a formula: a checked graph of steps, frozen for its shape.',
    {
      format: { type: 'integer', enum: [1], description: 'The version of this layout.' },
      name: plain('Of the formula.'),
      type: oneOf('Of the formula.', ['workflow', 'expansion', 'aspect', 'convoy']),
      description: plain('What it is for.'),
      version: { type: 'integer', minimum: 0, description: "The author's own count of versions." },
      fingerprint: plain('Over all of this but name, origins and sources.', {
        pattern: '^sha256:[0-9a-f]{64}$',
      }),
      shape: values('What decided which steps there are; they hold for these values only.'),
      values: values('Values that were given when it was cooked.'),
      vars: byName('The variables.', ref('variable')),
      phase: oneOf('Where it is meant to run.', ['liquid', 'vapor']),
      pour: flag('Whether its steps become rows of their own even in a wisp.'),
      review_only: flag('The workers write nothing but their findings.'),
      squash: { type: 'object', description: 'What becomes of the molecule when it ends.' },
      prompts: byName('Templates by name; `brief` of a step says which are for it.', { type: 'string' }),
      output: table('ProtoOutput', "Templates: the folder of a convoy's output, and the files in it.", {
        directory: plain('The folder.'),
        leg_pattern: plain('The file of a leg.'),
        synthesis: plain('The file of the synthesis.'),
      }),
      presets: { type: 'object', description: 'Named subsets of the legs.' },
      advice: list('Of an aspect, which has no steps of its own.', { type: 'object' }),
      pointcuts: list('Of an aspect.', { type: 'object' }),
      steps: list(
        'In topological order; of those that are free at once, as the author wrote them.',
        ref('step'),
      ),
      barriers: list(
        'Stand between many steps and many others; their ids may stand in `needs`. No work belongs to them.',
        table('ProtoBarrier', 'One of them.', { id: plain('Its id.'), needs: ids('What it waits for.') }, [
          'id',
          'needs',
        ]),
      ),
      regions: list('What has become of steps that were replaced.', region),
      bond_points: list('Places where further formulas can be attached.', bondPoint),
      hooks: list('Formulas that are attached by themselves.', hook),
      bonds: byName('The formulas that `on_complete` and hooks attach, by the names used there.', bond),
      waves: list('Ids of steps by how soon they can start.', ids('One wave.')),
      critical_path: ids('A longest chain of steps.'),
      sources: list(
        'Every file that took part.',
        table(
          'ProtoSource',
          'One of them.',
          { id: plain('`tier:name`.'), sha256: plain('Of its text.', { pattern: '^[0-9a-f]{64}$' }) },
          ['id', 'sha256'],
        ),
      ),
    },
    [
      'format',
      'name',
      'type',
      'fingerprint',
      'shape',
      'vars',
      'steps',
      'barriers',
      'regions',
      'bond_points',
      'waves',
      'critical_path',
      'sources',
    ],
  ),
  definitions: { ...step, variable, values: values('Values by name of variable.') },
};
