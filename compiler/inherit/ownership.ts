import type { PhaseContext } from '../check/context.js';
import type { LoadedFormula } from '../check/load.js';
import { parentNames, parentSpan } from '../check/references.js';
import type { Value } from '../read/spans.js';
import type { Lineage } from './lineage.js';

interface Owner {
  readonly member: LoadedFormula;
  readonly value: Value;
  /** Two formulas that define it differently, neither extending the other. */
  quarrel: readonly [LoadedFormula, LoadedFormula] | undefined;
  /** All that ever defined it. */
  readonly definers: Set<LoadedFormula>;
}

/**
 * Who defined what. Two parents of which neither extends the other must not silently overrule each
 * other: that is a mistake unless a formula below both defines the thing itself.
 */
export class Ownership {
  readonly #owners = new Map<string, Owner>();
  readonly #nearest = new Map<string, LoadedFormula>();
  /** By thing, the formulas that changed a part of it and that nothing has overruled yet. */
  readonly #changed = new Map<string, LoadedFormula[]>();

  constructor(private readonly lineage: Lineage) {}

  define(what: string, member: LoadedFormula, value: Value): void {
    const owner = this.#owners.get(what);
    const settles = (party: LoadedFormula): boolean => this.#settles(member, party);
    let quarrel = owner?.quarrel;
    if (quarrel?.every(settles)) quarrel = undefined;
    else if (owner && !quarrel && !settles(owner.member) && canonical(owner.value) !== canonical(value))
      quarrel = [owner.member, member];
    const definers = owner?.definers ?? new Set();
    this.#owners.set(what, { member, value, quarrel, definers: definers.add(member) });
    this.lose(what, what);
  }

  /** `part` is gone, since `what` has been defined anew; so is what was changed in it. */
  lose(part: string, what: string): void {
    const owner = this.#owners.get(what);
    if (!owner) return;
    const { member } = owner;
    const changer = this.#changed.get(part)?.find((each) => !this.#settles(member, each));
    if (changer) owner.quarrel ??= [changer, member];
    this.#changed.delete(part);
  }

  /**
   * A part of `what` is changed. What another parent has defined anew is no longer the thing that was meant, and who
   * defines it anew later loses the change.
   */
  change(what: string, member: LoadedFormula): void {
    const owner = this.#owners.get(what);
    const meant = [...(owner?.definers ?? [])].some((definer) => this.#settles(member, definer));
    if (owner && meant && !this.#settles(member, owner.member)) owner.quarrel ??= [owner.member, member];
    const changed = this.#changed.get(what) ?? [];
    this.#changed.set(what, changed);
    changed.push(member);
  }

  /** What `member` inherits under that name; undefined when nothing above it defines it. */
  inherited(what: string, member: LoadedFormula): Value | undefined {
    const owner = this.#owners.get(what);
    return owner && this.lineage.descends(member, owner.member) ? owner.value : undefined;
  }

  #settles(member: LoadedFormula, party: LoadedFormula): boolean {
    return party === member || this.lineage.descends(member, party);
  }

  /** Whether `member` is the first that has `key`, or extends the one that had it until now. */
  isNearest(key: string, member: LoadedFormula): boolean {
    const nearest = this.#nearest.get(key);
    if (nearest && !this.lineage.descends(member, nearest)) return false;
    this.#nearest.set(key, member);
    return true;
  }

  /** Report the quarrels that nobody settled, at the `extends` of `formula`. */
  report(formula: LoadedFormula, { reporter, spans }: PhaseContext): void {
    for (const [what, { quarrel }] of this.#owners) {
      if (!quarrel) continue;
      const [one, other] = quarrel;
      const index = parentNames(formula.doc).findIndex((name) => {
        const parent = formula.references.get(name);
        return parent === other || (parent !== undefined && this.lineage.descends(parent, other));
      });
      const facts = { what, one: one.name, other: other.name };
      reporter.report('GT4003', facts, { span: parentSpan(formula.doc, Math.max(index, 0), spans) });
    }
  }
}

/** The same text for the same value, in whichever order its keys were written. */
const canonical = (value: Value): string =>
  JSON.stringify(value, (_, item: Value) =>
    typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
