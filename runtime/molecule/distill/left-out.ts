/** What a formula has no place for, and of which beads: told once for each kind, so that nothing is lost in silence. */
export class LeftOut {
  readonly #by = new Map<string, string[]>();

  add(what: string, id: string): void {
    const ids = this.#by.get(what);
    if (ids) ids.push(id);
    else this.#by.set(what, [id]);
  }

  /** `due dates (gt-a1.1, gt-a1.4 and 3 more)`, in the order in which they came up. */
  told(): string[] {
    return [...this.#by].map(([what, ids]) => {
      const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
      return `${what} (${ids.slice(0, MOST_NAMED).join(', ')}${more})`;
    });
  }
}

const MOST_NAMED = 3;
