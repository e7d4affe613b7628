import type { Bead, Node } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';

interface Members {
  /** The place of each node in its molecule, from 0. */
  readonly order: ReadonlyMap<number, number>;
  readonly barriers: ReadonlyMap<number, string>;
  readonly numbers: ReadonlyMap<string, number>;
}

/**
 * What nodes are called in lines, where numbers mean nothing. Good for one snapshot. A barrier, which has no id, is called by
 * its part and by which of its barriers it is: `gt-mol-x.#1`, `gt-mol-x.survey.item3.#2`; no step can have such an id.
 */
export class Names {
  /** Undefined for what is ephemeral, which lines do not speak of. */
  readonly #ids = new Map<number, string | undefined>();
  readonly #members = new Map<number, Members>();

  constructor(private readonly view: View) {}

  /** Of a bead that was read already, so that it need not be read again. */
  learn({ n, id, ephemeral }: Pick<Bead & Node, 'n' | 'id' | 'ephemeral'>): void {
    this.#ids.set(n, ephemeral ? undefined : id);
  }

  /** Undefined for what is ephemeral, or not there. */
  idOf(n: number): string | undefined {
    if (this.#ids.has(n)) return this.#ids.get(n);
    const node = this.view.node(n);
    const id = node && !node.ephemeral ? this.#nameOf(node) : undefined;
    this.#ids.set(n, id);
    return id;
  }

  /** The number of a bead or a barrier. */
  numberOf(id: string): number | undefined {
    const root = /^(.*?)\..*#\d+$/.exec(id)?.[1];
    if (root === undefined) return this.view.numberOf(id);
    const molecule = this.view.numberOf(root);
    return molecule === undefined ? undefined : this.membersOf(molecule).numbers.get(id);
  }

  /** The place of a node among those of its molecule. */
  orderOf({ n, molecule }: Pick<Node, 'n' | 'molecule'>): number | undefined {
    return molecule === null ? undefined : this.membersOf(molecule).order.get(n);
  }

  membersOf(molecule: number): Members {
    const known = this.#members.get(molecule);
    if (known) return known;
    const nodes = this.view.nodesOf(molecule);
    const prefixes = new Map(this.view.partsOf(molecule).map(({ part, prefix }) => [part, prefix]));
    const root = this.view.idOf(molecule) ?? '';
    const counts = new Map<number | null, number>();
    const barriers = new Map<number, string>();
    for (const { n, kind, part } of nodes) {
      if (kind !== 'barrier') continue;
      const count = (counts.get(part) ?? 0) + 1;
      counts.set(part, count);
      barriers.set(n, `${root}.${prefixes.get(part ?? 0) ?? ''}#${count}`);
    }
    const members = {
      order: new Map(nodes.map(({ n }, at) => [n, at])),
      barriers,
      numbers: new Map([...barriers].map(([n, id]) => [id, n])),
    };
    this.#members.set(molecule, members);
    return members;
  }

  #nameOf({ n, kind, molecule }: Node): string | undefined {
    if (kind !== 'barrier' || molecule === null) return this.view.idOf(n);
    return this.membersOf(molecule).barriers.get(n);
  }
}
