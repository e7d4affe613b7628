/** A formula without a key, and with it; or with one value of it, and with another. */
export interface KeyRow {
  /** The property of the schema, as `allProperties` names it. */
  readonly property: string;
  /** What stands before the key. */
  readonly base: string;
  readonly one: string;
  readonly other: string;
  readonly values: Readonly<Record<string, string>>;
  /** The finding that the key is for; without one it changes the protomolecule. */
  readonly finding: string | undefined;
}

/** What the rows draw in, by file name. */
export const BESIDE: Readonly<Record<string, string>> = {
  'parent.formula.toml': 'formula = "parent"\nsteps = [{ id = "z" }]',
  'frag.formula.toml': 'formula = "frag"\nvars.p = "1"\n[[template]]\nid = "{target}.x"\ntitle = "{p}"',
  'frog.formula.toml': 'formula = "frog"\n[[template]]\nid = "{target}.y"',
  'watch.formula.toml': 'formula = "watch"\n[[advice]]\ntarget = "a"\nbefore = { id = "w" }',
  'job.formula.toml': 'formula = "job"\nvars.p = "1"\nsteps = [{ id = "j" }]',
  'jig.formula.toml': 'formula = "jig"\nsteps = [{ id = "j" }]',
  'text.md': 'Read me.',
};

/** The key, or two values of it. */
type Keys = Readonly<Record<string, string | readonly [one: string, other: string]>>;

/** Rows for keys of `table`, each written behind `base`. */
function rows(
  table: string,
  base: string,
  keys: Keys,
  more: Partial<Pick<KeyRow, 'values' | 'finding'>> = {},
): KeyRow[] {
  const { values = {}, finding } = more;
  return Object.entries(keys).map(([key, texts]) => {
    const [one, other] = typeof texts === 'string' ? ['', texts] : texts;
    return { property: `${table}.${key}`, base, one, other, values, finding };
  });
}

/** What steps, legs, a synthesis and patches have in common. */
const WORK: Keys = {
  title: 'title = "t"',
  description: 'description = "d"',
  description_file: 'description_file = "text.md"',
  notes: 'notes = "n"',
  acceptance: 'acceptance = "g"',
  type: 'type = "bug"',
  priority: 'priority = 0',
  labels: 'labels = ["l"]',
  tags: 'tags = ["l"]',
  metadata: 'metadata = { k = 1 }',
  assignee: 'assignee = "me"',
  agent: 'agent = "me"',
  interactive: 'interactive = true',
  condition: 'condition = "false"',
  gate: 'gate = { type = "human" }',
  retry: 'retry = { max_attempts = 2 }',
  check: 'check = { run = "true" }',
  timeout: 'timeout = "1h"',
  on_fail: 'on_fail = "abort"',
  run_if: 'run_if = "always"',
  output: 'output = { type = "object" }',
  on_complete: 'on_complete = { for_each = "output.items", bond = "job" }',
};

/** The order of a step, and its composition. */
const PLACED: Keys = {
  needs: 'needs = ["first"]',
  depends_on: 'depends_on = ["first"]',
  waits_for: 'waits_for = "children-of(first)"',
  parallel: 'parallel = false',
  children: 'children = [{ id = "c" }]',
  loop: 'loop = { count = 2, body = [{ id = "b" }] }',
  expand: 'expand = "frag"',
};

const VARIABLE: Keys = {
  description: 'description = "d"',
  default: 'default = "1"',
  required: 'required = true',
  enum: 'enum = ["1"]',
  pattern: 'pattern = "1"',
  type: 'type = "int"',
  from: 'from = "bead.id"',
  secret: 'secret = true',
};

/** The parts of a step `a`, behind `step`. */
function parts(step: string): KeyRow[] {
  const part = (name: string, written: string, keys: Keys): KeyRow[] => rows(name, `${step}${written}`, keys);
  const attached = 'on_complete.for_each = "output.items"\non_complete.bond = "job"\n';
  const repeated = 'loop.body = [{ id = "b" }]\n';
  return [
    ...part('gate', '', {
      type: ['gate.type = "mail"', 'gate.type = "bead"'],
    }),
    ...part('gate', 'gate.type = "human"\n', {
      id: 'gate.id = "i"',
      await_id: 'gate.await_id = "i"',
      timeout: 'gate.timeout = "1h"',
      on_timeout: 'gate.on_timeout = "open"',
      approvers: 'gate.approvers = ["me"]',
    }),
    ...part('gate', 'gate.type = "condition"\n', {
      condition: ['gate.condition = "one"', 'gate.condition = "other"'],
    }),
    ...part('retry', '', {
      max_attempts: ['retry.max_attempts = 2', 'retry.max_attempts = 3'],
    }),
    ...part('retry', 'retry.max_attempts = 2\n', {
      backoff: 'retry.backoff = "1s"',
      on_exhausted: 'retry.on_exhausted = "abort"',
    }),
    ...part('check', '', { run: ['check.run = "true"', 'check.run = "test"'] }),
    ...part('check', 'check.run = "true"\n', {
      max_attempts: 'check.max_attempts = 2',
      timeout: 'check.timeout = "1s"',
    }),
    ...part('loop', repeated, {
      count: ['loop.count = 1', 'loop.count = 2'],
      range: ['loop.range = "1..2"', 'loop.range = "1..3"'],
    }),
    ...part('loop', 'loop.range = "1..2"\nloop.body = [{ id = "b", title = "{i}" }]\n', {
      var: 'loop.var = "i"',
    }),
    ...part('loop', `${repeated}loop.max = 2\n`, {
      until: ['loop.until = "one"', 'loop.until = "other"'],
    }),
    ...part('loop', `${repeated}loop.until = "one"\n`, {
      max: ['loop.max = 2', 'loop.max = 3'],
    }),
    ...part('loop', `${repeated}loop.until = "one"\nloop.max = 2\n`, {
      on_exhausted: 'loop.on_exhausted = "pass"',
    }),
    ...part('loop', 'loop.count = 1\n', {
      body: ['loop.body = [{ id = "b" }]', 'loop.body = [{ id = "c" }]'],
    }),
    ...part('onComplete', attached, {
      vars: 'on_complete.vars = { p = "{item}" }',
      parallel: 'on_complete.parallel = false',
      sequential: 'on_complete.sequential = true',
    }),
    ...part('onComplete', 'on_complete.bond = "job"\n', {
      for_each: ['on_complete.for_each = "output.a"', 'on_complete.for_each = "output.b"'],
    }),
    ...part('onComplete', 'on_complete.for_each = "output.items"\n', {
      bond: ['on_complete.bond = "job"', 'on_complete.bond = "jig"'],
    }),
  ];
}

const STEPS = 'steps = [{ id = "a" }, { id = "b" }]\n';
const LEGS = 'legs = [{ id = "a" }, { id = "b" }]\n';
const FIRST = '[[steps]]\nid = "first"\n';
const STEP = '[[steps]]\nid = "a"\n';
const PATCH = '[patch.a]\n';

/** With the header of a patch before each value that there is: a patch of nothing is an error. */
const inPatch = (row: KeyRow): KeyRow => ({
  ...row,
  one: row.one === '' ? '' : `${PATCH}${row.one}`,
  other: `${PATCH}${row.other}`,
});

/** A step with one value of the key, if it has one, and a patch of it with the other. */
const patching = ({ property, base, one, other, ...row }: KeyRow): KeyRow => ({
  ...row,
  property: property.replace('.', 'Patch.'),
  base: `${base}${one}\n`,
  one: '',
  other: `${PATCH}${other}`,
});

/** Rows for the keys of a step and of its parts; all stand in tables called `steps`. */
export const STEP_ROWS: readonly KeyRow[] = [
  ...rows('step', '[[steps]]\n', { id: ['id = "a"', 'id = "b"'] }),
  ...rows('step', `${FIRST}${STEP}`, { ...WORK, ...PLACED }),
  ...rows('step', `${STEP}expand = "frag"\n`, { expand_vars: 'expand_vars = { p = "2" }' }),
  ...parts(STEP),
];

export const KEY_ROWS: readonly KeyRow[] = [
  ...rows('formula', '', { formula: ['formula = "main"', 'formula = "mine"'] }, { finding: 'GT2006' }),
  ...rows('formula', STEPS, { requires: 'requires = ">=99"' }, { finding: 'GT2021' }),
  ...rows('formula', STEPS, { type: 'type = "convoy"' }, { finding: 'GT2007' }),
  ...rows('formula', STEPS, { strict: 'strict = true' }, { finding: 'GT3013', values: { unknown: '1' } }),
  ...rows('formula', STEPS, {
    description: 'description = "d"',
    version: 'version = 1',
    extends: 'extends = "parent"',
    phase: 'phase = "vapor"',
    pour: 'pour = true',
    agent: 'agent = "me"',
    review_only: 'review_only = true',
    vars: 'vars.x = "1"',
    patch: 'patch.a.title = "t"',
    compose: 'compose.aspects = ["watch"]',
    advice: 'advice = [{ target = "a", before = { id = "c" } }]',
    squash: 'squash.trigger = "manual"',
  }),
  ...rows('formula', '', {
    steps: ['steps = [{ id = "a" }]', 'steps = [{ id = "b" }]'],
    template: ['template = [{ id = "a" }]', 'template = [{ id = "b" }]'],
    legs: ['legs = [{ id = "a" }]', 'legs = [{ id = "b" }]'],
    aspects: ['aspects = [{ id = "a" }]', 'aspects = [{ id = "b" }]'],
  }),
  ...rows('formula', LEGS, {
    inputs: 'inputs.x = "1"',
    synthesis: 'synthesis.title = "t"',
    prompts: 'prompts.base = "p"',
    output: 'output.directory = "d"',
    presets: 'presets.p.legs = ["a"]',
  }),
  ...rows('formula', `${STEPS}advice = [{ before = { id = "w" } }]\n`, {
    pointcuts: ['pointcuts = [{ glob = "a" }]', 'pointcuts = [{ glob = "b" }]'],
  }),

  ...rows('variable', `${STEPS}[vars.x]\n`, VARIABLE),
  ...rows('input', `${LEGS}[inputs.x]\n`, VARIABLE),
  ...rows('input', `${LEGS}[inputs]\ny = {}\n[inputs.x]\n`, { required_unless: 'required_unless = ["y"]' }),

  ...STEP_ROWS,

  ...rows('leg', '[[legs]]\n', { id: ['id = "a"', 'id = "b"'] }),
  ...rows('leg', '[[legs]]\nid = "first"\n[[legs]]\nid = "a"\n', {
    ...WORK,
    focus: 'focus = "f"',
    review_only: 'review_only = true',
  }),
  ...rows('synthesis', `${LEGS}[synthesis]\n`, { ...WORK, depends_on: 'depends_on = ["a"]' }),

  ...rows('patch', `${FIRST}${STEP}`, {
    ...WORK,
    ...PLACED,
    description_add: 'description_add = "d"',
    needs_add: 'needs_add = ["first"]',
  }).map(inPatch),
  ...rows('patch', `${FIRST}${STEP}${PATCH}expand = "frag"\n`, { expand_vars: 'expand_vars = { p = "2" }' }),
  ...rows('patch', `${FIRST}${STEP}needs = ["first"]\n`, {
    needs_remove: 'needs_remove = ["first"]',
    remove: 'remove = true',
  }).map(inPatch),
  ...rows('patch', '[[legs]]\nid = "a"\n', {
    focus: 'focus = "f"',
    review_only: 'review_only = true',
  }).map(inPatch),
  ...parts(STEP).map(patching),

  ...rows('output', `${LEGS}[output]\n`, {
    directory: 'directory = "d"',
    leg_pattern: 'leg_pattern = "l"',
    synthesis: 'synthesis = "s"',
  }),
  ...rows('preset', `${LEGS}[presets.p]\nlegs = ["a"]\n`, { description: 'description = "d"' }),
  ...rows('preset', `${LEGS}[presets.p]\n`, { legs: ['legs = ["a"]', 'legs = ["b"]'] }),
  ...rows('squash', `${STEPS}[squash]\n`, {
    trigger: 'trigger = "manual"',
    template_type: 'template_type = "work"',
    include_metrics: 'include_metrics = true',
  }),

  ...rows('compose', `${STEPS}[compose]\n`, {
    aspects: 'aspects = ["watch"]',
    expand: 'expand = [{ target = "a", with = "frag" }]',
    map: 'map = [{ select = "*", with = "frag" }]',
    gate: 'gate = [{ before = "a", condition = "flag" }]',
    hooks: 'hooks = [{ trigger = "type:bug", attach = "job" }]',
    bond_points: 'bond_points = [{ id = "p" }]',
  }),
  ...rows('compose', 'steps = [{ id = "a" }, { id = "b" }, { id = "c" }]\n[compose]\n', {
    branch: 'branch = [{ from = "a", steps = ["b"], join = "c" }]',
  }),
  ...rows('compose.expand', `${STEPS}[[compose.expand]]\nwith = "frag"\n`, {
    target: ['target = "a"', 'target = "b"'],
  }),
  ...rows('compose.expand', `${STEPS}[[compose.expand]]\ntarget = "a"\n`, {
    with: ['with = "frag"', 'with = "frog"'],
  }),
  ...rows('compose.expand', `${STEPS}[[compose.expand]]\ntarget = "a"\nwith = "frag"\n`, {
    vars: 'vars.p = "2"',
  }),
  ...rows('compose.map', `${STEPS}[[compose.map]]\nwith = "frag"\n`, {
    select: ['select = "a"', 'select = "*"'],
  }),
  ...rows('compose.map', `${STEPS}[[compose.map]]\nselect = "a"\n`, {
    with: ['with = "frag"', 'with = "frog"'],
  }),
  ...rows('compose.map', `${STEPS}[[compose.map]]\nselect = "a"\nwith = "frag"\n`, { vars: 'vars.p = "2"' }),
  ...branch('steps = ["b"]\njoin = "c"\n', { from: ['from = "a"', 'from = "d"'] }),
  ...branch('from = "a"\njoin = "c"\n', { steps: ['steps = ["b"]', 'steps = ["b", "d"]'] }),
  ...branch('from = "a"\nsteps = ["b"]\n', { join: ['join = "c"', 'join = "d"'] }),
  ...rows('compose.gate', `${STEPS}[[compose.gate]]\ncondition = "flag"\n`, {
    before: ['before = "a"', 'before = "b"'],
  }),
  ...rows('compose.gate', `${STEPS}[[compose.gate]]\nbefore = "a"\n`, {
    condition: ['condition = "one"', 'condition = "other"'],
  }),
  ...rows('compose.hooks', `${STEPS}[[compose.hooks]]\nattach = "job"\n`, {
    trigger: ['trigger = "type:bug"', 'trigger = "label:bug"'],
  }),
  ...rows('compose.hooks', `${STEPS}[[compose.hooks]]\ntrigger = "type:bug"\n`, {
    attach: ['attach = "job"', 'attach = "jig"'],
  }),
  ...rows('compose.hooks', `${STEPS}[[compose.hooks]]\ntrigger = "type:bug"\nattach = "job"\n`, {
    at: 'at = "a"',
    vars: 'vars.p = "2"',
  }),
  ...rows('compose.bond_points', `${STEPS}[[compose.bond_points]]\n`, { id: ['id = "p"', 'id = "q"'] }),
  ...rows('compose.bond_points', `${STEPS}[[compose.bond_points]]\nid = "p"\n`, {
    description: 'description = "d"',
    after_step: 'after_step = "a"',
    before_step: 'before_step = "b"',
    parallel: 'parallel = false',
  }),

  ...rows('advice', `${STEPS}[[advice]]\nbefore = { id = "c" }\n`, {
    target: ['target = "a"', 'target = "b"'],
  }),
  ...rows('advice', `${STEPS}[[advice]]\ntarget = "a"\n`, {
    before: ['before = { id = "c" }', 'before = { id = "d" }'],
    after: ['after = { id = "c" }', 'after = { id = "d" }'],
    around: ['around.before = { id = "c" }', 'around.before = { id = "d" }'],
  }),
  ...rows('advice.around', `${STEPS}[[advice]]\ntarget = "a"\n[advice.around]\n`, {
    before: ['before = { id = "c" }', 'before = { id = "d" }'],
    after: ['after = { id = "c" }', 'after = { id = "d" }'],
  }),
  ...rows('pointcut', matching('label = "l"'), { glob: 'glob = "a"', type: 'type = "bug"' }),
  ...rows('pointcut', matching('glob = "?"'), { label: 'label = "l"' }),
];

/** A key for editors, which says nothing to a compiler. */
export const EDITORS_KEY = 'formula.$schema';

function branch(written: string, keys: Keys): KeyRow[] {
  const four = 'steps = [{ id = "a" }, { id = "b" }, { id = "c" }, { id = "d" }]\n';
  return rows('compose.branch', `${four}[[compose.branch]]\n${written}`, keys);
}

/** Advice that `key` lets in; three steps of which each key of a pointcut chooses other ones. */
function matching(key: string): string {
  const steps = '[{ id = "a", labels = ["l"] }, { id = "b", labels = ["l"], type = "bug" }, { id = "c" }]';
  return `steps = ${steps}\nadvice = [{ before = { id = "{step.id}-w" } }]\n[[pointcuts]]\n${key}\n`;
}
