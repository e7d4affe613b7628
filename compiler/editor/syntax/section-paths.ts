import type { Path, Section } from './tree.js';

/** What is known of a name: the last element of an array of tables, and what is below. */
interface Known {
  index: number | undefined;
  below: Map<string, Known>;
}

const unknown = (): Known => ({ index: undefined, below: new Map() });

/** The path of each section: `[steps.loop]` means the last of `[[steps]]` above it. */
export function sectionPaths(sections: readonly Omit<Section, 'path'>[]): Path[] {
  const root = unknown();
  return sections.map(({ header }) => {
    const path: (string | number)[] = [];
    let at = root;
    header?.keys.forEach(({ name }, place) => {
      const known = at.below.get(name) ?? unknown();
      at.below.set(name, known);
      path.push(name);
      if (header.isElement && place === header.keys.length - 1) {
        known.index = (known.index ?? -1) + 1;
        known.below = new Map();
      }
      if (known.index !== undefined) path.push(known.index);
      at = known;
    });
    return path;
  });
}
