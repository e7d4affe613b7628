import type { Formula } from '../../../compiler/check/generated/formula.js';
import type { Protomolecule } from '../../../compiler/emit/protomolecule.js';
import { writePlain } from '../../../compiler/format/write-plain.js';
import type { Host } from '../../../compiler/host.js';
import { isFormulaName } from '../../../compiler/read/resolve.js';
import { fail } from '../../failure/failure.js';
import type { BeadRow } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import { digestIn } from '../digest-in.js';
import { type BeadFacts, beadsIn } from './bead-facts.js';
import { stepOfBead } from './bead-steps.js';
import { Blanks } from './blanks.js';
import type { Distilled, DistillOptions } from './distill.js';
import { LeftOut } from './left-out.js';
import { StepIds, slug } from './step-ids.js';
import { unwritten } from './world.js';

/** A bead that others are in: an epic with its tasks. */
export interface BeadTree {
  readonly root: BeadRow;
  /** What is in it, directly or not, each before what is in it. */
  readonly beads: readonly BeadFacts[];
}

/** Read what is in a bead, in one snapshot. Throws GT8233 for a digest and GT8234 when nothing is in it. */
export function readTree(view: View, root: BeadRow): BeadTree {
  const digest = digestIn(root);
  if (digest) fail('GT8233', { id: root.id, formula: digest.formula });
  const beads = beadsIn(view, root.n);
  if (beads.length === 0) fail('GT8234', { id: root.id });
  return { root, beads };
}

/**
 * Beads that people made as a formula: its steps are called by their titles, in the order in which they were made. Cooked,
 * it is the same work. Throws GT8231, GT8235 and GT8236.
 */
export async function distillTree(
  { root, beads }: BeadTree,
  world: Host,
  options: DistillOptions,
): Promise<Distilled> {
  const blanks = new Blanks(options.values);
  const left = new LeftOut();
  const title = blanks.in(root.title);
  const name = options.name ?? slug(title);
  if (!isFormulaName(name)) fail('GT8235', { name });
  const ids = new StepIds();
  const stepIds = new Map(
    [...beads]
      .sort((a, b) => a.bead.n - b.bead.n)
      .map(({ bead }) => [bead.n, ids.of(blanks.in(bead.title))] as const),
  );
  const description = [title, blanks.in(root.description)].filter((text) => text !== '').join('\n\n');
  const graph: Protomolecule = {
    ...{ format: 1, name, type: 'workflow', description, fingerprint: '', shape: {}, vars: {} },
    steps: beads.map((facts) => stepOfBead(facts, stepIds, { blanks, left, stepTypes: options.stepTypes })),
    ...{ barriers: [], regions: [], bond_points: [], waves: [], critical_path: [], sources: [] },
  };
  blanks.demandAllFound();
  const variables = [...options.values.keys()];
  const doc: Formula = {
    formula: name,
    ...(variables.length > 0 && {
      vars: Object.fromEntries(variables.map((each) => [each, { required: true }])),
    }),
  };
  const { toml, problems } = await writePlain(graph, doc, unwritten(name, world), world, options);
  const [problem] = problems;
  if (problem !== undefined) fail('GT8236', { name, reason: problem });
  const notes = left.told().map((what) => `left out: ${what}`);
  return { name, toml, form: 'plain', steps: beads.length, variables, notes };
}
