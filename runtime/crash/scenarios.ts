import { memoryHost } from '../../compiler/host-memory.js';
import type { Node } from '../ledger/bead.js';
import { bond } from '../molecule/bond.js';
import { burn } from '../molecule/burn.js';
import { type Ingredients, prepare } from '../molecule/ingredients.js';
import { pour } from '../molecule/pour.js';
import { spawnAll } from '../molecule/spawn.js';
import { squash } from '../molecule/squash.js';
import {
  cancelMolecule,
  claim,
  closeByHand,
  type Engine,
  passTime,
  pause,
  reopen,
  report,
  type Turn,
} from '../step/index.js';

/**
 * One change that a process is killed in. `before` brings the ledger to where it begins; `act` is the change, with a key
 * where it creates something, so that doing it again after the crash must come to what one undisturbed run comes to.
 */
export interface Scenario {
  readonly before?: (engine: Engine) => Promise<unknown>;
  readonly act: (engine: Engine) => Promise<unknown>;
  /** Milliseconds that pass in between. */
  readonly wait?: number;
}

const FORMULAS: Readonly<Record<string, string>> = {
  whole: `formula = "whole"
[vars.who]
default = "me"
[[steps]]
id = "a"
title = "For {{who}}"
labels = ["one", "two"]
retry = { max_attempts = 2, backoff = "1m" }
[[steps]]
id = "box"
needs = ["a"]
[[steps.children]]
id = "c1"
[[steps.children]]
id = "c2"
needs = ["c1"]
gate = { type = "human" }
[[steps]]
id = "polish"
needs = ["a"]
[steps.loop]
until = "try.output.good == true"
max = 3
[[steps.loop.body]]
id = "try"
[[steps]]
id = "survey"
needs = ["a"]
[steps.on_complete]
for_each = "output.items"
bond = "arm"
vars = { name = "{item}" }
[[steps]]
id = "sum"
waits_for = "children-of(survey)"
[[steps]]
id = "clean"
needs = ["box", "sum"]
run_if = "always"
`,
  arm: 'formula = "arm"\n[vars.name]\nrequired = true\n[[steps]]\nid = "greet"\ntitle = "Greet {{name}}"\n[[steps]]\nid = "leave"\nneeds = ["greet"]\n',
};

async function cook(name: string, values: Readonly<Record<string, string>> = {}): Promise<Ingredients> {
  const host = memoryHost(
    Object.fromEntries(Object.entries(FORMULAS).map(([key, text]) => [`${key}.formula.toml`, text])),
  );
  const [candidate] = host.candidates(name);
  const { ingredients } = candidate
    ? await prepare(candidate, host, { values: new Map(Object.entries(values)) })
    : {};
  if (!ingredients) throw new Error(`${name} does not cook`);
  return ingredients;
}

const KEY = 'crash';

async function pourWhole(engine: Engine, phase: 'liquid' | 'vapor' = 'liquid'): Promise<void> {
  const ingredients = await cook('whole');
  await engine.change('killed', (turn) => pour(turn, ingredients, { phase, key: KEY }));
}

const pourArm =
  (phase: 'liquid' | 'vapor') =>
  async (engine: Engine): Promise<void> => {
    const ingredients = await cook('arm', { name: 'eve' });
    await engine.change('killed', (turn) => pour(turn, ingredients, { phase, key: KEY }));
  };

const molecule = (turn: Turn): Node => {
  const root = turn.tx.beadById(turn.tx.keyed(KEY) ?? '');
  if (!root) throw new Error('nothing was poured');
  return root;
};

const step = (turn: Turn, name: string): Node => {
  const found = turn.tx.beadById(`${turn.tx.keyed(KEY)}.${name}`);
  if (!found) throw new Error(`there is no step ${name}`);
  return found;
};

/** Close a step as its worker does; once it has closed there is nothing left to do. */
const done = (name: string, output?: unknown) => (engine: Engine) =>
  engine.change('killed', (turn) => {
    const node = step(turn, name);
    if (node.state === 'closed') return;
    const claimed = claim(turn, node.n, { worker: 'killed', lease: 600_000 });
    report(turn, claimed, claimed.attempt, { outcome: 'pass', output });
  });

const inOrder =
  (...all: readonly ((engine: Engine) => Promise<unknown>)[]) =>
  async (engine: Engine): Promise<void> => {
    for (const each of all) await each(engine);
  };

const toSurvey = inOrder(pourWhole, done('a'), done('survey', { items: ['ada', 'bob', 'cy'] }));

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  pour: { act: (engine) => pourWhole(engine) },
  wisp: { act: (engine) => pourWhole(engine, 'vapor') },
  claim: {
    before: pourWhole,
    act: (engine) =>
      engine.change('killed', (turn) => claim(turn, step(turn, 'a').n, { worker: 'killed', lease: null })),
  },
  'close that releases others': { before: pourWhole, act: done('a') },
  'close in a wisp, which makes rows': { before: (engine) => pourWhole(engine, 'vapor'), act: done('a') },
  'close of what is poured by hand': {
    before: inOrder(pourWhole, done('a')),
    act: (engine) =>
      engine.change('killed', (turn) => closeByHand(turn, step(turn, 'c1'), { outcome: 'pass' })),
  },
  'a failed attempt': {
    before: inOrder(pourWhole, (engine) =>
      engine.change('killed', (turn) => claim(turn, step(turn, 'a').n, { worker: 'killed', lease: null })),
    ),
    act: (engine) =>
      engine.change('killed', (turn) => {
        const node = step(turn, 'a');
        if (node.state === 'claimed') report(turn, node, node.attempt, { outcome: 'fail', reason: 'no' });
      }),
  },
  'time that ends a lease': {
    before: inOrder(pourWhole, (engine) =>
      engine.change('killed', (turn) => claim(turn, step(turn, 'a').n, { worker: 'killed', lease: 60_000 })),
    ),
    wait: 60_000,
    act: (engine) => engine.change('killed', passTime),
  },
  'an iteration of a loop': {
    before: inOrder(pourWhole, done('a')),
    act: done('polish.iter1.try', { good: false }),
  },
  'close of what spawns': {
    before: inOrder(pourWhole, done('a')),
    act: done('survey', { items: ['ada', 'bob'] }),
  },
  spawn: { before: toSurvey, act: (engine) => spawnAll(engine, 'killed') },
  bond: {
    before: pourWhole,
    act: async (engine) => {
      const ingredients = await cook('arm', { name: 'eve' });
      await engine.change('killed', (turn) =>
        bond(turn, molecule(turn), ingredients, { type: 'sequential', key: 'bonded' }),
      );
    },
  },
  squash: {
    before: inOrder(pourArm('liquid'), done('greet'), done('leave')),
    act: (engine) => engine.change('killed', (turn) => squash(turn, molecule(turn).n, {})),
  },
  'squash of what is given up': {
    before: inOrder(pourArm('liquid'), done('greet')),
    act: (engine) =>
      engine.change('killed', (turn) => squash(turn, molecule(turn).n, { abandon: 'no more' })),
  },
  burn: {
    before: inOrder(pourArm('vapor'), done('greet')),
    // Its key goes with it: what is not there any more has been burned.
    act: (engine) =>
      engine.change('killed', (turn) => {
        const id = turn.tx.keyed(KEY);
        if (id !== undefined) burn(turn, molecule(turn).n);
      }),
  },
  pause: {
    before: pourWhole,
    act: (engine) => engine.change('killed', (turn) => pause(turn, molecule(turn), 'wait')),
  },
  cancel: {
    before: inOrder(pourWhole, done('a')),
    act: (engine) => engine.change('killed', (turn) => cancelMolecule(turn, molecule(turn).n, 'no more')),
  },
  reopen: {
    before: inOrder(pourWhole, done('a')),
    act: (engine) =>
      engine.change('killed', (turn) => {
        const node = step(turn, 'a');
        if (node.state === 'closed') reopen(turn, node, 'again', 'step.retried');
      }),
  },
};
