import type { Check } from '../finding.js';

/** GT8604: parts of molecules whose protomolecule is gone, so that loops and fan-out cannot go on. */
export const protomolecules: Check = {
  code: 'GT8604',
  find(view) {
    const lost = view
      .molecules({})
      .flatMap(({ n }) => view.partsOf(n))
      .filter(({ fingerprint }) => view.protomolecule(fingerprint) === undefined);
    if (lost.length === 0) return [];
    return [
      {
        code: 'GT8604',
        severity: 'error',
        message: `the protomolecules of ${lost.length} parts of molecules are gone`,
        evidence: lost.map(({ molecule, fingerprint }) => `${view.idOf(molecule)}: ${fingerprint}`),
        help: 'import .beads/issues.jsonl of a clone that has them: "bd import FILE"',
        canFix: false,
      },
    ];
  },
};
