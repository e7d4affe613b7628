import { BELONGS, type FormulaType } from '../check/formula.js';
import type { Formula, Input } from '../check/generated/formula.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Protomolecule } from '../emit/protomolecule.js';

/**
 * The variables of a plain formula: as declared, and held to what has been decided by them. One that was given
 * has its value as default, for that stands in the texts; one that decided which steps there are has no other
 * value, for the steps hold for that only.
 */
export function plainVariables(
  { shape, values = {} }: Protomolecule,
  doc: Formula,
  type: FormulaType,
  reporter: Reporter,
): Pick<Formula, 'vars' | 'inputs'> {
  const held = (name: string, declared: Input): Input => {
    const given = values[name];
    const decided = shape[name];
    if (given === undefined && decided === undefined) return declared;
    const { required, ...definition } = typeof declared === 'object' ? declared : { default: declared };
    const isNeeded = required === true && given === undefined;
    return {
      ...definition,
      ...(isNeeded && { required }),
      ...(given !== undefined && { default: given }),
      ...(decided !== undefined && { enum: [decided] }),
    };
  };
  const heldAll = <T extends Input>(table: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(table).map(([name, declared]) => [name, held(name, declared) as T]));
  const { vars, inputs } = doc;
  if (!inputs || BELONGS.inputs?.includes(type)) {
    return { ...(vars && { vars: heldAll(vars) }), ...(inputs && { inputs: heldAll(inputs) }) };
  }
  const asVars = Object.entries(heldAll(inputs)).map(([name, input]) => {
    if (typeof input !== 'object' || input.required_unless === undefined) return [name, input];
    const { required_unless: _, ...definition } = input;
    reporter.report('GT5021', { what: `"required_unless" of the input "${name}"` });
    return [name, definition];
  });
  return { vars: { ...(vars && heldAll(vars)), ...Object.fromEntries(asVars) } };
}
