import type { Formula } from '../check/generated/formula.js';
import type { LoadedFormula } from '../check/load.js';
import type { Variable } from '../check/variable.js';
import type { Composed } from '../inherit/composed.js';
import type { LintSubject } from './subject.js';

/** Every variable or parameter of a formula, inherited ones too, and whether anything may use it. */
export function usage({ root, cooking }: LintSubject): [Variable, boolean][] {
  const { formula } = cooking;
  const used = mentions(formula, root);
  return [...formula.variables.values()].map((variable) => [variable, used.has(variable.name)]);
}

/**
 * The names that a formula may use, itself or through what it draws in. Generous on purpose: what is called
 * unused must be so, however a worker or a template reads the text.
 */
function mentions(formula: Composed, root: LoadedFormula): ReadonlySet<string> {
  const found = new Set<string>();
  collect(withoutDeclarations(formula.doc), found);
  collect(defaults(formula.doc), found);
  const drawnIn = new Set<LoadedFormula>([root]);
  for (const each of drawnIn) for (const next of each.references.values()) drawnIn.add(next);
  drawnIn.delete(root);
  for (const { doc } of drawnIn) {
    const own = new Set<string>();
    const declared = { ...doc.vars, ...doc.inputs };
    collect(withoutDeclarations(doc), own);
    // A parameter of the fragment is none of the formula's variables, unless nothing else gives it a value.
    for (const name of own) if (declared[name] === undefined) found.add(name);
    for (const [name, variable] of Object.entries(declared)) {
      if (typeof variable === 'object' && variable.default === undefined) found.add(name);
    }
    collect(defaults(doc), found);
  }
  return found;
}

/** A declaration says what a variable is; it makes no use of it. */
const withoutDeclarations = (doc: Formula): object => ({ ...doc, vars: undefined, inputs: undefined });

/** What a default says of variables, it says where it is filled in. */
const defaults = ({ vars, inputs }: Formula): unknown[] =>
  Object.values({ ...vars, ...inputs }).map((each) => (typeof each === 'object' ? each.default : each));

/** Keys whose text is an expression, in which names need no braces, or a command with its environment. */
const BARE: ReadonlySet<string> = new Set(['condition', 'range', 'count', 'until', 'max', 'for_each', 'run']);

/** The names that the texts in `tables` may mean. */
function collect(tables: unknown, found: Set<string>): void {
  // The same words stand in many texts: each part is taken apart once.
  const seen = new Set<string>();
  const visit = (value: unknown, isBare: boolean): void => {
    if (typeof value === 'string') {
      for (const part of isBare ? [value] : (value.match(NAMED) ?? [])) {
        if (!isBare && seen.has(part)) continue;
        if (!isBare) seen.add(part);
        // Names of an environment are mostly written in capitals.
        for (const word of part.match(WORD) ?? []) found.add(word).add(isBare ? word.toLowerCase() : word);
      }
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item, isBare);
    } else if (typeof value === 'object' && value !== null) {
      const table = value as Record<string, unknown>;
      for (const key in table) visit(table[key], BARE.has(key));
    }
  };
  visit(tables, false);
}

/**
 * In braces, behind a dollar sign, or marked by what stands around it as a name that workers know:
 * `| port |`, `<rig>`; words with an underscore are never anything else.
 */
const NAMED =
  /\{[^{}\n]{1,256}\}|\$[A-Za-z_][A-Za-z0-9_]*|(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+|(?<=[|`<"'*] ?)[A-Za-z][A-Za-z0-9]*(?= ?[|`>"'*])/g;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/g;
