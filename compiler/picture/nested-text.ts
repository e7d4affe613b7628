import type { Member } from './outline.js';

/** Deeper lines are not indented further, or the text would grow with the square of the depth. */
const MAX_INDENT = 16;

/** How one notation writes the members: `open` and `close` go around a container's contents. */
export interface Notation {
  leaf(member: Member): string;
  open(member: Member): readonly string[];
  close: string;
}

/** The lines of all members, nested as the containers are. */
export function nestedLines(top: readonly Member[], { leaf, open, close }: Notation): string[] {
  const lines: string[] = [];
  const stack: (Member | { closes: number })[] = [...top].reverse();
  const add = (depth: number, text: string): void => {
    lines.push('  '.repeat(Math.min(depth, MAX_INDENT) + 1) + text);
  };
  for (let next = stack.pop(); next; next = stack.pop()) {
    if ('closes' in next) {
      add(next.closes, close);
    } else if (next.children.length === 0) {
      add(next.depth, leaf(next));
    } else {
      const [first, ...rest] = open(next);
      if (first !== undefined) add(next.depth, first);
      for (const line of rest) add(next.depth + 1, line);
      stack.push({ closes: next.depth });
      for (let child = next.children.length - 1; child >= 0; child--)
        stack.push(next.children[child] as Member);
    }
  }
  return lines;
}
