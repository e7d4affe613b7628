import type { Bundle } from '../../compiler/bundle.js';
import { type CompileOptions, compile } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import type { Candidate, Host } from '../../compiler/host.js';
import type { Values } from './fill.js';

/** What is poured: a protomolecule for its shape, what it can be cooked from again, and what fills its texts. */
export interface Ingredients {
  readonly protomolecule: Protomolecule;
  readonly bundle: Bundle;
  /** Of every variable that has one: given, or by default; and those that nobody declared. */
  readonly values: Values;
}

export interface Prepared {
  /** Absent when there are errors. */
  readonly ingredients: Ingredients | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export type PrepareOptions = Pick<CompileOptions, 'values' | 'preset' | 'strict' | 'stepTypes' | 'overlays'>;

/**
 * Cook a formula to pour it. All values are checked as for run time, before anything is written (spec: OP-4); what is
 * kept is cooked for the shape alone (spec: PHASE-2), so that molecules which differ in texts share a protomolecule.
 */
export async function prepare(
  candidate: Candidate,
  host: Host,
  options: PrepareOptions = {},
): Promise<Prepared> {
  const given = options.values ?? new Map<string, string>();
  const whole = await compile(candidate, host, { ...options, mode: 'runtime' });
  const { protomolecule: filled, diagnostics } = whole;
  if (!filled) return { ingredients: undefined, diagnostics };
  const shaping = new Map([...given].filter(([name]) => Object.hasOwn(filled.shape, name)));
  const isSame = given.size === shaping.size && Object.keys(filled.vars).length === 0;
  const shaped = isSame ? whole : await compile(candidate, host, { ...options, values: shaping });
  const { protomolecule, bundle } = shaped;
  if (!protomolecule || !bundle)
    throw new Error(`${candidate.name} cooks with values, and not for its shape`);
  return { ingredients: { protomolecule, bundle: bundle(), values: valuesOf(filled, given) }, diagnostics };
}

function valuesOf(filled: Protomolecule, given: ReadonlyMap<string, string>): Values {
  const defaults = Object.entries(filled.vars).flatMap(([name, variable]) =>
    variable.default === undefined ? [] : [[name, variable.default] as const],
  );
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(given), ...filled.values };
}
