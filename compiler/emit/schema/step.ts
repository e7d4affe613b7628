import { flag, list, oneOf, plain, ref, type Schema, table } from '../../check/schema/keyword.js';

const ids = (description: string): Schema => list(description, { type: 'string' });
const count = (description: string, minimum = 1): Schema => ({ type: 'integer', minimum, description });
const object = (description: string): Schema => ({ type: 'object', description });

export const place = {
  file: plain('`tier:name`, never a path.'),
  line: count('From 1.'),
  column: count('From 1, in UTF-16 units.'),
};

const gate = table(
  'ProtoGate',
  'Something a step waits for besides other steps.',
  {
    type: oneOf('What opens it.', [
      'human',
      'timer',
      'gh:run',
      'gh:pr',
      'mail',
      'bead',
      'condition',
      'conditional',
    ]),
    id: plain('What is awaited.'),
    timeout: plain('How long it may stay closed, from the moment the other blockers have closed.'),
    on_timeout: oneOf('What a timeout does.', ['fail', 'skip', 'open', 'escalate']),
    approvers: list('Who may open it.', { type: 'string' }),
    condition: plain('An expression over the running molecule, with the ids of this protomolecule.'),
  },
  ['type'],
);

const retry = table(
  'ProtoRetry',
  'What happens after a failed attempt.',
  {
    max_attempts: count('Attempts at the most.'),
    backoff: plain('The wait before the second attempt; it doubles after each.'),
    on_exhausted: oneOf('What happens after the last.', [
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
  'ProtoCheck',
  'A command that decides whether a close counts.',
  {
    run: plain('The command, for the shell.'),
    max_attempts: count('Attempts at the most.'),
    timeout: plain('How long the command may take.'),
  },
  ['run'],
);

const input = table(
  'ProtoInput',
  'An output that a step takes: `{{steps.ID.output.FIELD}}`.',
  { step: plain('Whose output.'), path: plain('`FIELD.FIELD`; absent for the whole output.') },
  ['step'],
);

const fanOut = table(
  'ProtoFanOut',
  'Formulas that are attached when a step has passed, one for each item of a list in its output.',
  {
    for_each: plain('The list: `output.items`.'),
    bond: plain('One of `bonds`.'),
    mode: oneOf('All at once, or one after the other.', ['parallel', 'sequential']),
    vars: ref('values'),
  },
  ['for_each', 'bond', 'mode'],
);

const loop = table(
  'ProtoLoop',
  'Of a container whose members are the first iteration; the others are made of it, with `iterN` in the ids.',
  {
    until: plain('Asked when an iteration has ended; true ends the loop.'),
    max: count('Iterations at the most.'),
    on_exhausted: oneOf('What it means that none of them made it true.', ['fail', 'pass']),
  },
  ['until', 'max', 'on_exhausted'],
);

const via = table(
  'ProtoVia',
  'One way by which a step came from where it was written.',
  {
    kind: oneOf('Which.', ['inherited', 'expanded', 'woven', 'iteration']),
    by: plain('The formula or the loop that did it.'),
    iteration: count('Of an iteration: which.'),
    ...place,
  },
  ['kind', 'by'],
);

export const origin = table(
  'ProtoOrigin',
  'Where a step was written.',
  { ...place, via: list('How it came from there to here, innermost first.', via) },
  ['file', 'line', 'column'],
);

/** A step of a protomolecule. Fields that are absent were not written. */
export const step = table(
  'ProtoStep',
  'One piece of work. Fields that are absent were not written; `{{name}}` in texts is filled when the molecule is poured.',
  {
    id: plain('Unique in the protomolecule.'),
    title: plain('One line for people.'),
    type: plain('What kind of work it is.'),
    needs: ids(
      "Ids of steps and barriers that come first. A step in a container also waits for the container's start.",
    ),
    container: plain('The step that this one is inside of; that ends when all inside it have.'),
    description: plain('What the worker is to do.'),
    focus: plain('Of a leg: what it looks at.'),
    brief: ids(
      'Of a convoy that has prompts: what the worker is given, parts in this order, `prompts.NAME` or `description`.',
    ),
    templates: list(
      'Which of its texts are templates, to be rendered when it is poured.',
      oneOf('A field.', ['title', 'focus', 'description', 'notes', 'acceptance']),
    ),
    notes: plain('Further remarks.'),
    acceptance: plain('How to tell that it is done.'),
    priority: { type: 'integer', minimum: 0, maximum: 4, description: '0 is the most urgent.' },
    labels: ids('Words to find it by.'),
    metadata: object('Free data, carried along.'),
    assignee: plain('Who is to do it.'),
    agent: plain('Which agent is to do it.'),
    interactive: flag('A person attends while the worker works.'),
    parallel: flag('false: nothing else of the molecule runs beside it.'),
    review_only: flag('The worker writes nothing but its findings.'),
    waits_for: table(
      'ProtoJoin',
      'Joins what a step spawns.',
      {
        mode: oneOf('All of it, or the first that passes.', ['all', 'any']),
        of: plain('The step that spawns.'),
      },
      ['mode', 'of'],
    ),
    gates: list('All must open.', ref('gate')),
    retry: ref('retry'),
    check: ref('check'),
    timeout: plain('How long one attempt may take.'),
    on_fail: oneOf('What a final failure does to the steps behind it.', ['block', 'continue', 'abort']),
    run_if: oneOf('Which outcomes of its needs let it run.', ['passed', 'failed', 'always']),
    output: object('A JSON schema for what it reports when it closes.'),
    inputs_from: list('The outputs that stand in its texts; filled in when a worker takes the step.', input),
    on_complete: fanOut,
    loop,
    origin: ref('origin'),
  },
  ['id', 'title', 'type', 'needs', 'origin'],
);

export const definitions = { step, gate, retry, check, origin };
