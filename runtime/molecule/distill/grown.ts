import type { ProtoBarrier, Protomolecule } from '../../../compiler/emit/protomolecule.js';
import { type BeadRow, BLOCKING, type Node } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import type { Part, StoredProtomolecule } from '../../ledger/molecule.js';
import { barriersIn } from '../barriers.js';
import { withoutMolecule } from '../digest.js';
import { fillStep } from '../fill.js';
import { storedOf } from '../pinned.js';
import { USUAL_PRIORITY } from '../row.js';
import { type BeadFacts, factsOf } from './bead-facts.js';
import { LeftOut } from './left-out.js';
import type { Naming } from './moved.js';

/** A bead that came to a molecule after it was poured. */
export interface Added extends BeadFacts {
  /** How what it asks for is called there. */
  readonly naming: Naming;
}

/** A molecule as it has grown: what was poured, and what was bonded or added by hand. */
export interface Grown {
  readonly root: BeadRow;
  readonly stored: StoredProtomolecule;
  readonly added: readonly Added[];
  /** Of what was bonded. */
  readonly barriers: readonly ProtoBarrier[];
  /** The ids of steps by the numbers of their beads; those that only repeat or instantiate a step have none. */
  readonly stepIds: ReadonlyMap<number, string>;
  /** What steps that were poured wait for since: the ends of what was bonded before them. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  /** What came later attaches by name. */
  readonly bonds: NonNullable<Protomolecule['bonds']>;
  readonly left: LeftOut;
}

/** Read what has become of a molecule, in one snapshot. */
export function readGrown(view: View, root: BeadRow): Grown {
  const parts = view.partsOf(root.n);
  const [poured] = parts;
  if (!poured) throw new Error(`the molecule ${root.id} has no part`);
  const beads = view.beadsOf(root.n).filter(({ n }) => n !== root.n);
  const tree = new Tree(view, root, parts, beads);
  const left = new LeftOut();
  const added: Added[] = [];
  const needs = new Map<string, string[]>();
  const changed = changesByHand(view, poured);
  for (const bead of beads) {
    if (tree.isMadeByItself(bead)) {
      if (bead.step === null && bead.part === poured.part)
        left.add('what was added to what repeats or is attached', bead.id);
    } else if (bead.part === poured.part && bead.step !== null) {
      if (changed(bead)) left.add('changes by hand', bead.id);
      const more = tree.needsOfAdded(bead);
      if (more.length > 0) needs.set(bead.step, more);
    } else added.push({ ...factsOf(view, bead), naming: tree.namingOf(bead) });
  }
  const stored = storedOf(view, poured.fingerprint);
  const bonds = bondsOf(view, parts, added);
  return { root, stored, added, barriers: tree.barriers(), stepIds: tree.stepIds, needs, bonds, left };
}

/** The containers of what hooks of the formula attached when it was poured for a bead: one for each hook, as it says. */
function rootsOfHooks(view: View, [poured, ...later]: readonly Part[]): ReadonlySet<number> {
  const { hooks = [], bonds = {} } = poured ? storedOf(view, poured.fingerprint).protomolecule : {};
  const roots = new Set<number>();
  for (const { attach, at = null } of hooks) {
    const fingerprint = bonds[attach]?.fingerprint;
    const part = later.find(
      (each) => each.fingerprint === fingerprint && each.point === at && !roots.has(each.root),
    );
    if (part) roots.add(part.root);
  }
  return roots;
}

function bondsOf(view: View, parts: readonly Part[], added: readonly Added[]): Grown['bonds'] {
  const used = new Set(added.map(({ bead }) => bead.part));
  const bonds = parts
    .slice(1)
    .filter(({ part }) => used.has(part))
    .flatMap(({ fingerprint }) => Object.entries(storedOf(view, fingerprint).protomolecule.bonds ?? {}));
  return Object.fromEntries(bonds);
}

/** Who is in whom in a molecule, and what the steps are called. */
class Tree {
  readonly stepIds = new Map<number, string>();
  readonly #byNumber: ReadonlyMap<number, BeadRow>;
  readonly #namings = new Map<number, Naming>();
  readonly #madeByItself = new Map<number, boolean>();
  readonly #hooked: ReadonlySet<number>;
  readonly #barriers: readonly Node[];
  readonly #poured: number;

  constructor(
    private readonly view: View,
    root: BeadRow,
    parts: readonly Part[],
    beads: readonly BeadRow[],
  ) {
    this.#poured = parts[0]?.part ?? -1;
    this.#byNumber = new Map(beads.map((bead) => [bead.n, bead]));
    for (const { part, fingerprint, prefix } of parts) {
      const { steps } = storedOf(view, fingerprint).protomolecule;
      this.#namings.set(part, { ids: new Set(steps.map(({ id }) => id)), prefix });
    }
    this.#hooked = rootsOfHooks(view, parts);
    for (const bead of beads)
      if (!this.isMadeByItself(bead)) this.stepIds.set(bead.n, withoutMolecule(bead.id, root.id));
    this.#barriers = barriersIn(view, root.n).filter(({ part }) => part !== this.#poured);
    for (const { n } of this.#barriers) this.stepIds.set(n, `barrier ${n}`);
  }

  /** Whether its formula makes it again by itself: a later iteration, an instance for an item, or what a hook attaches. */
  isMadeByItself(bead: BeadRow): boolean {
    const known = this.#madeByItself.get(bead.n);
    if (known !== undefined) return known;
    const parent = bead.parent === null ? undefined : this.#byNumber.get(bead.parent);
    const isInstance = parent?.policy?.on_complete !== undefined && /\.item\d+$/.test(bead.id);
    const isIteration = bead.step !== null && !this.namingOf(bead).ids.has(bead.step);
    const isHooked = this.#hooked.has(bead.n);
    const made =
      isInstance || isIteration || isHooked || (parent !== undefined && this.isMadeByItself(parent));
    this.#madeByItself.set(bead.n, made);
    return made;
  }

  namingOf({ part }: BeadRow): Naming {
    return this.#namings.get(part ?? -1) ?? { ids: new Set(), prefix: '' };
  }

  /** What came later and a poured step waits for. */
  needsOfAdded({ n }: BeadRow): string[] {
    return this.view.edgesFrom(n).flatMap(({ to, type }) => {
      const target = this.#byNumber.get(to);
      const isAdded = target && (target.part !== this.#poured || target.step === null);
      return isAdded && BLOCKING.some((each) => each === type) ? (this.stepIds.get(to) ?? []) : [];
    });
  }

  barriers(): ProtoBarrier[] {
    return this.#barriers.map(({ n }) => ({
      id: this.stepIds.get(n) ?? '',
      needs: this.view.edgesFrom(n).flatMap(({ to }) => this.stepIds.get(to) ?? []),
    }));
  }
}

/** Whether somebody has written something else into a bead than what was poured; convoys' texts are not known here. */
function changesByHand(view: View, { fingerprint, values }: Part): (bead: BeadRow) => boolean {
  const { steps } = storedOf(view, fingerprint).protomolecule;
  const byId = new Map(steps.map((step) => [step.id, step]));
  return (bead) => {
    const proto = byId.get(bead.step ?? '');
    if (!proto || proto.templates || proto.brief) return false;
    const step = fillStep(proto, values);
    return (
      bead.title !== step.title ||
      bead.description !== (step.description ?? '') ||
      bead.acceptance !== (step.acceptance ?? '') ||
      bead.notes !== (step.notes ?? '') ||
      bead.priority !== (step.priority ?? USUAL_PRIORITY)
    );
  };
}
