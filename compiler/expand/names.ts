import type { Node } from './region.js';

/**
 * What names mean in one place. The body of a loop is a scope of its own: inside it a step is called by
 * the id its author wrote, everywhere by its whole id (`moves.iter3.lift`). So a reference needs no
 * rewriting when a body or a template is copied.
 */
export class Names {
  readonly #own = new Map<string, Node>();

  private constructor(
    /** What all ids of this scope begin with: `moves.iter3.`; empty for a formula's outermost scope. */
    readonly prefix: string,
    readonly outer: Names | undefined,
  ) {}

  static root(): Names {
    return new Names('', undefined);
  }

  /** A scope inside this one, for ids that begin with `prefix`, or for the steps of one expansion. */
  inner(prefix: string): Names {
    return new Names(prefix, this);
  }

  /** Make `node` known by its id, here and in the scopes around; gives what has that id already. */
  define(node: Node): Node | undefined {
    let clash: Node | undefined;
    for (let scope: Names | undefined = this; scope; scope = scope.outer) {
      if (!node.id.startsWith(scope.prefix)) continue;
      const name = node.id.slice(scope.prefix.length);
      const known = scope.#own.get(name);
      if (!known) scope.#own.set(name, node);
      else if (!scope.outer) clash = known;
    }
    return clash;
  }

  find(name: string): Node | undefined {
    for (let scope: Names | undefined = this; scope; scope = scope.outer) {
      const node = scope.#own.get(name);
      if (node) return node;
    }
    return undefined;
  }

  /** The shortest name by which `find` finds `node`; its whole id where there is none. */
  nameOf(node: Node): string {
    for (let scope: Names | undefined = this; scope; scope = scope.outer) {
      if (!node.id.startsWith(scope.prefix)) continue;
      const name = node.id.slice(scope.prefix.length);
      if (this.find(name) === node) return name;
    }
    return node.id;
  }

  /** Every name that `find` knows, innermost first; for suggestions. */
  *known(): Generator<string> {
    for (let scope: Names | undefined = this; scope; scope = scope.outer) yield* scope.#own.keys();
  }
}
