import type { Member } from './outline.js';

/** Deeper than this, the outer lines are left off: they would make the picture grow with the square of the depth. */
const MAX_LEVELS = 12;
const LEVEL_WIDTH = 3;

/** By `Member.number`: the lines that lead from its containers to it. */
export function rails(top: readonly Member[]): string[] {
  const rail: string[] = [];
  /** The line of each container, as its contents continue it. */
  const stack: { member: Member; lead: string; isLast: boolean }[] = [];
  for (const member of [...top].reverse()) stack.push({ member, lead: '', isLast: true });
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { member, lead, isLast } = next;
    const inside = member.container !== undefined;
    rail[member.number] = inside ? `${lead}${isLast ? '└─ ' : '├─ '}` : '';
    const below = inside ? shorten(`${lead}${isLast ? '   ' : '│  '}`) : '';
    for (let child = member.children.length - 1; child >= 0; child--) {
      const isLastChild = child === member.children.length - 1;
      stack.push({ member: member.children[child] as Member, lead: below, isLast: isLastChild });
    }
  }
  return rail;
}

function shorten(lead: string): string {
  const longest = MAX_LEVELS * LEVEL_WIDTH;
  return lead.length <= longest ? lead : `…${lead.slice(1 - longest)}`;
}
