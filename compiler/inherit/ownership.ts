import type { PhaseContext } from '../check/context.js';
import type { LoadedFormula } from '../check/load.js';
import { parentNames, parentSpan } from '../check/references.js';
import type { Value } from '../read/spans.js';
import type { Lineage } from './lineage.js';

interface Owner {
  member: LoadedFormula;
  value: Value;
  /** Two formulas that define it differently, neither extending the other. */
  quarrel: readonly [LoadedFormula, LoadedFormula] | undefined;
}

/**
 * Who defined what. Two parents of which neither extends the other must not silently overrule each
 * other: that is a mistake unless a formula below both defines the thing itself.
 */
export class Ownership {
  readonly #owners = new Map<string, Owner>();
  readonly #nearest = new Map<string, LoadedFormula>();

  constructor(private readonly lineage: Lineage) {}

  define(what: string, member: LoadedFormula, value: Value): void {
    const owner = this.#owners.get(what);
    if (!owner) {
      this.#owners.set(what, { member, value, quarrel: undefined });
      return;
    }
    const { descends } = this.lineage;
    const settles = (party: LoadedFormula): boolean => party === member || descends(member, party);
    if (owner.quarrel?.every(settles)) owner.quarrel = undefined;
    else if (!owner.quarrel && !settles(owner.member) && canonical(owner.value) !== canonical(value))
      owner.quarrel = [owner.member, member];
    owner.member = member;
    owner.value = value;
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
