import { list, plain, ref, type Schema, table } from './keyword.js';

/** A step, or a list of steps: `before = {…}` and `[[advice.before]]` mean the same. */
const inserted = (description: string): Schema => ({
  description,
  type: ['object', 'array'],
  // if/else and not oneOf: a mistake in one step gives its own finding only.
  if: { type: 'array' },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { items: ref('step'), minItems: 1 },
  else: ref('step'),
});

const glob = 'a glob: * any run of characters, ? one, [abc] one of these';

export const definitions = {
  advice: table('Advice', 'Steps that are put around others.', {
    target: plain(`Which steps, ${glob}.`),
    before: inserted('Goes before the target; takes over its needs.'),
    after: inserted('Goes after the target; who waits for the target waits for it too.'),
    around: table('Around', 'Both at once.', {
      before: inserted('Goes before the target.'),
      after: inserted('Goes after the target.'),
    }),
  }),
  pointcut: {
    ...table(
      'Pointcut',
      'Which steps an aspect may touch; the keys of one are joined by and, several by or.',
      {
        glob: plain(`Steps by id, ${glob}.`),
        type: plain('Steps of this type.'),
        label: plain('Steps with this label.'),
      },
    ),
    minProperties: 1,
  },
  compose: table('Compose', 'What else is woven into the steps.', {
    aspects: list('Aspects to weave in, the first outermost.', { type: 'string' }),
    expand: list(
      'Steps to replace by expansions.',
      table(
        'ExpandRule',
        'One step, one expansion.',
        {
          target: plain('The id of the step.'),
          with: plain('The name of the expansion.'),
          vars: ref('arguments'),
        },
        ['target', 'with'],
      ),
    ),
    map: list(
      'Expansions for all steps that match.',
      table(
        'MapRule',
        'Every step that matches, one expansion.',
        {
          select: plain(`Which steps, ${glob}.`),
          with: plain('The name of the expansion.'),
          vars: ref('arguments'),
        },
        ['select', 'with'],
      ),
    ),
    branch: list(
      'Steps that run side by side between two others.',
      table(
        'BranchRule',
        'A fork and its join.',
        {
          from: plain('The step before.'),
          steps: list('The steps side by side.', { type: 'string' }, { minItems: 1 }),
          join: plain('The step after.'),
        },
        ['from', 'steps', 'join'],
      ),
    ),
    gate: list(
      'Conditions that must come true before a step.',
      table(
        'GateRule',
        'One condition before one step.',
        {
          before: plain('The step that waits.'),
          condition: plain('An expression over the running molecule.'),
        },
        ['before', 'condition'],
      ),
    ),
    hooks: list(
      'Formulas that are attached by themselves when the molecule is poured for a bead that matches.',
      table(
        'Hook',
        'One formula, for the beads that match.',
        {
          trigger: plain('Which beads: label:security, type:bug, priority:0-1.'),
          attach: plain('The formula that is attached.'),
          at: plain('Where: a bond point or, after it, a step. Without it beside all others.'),
          vars: ref('arguments'),
        },
        ['trigger', 'attach'],
      ),
    ),
    bond_points: list(
      'Places where further formulas can be attached to the running molecule.',
      table(
        'BondPoint',
        'One such place.',
        {
          id: plain('Its name.'),
          description: plain('What is meant to be attached.'),
          after_step: plain('It lies after this step.'),
          before_step: plain('It lies before this step.'),
          parallel: { type: 'boolean', description: 'What is attached runs side by side.' },
        },
        ['id'],
      ),
    ),
  }),
};
