import type { Bundle } from '../../../compiler/bundle.js';
import { protomoleculeProblem } from '../../../compiler/diff/protomolecule-text.js';
import { fingerprintOf, sha256 } from '../../../compiler/emit/fingerprint.js';
import type { Protomolecule } from '../../../compiler/emit/protomolecule.js';
import type { StoredProtomolecule } from '../../ledger/molecule.js';
import type { Line } from '../line/line.js';
import { isTable } from '../line/shapes.js';

/**
 * Why the protomolecule of a line is not to be relied on; undefined when it is what its fingerprint says, and its bundle
 * has the texts that it names. Steps are made from it, and whoever can write the file could put anything there.
 */
export function protomoleculeProblemOf({ id, fields }: Line): string | undefined {
  const { protomolecule, bundle } = fields;
  const problem = protomoleculeProblem(protomolecule) ?? bundleProblem(bundle);
  if (problem !== undefined) return `its protomolecule cannot be used: ${problem}`;
  const { fingerprint } = protomolecule as Protomolecule;
  return fingerprint === id && fingerprintOf(protomolecule as Protomolecule) === id
    ? undefined
    : 'its fingerprint is not that of its content';
}

function bundleProblem(bundle: unknown): string | undefined {
  if (!isTable(bundle) || !areTexts(bundle['tiers']) || !Array.isArray(bundle['sources']))
    return 'its bundle has another shape';
  for (const source of bundle['sources'] as readonly unknown[]) {
    if (!isTable(source)) return 'its bundle has another shape';
    const { id, format, sha256: hash, text, of } = source;
    if (!areTexts([id, format, hash, text]) || (of !== undefined && !areTexts(of)))
      return 'its bundle has another shape';
    if (sha256(String(text)) !== hash) return `its source ${JSON.stringify(id)} is not the one that it names`;
  }
  return undefined;
}

const areTexts = (list: unknown): boolean =>
  Array.isArray(list) && list.every((each) => typeof each === 'string');

/** Of a line that has no problem. */
export const storedProtomolecule = ({ id, fields }: Line): StoredProtomolecule => ({
  fingerprint: id,
  protomolecule: fields['protomolecule'] as Protomolecule,
  bundle: fields['bundle'] as Bundle,
});
