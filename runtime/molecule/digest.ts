import type { BeadRow } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Digest, DigestStep, Molecule } from '../ledger/molecule.js';
import { fillStep } from './fill.js';
import { storedOf } from './pinned.js';
import { inSourceOrder } from './source-order.js';
import { summaryOf } from './summary.js';

/** What a formula says of the digest of its molecules (spec: OP-7; keys.md, squash). */
export interface DigestRules {
  readonly kind: Digest['kind'];
  readonly hasMetrics: boolean;
}

export function digestRules({ squash }: Pick<Molecule, 'squash'>): DigestRules {
  const { template_type, include_metrics } = (squash ?? {}) as Readonly<Record<string, unknown>>;
  return {
    kind: template_type === 'operational' ? 'operational' : 'work',
    hasMetrics: include_metrics !== false,
  };
}

/** Whether a formula asks that its molecules be squashed as they end. */
export const isSquashedAtItsEnd = ({ squash }: Pick<Molecule, 'squash'>): boolean =>
  (squash as Readonly<Record<string, unknown>> | null)?.['trigger'] === 'on_complete';

export interface DigestOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What somebody says of it; else it is made from the steps. */
  readonly summary: string | undefined;
  /** Why it was given up, when steps are open: they count as cancelled. */
  readonly abandoned: string | undefined;
}

/** The record of a molecule as it stands; `beads`: those of its steps. */
export function digestOf(
  view: View,
  root: BeadRow,
  beads: readonly BeadRow[],
  molecule: Molecule,
  { now, summary, abandoned }: DigestOptions,
): Digest {
  const { kind, hasMetrics } = digestRules(molecule);
  const [poured] = view.partsOf(molecule.n);
  if (!poured) throw new Error(`the molecule ${root.id} has no part`);
  const made = beads.map((bead) => recordOf(view, bead, root.id, hasMetrics));
  const neverMade = molecule.lean ? stepsNeverMade(view, molecule, hasMetrics) : [];
  const record: Omit<Digest, 'summary'> = {
    kind,
    formula: molecule.formula,
    fingerprint: poured.fingerprint,
    phase: molecule.phase,
    outcome: root.outcome ?? 'cancelled',
    values: poured.values,
    started: isoOf(root.startedAt) ?? null,
    ended: new Date(root.closedAt ?? now).toISOString(),
    ...(abandoned !== undefined && { abandoned }),
    steps: inSourceOrder(view, molecule, [...made, ...neverMade], ({ id }) => id),
  };
  return { ...record, summary: summary ?? summaryOf(record) };
}

function recordOf(view: View, bead: BeadRow, molecule: string, hasMetrics: boolean): DigestStep {
  const output = view.output(bead.n);
  const [started, ended] = [isoOf(bead.startedAt), isoOf(bead.closedAt)];
  return {
    id: withoutMolecule(bead.id, molecule),
    title: bead.title,
    outcome: bead.outcome ?? 'cancelled',
    ...(hasMetrics && {
      attempts: bead.attempt,
      ...(started !== undefined && { started }),
      ...(ended !== undefined && { ended }),
    }),
    ...(bead.worker !== null && { worker: bead.worker }),
    ...(bead.closeReason !== null && { reason: bead.closeReason }),
    ...(output !== undefined && { output }),
  };
}

/** The steps of a lean wisp that never became ready, so that nobody can tell it from another (spec: PHASE-6). */
function stepsNeverMade(view: View, { n }: Molecule, hasMetrics: boolean): DigestStep[] {
  return view.partsOf(n).flatMap((part) => {
    if (part.root !== n) return [];
    const { steps } = storedOf(view, part.fingerprint).protomolecule;
    return steps.flatMap((step): DigestStep[] => {
      if (view.stepNode(part.part, step.id) !== undefined) return [];
      const { title } = fillStep(step, part.values);
      const metrics = hasMetrics ? { attempts: 0 } : {};
      return [{ id: part.prefix + step.id, title, outcome: 'cancelled', ...metrics }];
    });
  });
}

/** Every id begins with that of the molecule, which the digest has; a bead that was moved into it may not. */
export const withoutMolecule = (id: string, molecule: string): string =>
  id.startsWith(`${molecule}.`) ? id.slice(molecule.length + 1) : id;

/** A moment as JSON has it. */
export const isoOf = (at: number | null): string | undefined =>
  at === null ? undefined : new Date(at).toISOString();
