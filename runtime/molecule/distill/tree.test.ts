import { beforeEach, describe, expect, it } from 'vitest';
import { memoryHost } from '../../../compiler/host-memory.js';
import type { Bead, EdgeType } from '../../ledger/bead.js';
import { create } from '../../step/index.js';
import { Workbench } from '../../testing/workbench.js';
import { squash } from '../squash.js';
import type { Distilled } from './distill.js';
import { distillTree, readTree } from './tree.js';
import { cookThere } from './world.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

interface Made extends Partial<Bead> {
  readonly in?: string;
  readonly on?: Readonly<Record<string, EdgeType>>;
  readonly labels?: readonly string[];
  readonly priority?: number;
}

/** Make beads by their ids. */
async function make(beads: Readonly<Record<string, Made>>): Promise<void> {
  for (const [id, { in: parent, on = {}, labels = [], priority, ...more }] of Object.entries(beads)) {
    await bench.change((turn) => {
      const numberOf = (other: string): number => turn.tx.numberOf(other) ?? -1;
      create(turn, {
        bead: {
          ...{ id, title: id, description: '', design: '', acceptance: '', notes: '', type: 'task' },
          ...{ assignee: null, owner: null, createdBy: null, dueAt: null, externalRef: null },
          ...{ estimate: null, metadata: null, step: null, extra: null, ...more },
        },
        labels,
        priority,
        parent: parent === undefined ? undefined : numberOf(parent),
        edges: Object.entries(on).map(([to, type]) => ({ to: numberOf(to), type })),
      });
    });
  }
}

const world = memoryHost({});

async function distilled(
  id: string,
  values: Readonly<Record<string, string>> = {},
  name?: string,
): Promise<Distilled> {
  const tree = await bench.ledger.read((view) => {
    const root = view.beadById(id);
    if (!root) throw new Error('no root');
    return readTree(view, root);
  });
  return distillTree(tree, world, { name, values: new Map(Object.entries(values)), stepTypes: [] });
}

describe('distilling beads that people made', () => {
  it('makes steps of what is in an epic, in containers as they are in each other', async () => {
    await make({
      't-1': { title: 'Add auth to the API', type: 'epic', description: 'All of auth.' },
      't-1.1': {
        in: 't-1',
        title: 'Design auth',
        acceptance: 'It is agreed',
        labels: ['auth', 'x'],
        priority: 0,
      },
      't-1.2': { in: 't-1', title: 'Build', type: 'feature', on: { 't-1.1': 'blocks' } },
      't-1.2.1': { in: 't-1.2', title: 'Write tests for auth' },
      't-1.2.2': {
        in: 't-1.2',
        title: 'Write tests, for auth!',
        on: { 't-1.2.1': 'blocks' },
        assignee: 'ada',
      },
      't-1.3': {
        in: 't-1',
        title: 'Mend',
        on: { 't-1.2': 'conditional-blocks' },
        metadata: { cost: 3, who: 'the auth team' },
      },
    });
    const made = await distilled('t-1', { feature: 'auth' });
    expect(made.toml).toBe(`formula = "add-feature-to-the-api"
description = """
Add {{feature}} to the API

All of {{feature}}."""
type = "workflow"

[vars.feature]
required = true

[[steps]]
id = "design-feature"
title = "Design {{feature}}"
acceptance = "It is agreed"
priority = 0
labels = ["{{feature}}", "x"]

[[steps]]
id = "build"
type = "feature"
needs = ["design-feature"]

[[steps.children]]
id = "write-tests-for-feature"
title = "Write tests for {{feature}}"

[[steps.children]]
id = "write-tests-for-feature-2"
title = "Write tests, for {{feature}}!"
assignee = "ada"
needs = ["write-tests-for-feature"]

[[steps]]
id = "mend"
metadata = { cost = 3, who = "the {{feature}} team" }
run_if = "failed"
needs = ["build"]
`);
    expect(made).toMatchObject({
      name: 'add-feature-to-the-api',
      steps: 5,
      variables: ['feature'],
      notes: [],
    });
  });

  it('is cooked to the same order', async () => {
    await make({
      't-1': { type: 'epic' },
      't-1.1': { in: 't-1', title: 'a' },
      't-1.2': { in: 't-1', title: 'b', on: { 't-1.1': 'blocks' } },
      't-1.3': { in: 't-1', title: 'c', on: { 't-1.1': 'waits-for', 't-1.2': 'blocks' } },
    });
    const made = await distilled('t-1', {}, 'ours');
    const cooked = await cookThere('ours', made.toml, world, {});
    expect('protomolecule' in cooked && cooked.protomolecule.waves).toEqual([['a'], ['b'], ['c']]);
    expect('protomolecule' in cooked && cooked.protomolecule.steps[2]?.waits_for).toEqual({
      mode: 'all',
      of: 'a',
    });
  });

  it('says what a formula has no place for', async () => {
    await make({
      't-0': { title: 'outside' },
      't-1': { type: 'epic', title: 'E' },
      't-1.1': { in: 't-1', title: 'a', type: 'message', on: { 't-0': 'blocks' }, estimate: 3 },
      't-1.2': { in: 't-1', title: 'b', on: { 't-1.1': 'related' }, externalRef: 'gh-1' },
      't-1.3': { in: 't-1', title: 'c', on: { 't-1.1': 'blocks', 't-1.2': 'conditional-blocks' } },
    });
    const made = await distilled('t-1');
    expect(made.notes).toEqual([
      'left out: the type "message" (t-1.1)',
      'left out: estimates (t-1.1)',
      'left out: dependencies on beads outside of it (t-1.1)',
      'left out: external references (t-1.2)',
      'left out: links that hold nothing back (t-1.2)',
      'left out: dependencies of the type "conditional-blocks" (t-1.3)',
    ]);
  });

  it('refuses a bead with nothing in it, a digest, a title without letters, and what reads as a variable', async () => {
    await make({
      't-1': { title: '日本' },
      't-2': { title: 'E' },
      't-2.1': { in: 't-2', title: 'Fill {{this}} in' },
    });
    await expect(distilled('t-1')).rejects.toMatchObject({ code: 'GT8234' });
    await make({ 't-1.1': { in: 't-1' } });
    await expect(distilled('t-1')).rejects.toMatchObject({ code: 'GT8235' });
    await expect(distilled('t-2')).rejects.toMatchObject({
      code: 'GT8236',
      message: '"e" cannot be distilled: it would have an error: no variable "this" is declared',
    });
    const { n, id } = await bench.pour('[[steps]]\nid = "a"\n');
    await bench.change((turn) => squash(turn, n, { abandon: 'no' }));
    await expect(distilled(id)).rejects.toThrow(
      `"${id}" is a digest: the steps that "main" had in it are gone`,
    );
  });
});
