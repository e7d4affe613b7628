import type { Edge, EdgeType } from '../../ledger/bead.js';
import { BLOCKING, TELLING } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import type { Line } from '../line/line.js';
import { type Dependency, joinsAny, PARENT } from '../line/relations.js';
import { compareText } from '../line/stable.js';
import { timeOf } from '../line/time.js';
import { detailsToKeep, type KeptDependency } from '../rows/dependency-fields.js';
import { Names } from '../rows/names.js';
import type { Incoming } from './decide.js';

/** What a bead is among, by number; and what of that is not here, to be kept in its `extra`. */
export interface Placed {
  readonly parent: number | null;
  readonly edges: readonly Edge[];
  readonly kept: readonly KeptDependency[];
  /** Ids that are not here. */
  readonly missing: readonly string[];
  /** The parent that it says it has, and that is inside of it. */
  readonly insideOut: string | undefined;
}

const EDGE_TYPES: readonly string[] = [...BLOCKING, ...TELLING];

/** Gives ids their numbers: those that are here, and those that come with a file, in the order in which they came to be. */
export class Placing {
  readonly #names: Names;
  readonly #numbers = new Map<string, number>();
  /** New parents, by number. */
  readonly #parents = new Map<number, number | null>();

  constructor(
    private readonly view: View,
    next: number,
    beads: readonly Incoming[],
  ) {
    this.#names = new Names(view);
    const added = inOrder(beads.filter(({ n }) => n === undefined).map(({ line }) => line));
    for (const [at, { id }] of added.entries()) this.#numbers.set(id, next + at);
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id) ?? this.#names.numberOf(id);
  }

  /** The edges and the parent that a line speaks of. A parent that would be inside of it is not taken. */
  place(line: Line, n: number): Placed {
    const edges = new Map<number, Edge>();
    const kept: KeptDependency[] = [];
    const missing: string[] = [];
    let parent: number | null = null;
    let insideOut: string | undefined;
    for (const dependency of (line.fields['dependencies'] ?? []) as readonly Dependency[]) {
      const { issue_id: _, ...said } = dependency;
      const { type, depends_on_id } = said;
      const to = this.numberOf(depends_on_id);
      const isParent = type === PARENT;
      if (to === undefined) missing.push(depends_on_id);
      else if (isParent && this.#isAbove(n, to)) insideOut = depends_on_id;
      else if (isParent ? parent === null : to !== n && EDGE_TYPES.includes(type)) {
        if (isParent) parent = to;
        else edges.set(to, edgeOf(n, to, dependency));
        const details = detailsToKeep(dependency);
        if (details) kept.push(details);
        continue;
      }
      kept.push(said);
    }
    this.#parents.set(n, parent);
    return { parent, edges: [...edges.values()], kept, missing, insideOut };
  }

  /** Whether `n` is `below`, or above it. */
  #isAbove(n: number, below: number): boolean {
    const seen = new Set<number>();
    for (let at: number | null | undefined = below; at != null && !seen.has(at); at = this.#parentOf(at)) {
      if (at === n) return true;
      seen.add(at);
    }
    return false;
  }

  #parentOf(n: number): number | null | undefined {
    return this.#parents.has(n) ? this.#parents.get(n) : this.view.node(n)?.parent;
  }
}

const edgeOf = (from: number, to: number, { type, metadata }: Dependency): Edge => ({
  from,
  to,
  type: type as EdgeType,
  ...(type === 'waits-for' && { join: joinsAny({ metadata }) ? ('any' as const) : ('all' as const) }),
});

/**
 * The order of new numbers: by age, a molecule as a whole with its root first and its steps in the order of their source. It is
 * the order in which beads of one priority and one age are ready.
 */
export function inOrder(lines: readonly Line[]): Line[] {
  const created = (line: Line | undefined): number => {
    const said = line?.fields['created_at'];
    return typeof said === 'string' ? timeOf(said) : 0;
  };
  const byId = new Map(lines.map((line) => [line.id, line]));
  const keys = new Map(
    lines.map((line) => {
      const molecule = line.fields['molecule'];
      const root = typeof molecule === 'string' ? byId.get(molecule) : undefined;
      const order = root ? Number(line.fields['order'] ?? 0) : 0;
      return [line, { age: created(root ?? line), molecule: root?.id ?? '', order }] as const;
    }),
  );
  return [...lines].sort((a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)];
    if (!x || !y) return 0;
    return (
      x.age - y.age || compareText(x.molecule, y.molecule) || x.order - y.order || compareText(a.id, b.id)
    );
  });
}
