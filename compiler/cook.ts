import type { PhaseContext } from './check/context.js';
import { idOf, type LoadedFormula } from './check/load.js';
import { describeTree } from './emit/describe.js';
import { emit } from './emit/emit.js';
import type { ProtoBond, Protomolecule } from './emit/protomolecule.js';
import { rehearse } from './emit/rehearse.js';
import { applyBranches, applyGates } from './expand/branches.js';
import { Cooking } from './expand/cooking.js';
import { applyExpandRules, applyMapRules, expandInline } from './expand/expansions.js';
import { foreseeSize } from './expand/foresight.js';
import { expandLoops } from './expand/loops.js';
import { plantFormula } from './expand/plant.js';
import { Values } from './expand/values.js';
import { type Schedule, schedule } from './graph/schedule.js';
import { compose } from './inherit/compose.js';
import type { Composed } from './inherit/composed.js';
import type { Source } from './read/source.js';
import { weaveAspects, weaveOwnAdvice } from './weave/aspects.js';
import { decideConditions } from './wire/conditions.js';
import { type Wiring, wire } from './wire/events.js';
import { checkPresets } from './wire/presets.js';

export const PHASES = ['read', 'check', 'inherit', 'expand', 'weave', 'wire', 'graph', 'emit'] as const;
export type Phase = (typeof PHASES)[number];

/** Told as a phase ends, with what then stands. */
export type Ended = (phase: Phase, describe: () => unknown) => void;

/** In upstream's order, so that results agree. */
const EXPANDING: readonly ((cooking: Cooking) => void)[] = [
  foreseeSize,
  plantFormula,
  (cooking) => expandLoops(cooking.roots, cooking.setting, cooking),
  applyBranches,
  applyGates,
  weaveOwnAdvice,
  (cooking) => expandInline(cooking.roots, cooking),
  applyExpandRules,
  applyMapRules,
];

/** What all formulas of one compilation have in common: each is composed once, and cooked once where it is attached. */
export class Kitchen {
  readonly #composed = new Map<LoadedFormula, Composed>();
  /** What has been cooked to be attached, or is being cooked. */
  readonly bonds: Map<LoadedFormula, ProtoBond>;
  /** The formulas that are being cooked, the one that was asked for first. */
  readonly path: LoadedFormula[];
  /** Those of them that attach again what they are attached by. */
  readonly inCircle = new Set<LoadedFormula>();

  constructor(
    root: LoadedFormula,
    readonly context: PhaseContext,
  ) {
    this.path = [root];
    this.bonds = new Map([[root, { source: idOf(root.candidate) }]]);
  }

  readonly compose = (formula: LoadedFormula): Composed => {
    const known = this.#composed.get(formula) ?? compose(formula, this.context);
    this.#composed.set(formula, known);
    return known;
  };

  /** Every file that took part so far. */
  readonly sources = (): Source[] => [
    ...new Set([...this.#composed.values()].flatMap(({ sources }) => sources)),
  ];
}

/** A protomolecule, and what it was made of. */
export interface Cooked {
  readonly cooking: Cooking;
  readonly wiring: Wiring;
  readonly schedule: Schedule;
  /** Made when it is first asked for: findings do not need it. */
  readonly protomolecule: () => Protomolecule;
}

/** The phases behind inheritance; undefined when a limit stopped them. */
export function cook(
  formula: Composed,
  values: Values,
  options: Pick<Cooking['options'], 'openShape' | 'preset'>,
  kitchen: Kitchen,
  ended: Ended,
): Cooked | undefined {
  const { compose, context, sources } = kitchen;
  const cooking = new Cooking(formula, values, context, { compose, ...options });
  for (const pass of EXPANDING) {
    pass(cooking);
    // What is missing now has not been forgotten by the author; later passes would only say that it is.
    if (cooking.growth.isStopped) return undefined;
  }
  ended('expand', () => describeTree(cooking));

  weaveAspects(cooking);
  if (cooking.growth.isStopped) return undefined;
  ended('weave', () => describeTree(cooking));

  decideConditions(cooking.roots, false, cooking);
  checkPresets(cooking);
  const wiring = wire(cooking);
  ended('wire', () => describeTree(cooking));

  const scheduled = schedule(wiring, cooking);
  ended('graph', () => ({
    ...scheduled,
    steps: scheduled.steps.map(({ step, needs }) => ({ id: step.id, needs })),
  }));

  if (formula.type === 'aspect') rehearse(cooking);
  const protomolecule = emit(cooking, wiring, scheduled, {
    sources,
    cookBonds: (formulas) => cookBonds(formulas, kitchen),
  });
  // What is cooked to be used counts as made in this phase.
  if (!options.openShape) protomolecule();
  ended('emit', protomolecule);
  return { cooking, wiring, schedule: scheduled, protomolecule };
}

/**
 * Check what is attached while the molecule runs, with all that it attaches itself: what is wrong in it must
 * be known before anything runs. Its values are given only then.
 */
function cookBonds(
  formulas: ReadonlyMap<string, LoadedFormula>,
  kitchen: Kitchen,
): Readonly<Record<string, ProtoBond>> {
  const { bonds: known, path, inCircle, context } = kitchen;
  const bonds: Record<string, ProtoBond> = {};
  for (const [name, loaded] of [...formulas].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // What attaches a formula that is being cooked would have another fingerprint when cooked by itself.
    const at = path.indexOf(loaded);
    if (at !== -1) for (const between of path.slice(at + 1)) inCircle.add(between);
    if (!known.has(loaded)) {
      const source = idOf(loaded.candidate);
      known.set(loaded, { source });
      const formula = kitchen.compose(loaded);
      const values = new Values(formula.variables, new Map(), formula.name, 'compile', context);
      path.push(loaded);
      const cooked = cook(formula, values, { openShape: true }, kitchen, () => {});
      path.pop();
      if (cooked && !inCircle.has(loaded))
        known.set(loaded, { source, fingerprint: cooked.protomolecule().fingerprint });
    }
    bonds[name] = known.get(loaded) as ProtoBond;
  }
  return bonds;
}
