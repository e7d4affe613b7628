import type { Node } from '../../ledger/bead.js';
import type { Transaction } from '../../ledger/contract.js';
import type { Molecule, Part } from '../../ledger/molecule.js';
import type { Policy } from '../../ledger/policy.js';
import type { Fields, Line } from '../line/line.js';
import { isSame } from '../line/stable.js';
import type { Incoming } from './decide.js';

/** Which molecule a bead is of, and which part; both null where that is none that is here. */
export interface Membership {
  readonly molecule: number | null;
  readonly part: number | null;
  /** What is to change in a node that is here. */
  readonly change: Partial<Pick<Node, 'molecule' | 'part'>>;
  /** What the line says of a molecule that is not here. */
  readonly extra: Fields;
}

interface PartEntry extends Pick<Part, 'fingerprint'> {
  readonly root: string;
  readonly prefix?: string;
  readonly values?: Part['values'];
  readonly point?: string;
}

/** The molecules of a file, and which of their parts are which. */
export class Molecules {
  /** Parts by the numbers of their roots, by molecule. */
  readonly #parts = new Map<number, Map<number, number>>();

  constructor(
    private readonly tx: Transaction,
    private readonly numberOf: (id: string) => number | undefined,
  ) {}

  /**
   * Write a molecule, whose steps are counted afterwards. `isRoot`: whether the bead of that id still says that it is the root of
   * one; it does not when the molecule has been squashed.
   */
  write({ line, ours }: Incoming, isRoot: (n: number) => boolean, steps: readonly Line[]): void {
    const n = this.numberOf(line.id);
    if (n === undefined || !isRoot(n)) return;
    const { fields } = line;
    const own: Omit<Molecule, 'n' | 'openSteps' | 'activeSteps' | 'runningSteps' | 'stalled' | 'hasLonely'> =
      {
        phase: 'liquid',
        formula: String(fields['formula']),
        paused: fields['paused'] === true,
        cancelled: (fields['cancelled'] as string | undefined) ?? null,
        lean: fields['lean'] === true,
        squash: (fields['squash'] as Molecule['squash'] | undefined) ?? null,
        home:
          fields['home'] === undefined || fields['home'] === this.tx.setting('ledger')
            ? null
            : String(fields['home']),
      };
    const hasLonely = steps.some(isLonely);
    if (ours) this.tx.updateMolecule(n, { ...own, ...(hasLonely && { hasLonely }) });
    else
      this.tx.insertMolecule({
        n,
        ...own,
        hasLonely,
        openSteps: 0,
        activeSteps: 0,
        runningSteps: 0,
        stalled: false,
      });
    this.#writeParts(n, (fields['parts'] ?? []) as readonly PartEntry[]);
    for (const [name, value] of Object.entries((fields['flags'] ?? {}) as Record<string, string>))
      if (!isSame(value, (ours?.fields['flags'] as Fields | undefined)?.[name]))
        this.tx.setFlag(n, name, value);
  }

  #writeParts(molecule: number, parts: readonly PartEntry[]): void {
    const known = this.#partsOf(molecule);
    for (const { root, fingerprint, prefix = '', values = {}, point = null } of parts) {
      const n = this.numberOf(root);
      if (n !== undefined && !known.has(n))
        known.set(n, this.tx.insertPart({ molecule, root: n, fingerprint, prefix, values, point }));
    }
  }

  /** Where a line belongs. */
  of({ fields }: Line): Membership {
    const { molecule: id, part, order } = fields;
    if (id === undefined)
      return { molecule: null, part: null, change: { molecule: null, part: null }, extra: {} };
    const molecule = this.numberOf(String(id));
    if (molecule === undefined || !this.tx.molecule(molecule))
      return {
        molecule: null,
        part: null,
        change: { molecule: null, part: null },
        extra: { molecule: id, ...(part !== undefined && { part }), ...(order !== undefined && { order }) },
      };
    const root = part === undefined ? molecule : this.numberOf(String(part));
    const made = (root !== undefined ? this.#partsOf(molecule).get(root) : undefined) ?? null;
    return { molecule, part: made, change: { molecule, part: made }, extra: {} };
  }

  #partsOf(molecule: number): Map<number, number> {
    const known = this.#parts.get(molecule);
    if (known) return known;
    const parts = new Map(this.tx.partsOf(molecule).map(({ root, part }) => [root, part]));
    this.#parts.set(molecule, parts);
    return parts;
  }
}

const isLonely = ({ fields }: Line): boolean => (fields['policy'] as Policy | undefined)?.parallel === false;
