import type { BeadRow } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';

/** Letters of a variable's name that an environment can have. */
const variableName = (name: string): string => `GT_VAR_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;

/**
 * What a command of a step finds in its environment: which step and attempt it is for, the step's output, and each
 * variable as `GT_VAR_NAME`. Values are never part of the command's text. A secret is looked up in `outer` by the name
 * that the formula keeps, and stands nowhere else.
 */
export function commandEnvironment(
  view: View,
  bead: BeadRow,
  outer: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const part = bead.part === null ? undefined : view.part(bead.part);
  const declared = part && view.protomolecule(part.fingerprint)?.protomolecule.vars;
  const values = Object.entries(part?.values ?? {}).map(([name, value]): [string, string | undefined] => [
    variableName(name),
    declared?.[name]?.secret === true ? outer[String(value)] : String(value),
  ]);
  const output = view.output(bead.n);
  return {
    ...outer,
    ...Object.fromEntries(values),
    GT_STEP: bead.id,
    GT_MOLECULE: bead.molecule === null ? undefined : view.idOf(bead.molecule),
    GT_ATTEMPT: String(bead.attempt),
    GT_OUTPUT: output === undefined ? undefined : JSON.stringify(output),
  };
}
