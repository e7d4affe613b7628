import { living, type Node, type Region, type Step } from '../expand/region.js';
import type { Neighbours } from './neighbours.js';

/** Whose output a name stands for while the molecule runs (spec: FLOW-3). */
export type OutputOwner =
  | {
      readonly is: 'step';
      /** A step that is worked on, or a loop with "until", which has the output of its last iteration. */
      readonly step: Step;
      /** A condition took it out: it has no output. */
      readonly isRemoved: boolean;
      /** The JSON schema, where there is one. */
      readonly schema: object | undefined;
    }
  /** Conditions left nothing of the region. */
  | { readonly is: 'gone'; readonly node: Node }
  | { readonly is: 'several'; readonly steps: readonly Node[] };

/** Finds the owners of outputs: what stands for several steps has the output of the one that ends it. */
export class Outputs {
  readonly #exits = new Map<Node, readonly Node[]>();

  constructor(private readonly neighbours: Neighbours) {}

  of(node: Node): OutputOwner {
    let at = living(node);
    let loop: Step | undefined;
    while (at.kind === 'region' || at.members.length > 0) {
      if (at.removed) return { is: 'gone', node: at };
      if (at.kind === 'step' && at.table.loop?.until !== undefined) loop ??= at;
      const exits = this.#exitsOf(at);
      const [exit, other] = exits;
      if (!exit) return { is: 'gone', node: at };
      if (other) return { is: 'several', steps: exits };
      at = exit;
    }
    return { is: 'step', step: loop ?? at, isRemoved: at.removed, schema: this.#schemaOf(at) };
  }

  /** Of one iteration of a loop with "until", as its condition asks for it. */
  ofIteration(loop: Step): OutputOwner {
    const exits = this.#exitsOf(loop);
    const [exit, other] = exits;
    if (!exit) return { is: 'gone', node: loop };
    return other ? { is: 'several', steps: exits } : this.of(exit);
  }

  /** Its own, or that of what it is the end of. */
  #schemaOf(step: Step): object | undefined {
    if (step.table.output) return step.table.output;
    for (let at: Region | Step | undefined = step.inside; at; at = at.inside) {
      const output = at.kind === 'region' ? at.replaced?.table.output : at.table.output;
      if (!output) continue;
      const [exit, other] = this.#exitsOf(at);
      return exit === step && !other ? output : undefined;
    }
    return undefined;
  }

  #exitsOf(node: Node): readonly Node[] {
    const known =
      this.#exits.get(node) ??
      (node.kind === 'region' ? this.neighbours.exits(node) : this.neighbours.exitsInside(node));
    this.#exits.set(node, known);
    return known;
  }
}
