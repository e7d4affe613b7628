import type { LoadedFormula } from '../check/load.js';
import { readValue } from '../check/variable.js';
import { reportUnknown, reportWithoutValue } from '../expand/arguments.js';
import type { Cooking } from '../expand/cooking.js';
import type { Step } from '../expand/region.js';
import type { Composed } from '../inherit/composed.js';
import { placeholders } from '../language/placeholder.js';
import type { Scope } from '../language/render.js';
import type { Scalar } from './protomolecule.js';
import { sorted } from './sorted.js';
import type { Texts } from './texts.js';

/** A place that has a formula attached while the molecule runs. */
export interface BondSite {
  /** The formula, as written there. */
  readonly name: string;
  readonly rule: object;
  readonly key: 'bond' | 'attach';
  readonly vars: Readonly<Record<string, Scalar>> | undefined;
  /** The formula in whose files it is written. */
  readonly from: Composed;
  readonly scope: Scope;
  readonly step: Step | undefined;
  /** Names in single braces that get their values only when it is attached. */
  readonly isPerItem: boolean;
}

/** The formulas that are attached while the molecule runs, and what they are given. */
export class Bonds {
  /** By name as written; none that is missing or wrong, which has been reported. */
  readonly formulas = new Map<string, LoadedFormula>();

  constructor(
    private readonly cooking: Cooking,
    private readonly texts: Texts,
  ) {}

  /** Check what is attached at `site`; gives the values for its variables, those of the same name included. */
  add(site: BondSite): Readonly<Record<string, Scalar>> | undefined {
    const { name, rule, key } = site;
    const named = site.from.references.get(name);
    if (!named) return undefined; // reported when it was looked for
    const loaded = named.overlaid ?? named;
    const formula = this.cooking.options.compose(loaded);
    if (formula.type === 'aspect') {
      const { reporter, spans } = this.cooking.context;
      const facts = { name: formula.name, type: formula.type, wanted: 'workflow', key };
      reporter.report('GT5001', facts, { span: spans.value(rule, key) });
      return undefined;
    }
    this.formulas.set(name, loaded);
    return this.#values(formula, site);
  }

  #values(formula: Composed, site: BondSite): Readonly<Record<string, Scalar>> | undefined {
    const { cooking } = this;
    const { reporter, spans } = cooking.context;
    const { vars: given = {}, rule, key } = site;
    reportUnknown(given, formula, cooking);
    const texts: Record<string, Scalar> = {};
    const values: Record<string, Scalar> = {};
    for (const [name, value] of Object.entries(given)) {
      const isHandedOn = formula.variables.get(name)?.isSecret === true && this.#isSecret(value);
      (isHandedOn ? values : texts)[name] = value;
    }
    spans.copy(given, texts);
    Object.assign(values, this.texts.inside(texts, site.scope, site.step, texts, true));
    for (const variable of formula.variables.values()) {
      const { name } = variable;
      const value = values[name];
      if (value !== undefined) {
        if (isOpen(value, site)) continue;
        const read = readValue(variable, value, cooking.context);
        if ('value' in read) continue;
        const facts = { formula: formula.name, parameter: name, value: String(value), reason: read.reason };
        reporter.report('GT5005', facts, { span: spans.value(given, name) });
      } else if (cooking.formula.variables.has(name) && variable.default === undefined) {
        values[name] = `{{${name}}}`;
        if (!variable.isSecret && this.#isSecret(values[name]))
          reporter.report('GT3014', { name, key }, { span: spans.value(rule, key) });
      } else if (variable.required && variable.default === undefined) {
        reportWithoutValue(variable, formula, spans.value(rule, key), cooking);
      }
    }
    return Object.keys(values).length > 0 ? sorted(values) : undefined;
  }

  /** Whether a value is a secret of the formula and nothing else: that may be handed on to a secret. */
  #isSecret(value: Scalar | undefined): boolean {
    const name = /^\{\{(\w+)\}\}$/.exec(String(value))?.[1] ?? '';
    return this.cooking.formula.variables.get(name)?.isSecret === true;
  }
}

const isOpen = (value: Scalar, { isPerItem }: BondSite): boolean =>
  typeof value === 'string' &&
  placeholders(value).some(
    ({ form, name }) => form === 'variable' || (isPerItem && /^(?:item|index)\b/.test(name)),
  );
