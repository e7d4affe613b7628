import { STEP_TYPES } from '../step-types.js';
import { flag, IDENTIFIER, list, named, oneOf, plain, ref, type Schema, table, text } from './keyword.js';

const duration = (what: string): Schema => text(`${what}: a duration such as "90s", "30m", "1h30m", "2d".`);
const attempts: Schema = { type: 'integer', minimum: 1, maximum: 1000, description: 'Attempts at the most.' };

const gate = table(
  'Gate',
  'Something the step waits for besides other steps.',
  {
    type: oneOf('What opens the gate.', [
      'human',
      'timer',
      'gh:run',
      'gh:pr',
      'mail',
      'bead',
      'condition',
      'conditional',
    ]),
    id: text('What is awaited: a workflow run, a pull request, a bead.'),
    await_id: text('The same as `id`.'),
    timeout: duration('How long to wait, from the moment the other blockers have closed'),
    on_timeout: oneOf('What a timeout does.', ['fail', 'skip', 'open', 'escalate']),
    approvers: list('Who may open a human gate.', text('An address.')),
    condition: plain('An expression over the running molecule.'),
  },
  ['type'],
);

const retry = table(
  'Retry',
  'What happens after a failed attempt.',
  {
    max_attempts: attempts,
    backoff: duration('The wait before the second attempt; it doubles after each'),
    on_exhausted: oneOf('What happens after the last attempt.', [
      'block',
      'continue',
      'abort',
      'hard_fail',
      'soft_fail',
    ]),
  },
  ['max_attempts'],
);

const check = table(
  'Check',
  'A command that decides whether a close counts: 0 passes, 75 asks again later, other fails the attempt.',
  {
    run: plain('The command, for the shell. Variables reach it through its environment, never as text.'),
    max_attempts: attempts,
    timeout: duration('How long the command may take'),
  },
  ['run'],
);

const loop = table(
  'Loop',
  'The step is repeated: its body stands once for each iteration, one iteration after the other.',
  {
    count: {
      type: ['integer', 'string'],
      minimum: 1,
      description: 'How often: a number, or an expression such as "{{rounds}} * 2".',
    },
    range: plain('Which values: "1..2^{{disks}} - 1". Both ends count.'),
    until: plain(
      'An expression over the running molecule: the body is repeated until it is true. Ids of the body mean the current iteration.',
    ),
    max: {
      type: ['integer', 'string'],
      minimum: 1,
      description: 'With `until`: iterations at the most, a number or an expression.',
    },
    on_exhausted: oneOf('With `until`: what it means that `max` iterations did not make it true.', [
      'fail',
      'pass',
    ]),
    var: plain('The name by which the body writes the value: {name}.', { pattern: IDENTIFIER }),
    body: list('The steps of one iteration.', ref('step'), { minItems: 1 }),
  },
  ['body'],
);

const onComplete = table(
  'OnComplete',
  'What is attached to the molecule when the step has passed: a formula for each item of a list in its output.',
  {
    for_each: plain('The list: "output.items".'),
    bond: plain('The formula that is poured for each item.'),
    vars: {
      ...named('Values for its variables; {item}, {item.field} and {index} are the item and its place.', {
        type: ['string', 'number', 'boolean'],
        templated: true,
      }),
      title: 'ItemArguments',
    },
    parallel: flag('All items at once; this is so when neither is said.'),
    sequential: flag('One item after the other.'),
  },
  ['for_each', 'bond'],
);

/** What a leg and a synthesis share with a step: all but identity, order and composition. */
const work: Readonly<Record<string, Schema>> = {
  title: text('One line for people; without it, the id in words.'),
  description: text('What the worker is to do.'),
  description_file: plain('A text file, relative to this one, that holds the description.'),
  notes: text('Further remarks.'),
  acceptance: text('How to tell that it is done.'),
  type: plain('What kind of work it is; further types are those of the project.', { examples: STEP_TYPES }),
  priority: { type: 'integer', minimum: 0, maximum: 4, description: '0 is the most urgent; without it 2.' },
  labels: list('Words to find it by.', text('A label.')),
  tags: list('The same as `labels`.', text('A label.')),
  metadata: { type: 'object', templated: true, description: 'Free data, carried along.' },
  assignee: text('Who is to do it.'),
  agent: text('Which agent is to do it.'),
  interactive: flag('A person attends while the worker works.'),
  condition: plain(
    'Whether the step is there at all, decided when the formula is cooked: "{{deep}} == yes".',
  ),
  gate: ref('gate'),
  retry: ref('retry'),
  check: ref('check'),
  timeout: duration('How long one attempt may take'),
  on_fail: oneOf('What a final failure does to the steps behind it.', ['block', 'continue', 'abort']),
  run_if: oneOf('Which outcomes of its needs let it run.', ['passed', 'failed', 'always']),
  output: { type: 'object', description: 'A JSON schema for what the step reports when it closes.' },
  on_complete: ref('onComplete'),
};

const needs = list('Ids of the steps that come first.', { type: 'string' });
const id = plain('What others refer to it by.');

/** What a step has besides: its order and its composition. */
const placed: Readonly<Record<string, Schema>> = {
  needs,
  depends_on: { ...needs, description: 'The same as `needs`; both count.' },
  waits_for: plain('Joins what a step spawns: all-children, any-children or children-of(id).'),
  parallel: flag('false: nothing else of the molecule runs beside it.'),
  children: list('The steps of a container; it closes when they have.', ref('step'), { minItems: 1 }),
  loop: ref('loop'),
  expand: plain('An expansion that takes the place of this step.'),
  expand_vars: ref('arguments'),
};

/** Keys of a leg that a step does not have. */
const ofLeg: Readonly<Record<string, Schema>> = {
  focus: text('What this leg looks at.'),
  review_only: flag('The leg reads and writes nothing but its findings.'),
};

/** A table of which a patch may say a part. */
const partly = (whole: Schema): Schema => ({ ...whole, title: `${whole['title']}Patch`, required: [] });

export const definitions = {
  step: table('Step', 'One piece of work.', { id, ...work, ...placed }, ['id']),
  leg: table('Leg', 'A part of a convoy; all legs run side by side.', { id, ...work, ...ofLeg }, ['id']),
  synthesis: table('Synthesis', "Brings the legs' results together.", {
    ...work,
    depends_on: list('Ids of the legs it waits for; all when empty.', { type: 'string' }),
  }),
  patch: {
    ...table('Patch', 'Changes to an inherited step: what is written here replaces what the step has.', {
      ...work,
      ...placed,
      ...ofLeg,
      gate: ref('gatePatch'),
      retry: ref('retryPatch'),
      check: ref('checkPatch'),
      loop: ref('loopPatch'),
      on_complete: ref('onCompletePatch'),
      description_add: text('What its description says besides, on a line of its own.'),
      needs_add: list('Ids that its needs get besides.', { type: 'string' }, { minItems: 1 }),
      needs_remove: list('Ids that its needs lose.', { type: 'string' }, { minItems: 1 }),
      remove: {
        type: 'boolean',
        enum: [true],
        description: 'The step goes; who needed it waits for what it needed.',
      },
    }),
    minProperties: 1,
  },
  gate,
  retry,
  check,
  loop,
  onComplete,
  gatePatch: partly(gate),
  retryPatch: partly(retry),
  checkPatch: partly(check),
  loopPatch: partly(loop),
  onCompletePatch: partly(onComplete),
};
