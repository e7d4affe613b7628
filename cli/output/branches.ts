import { cut } from '../../compiler/picture/columns.js';
import { visible } from '../../compiler/picture/visible.js';
import type { Branch } from '../../runtime/beads/dependency-tree.js';
import type { Stream } from '../environment.js';
import { icon } from './bead-row.js';

/** A tree of beads, each on a line. Without recursion: it may be as deep as a ledger is long. */
export function branchText(root: Branch, stream: Pick<Stream, 'isTerminal' | 'width'>): string {
  const lines: string[] = [];
  const stack: { readonly branch: Branch; readonly lead: string; readonly below: string }[] = [
    { branch: root, lead: '', below: '' },
  ];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { branch, lead, below } = top;
    const line = lead + lineOf(branch);
    lines.push(stream.isTerminal ? cut(line, stream.width) : line);
    const last = branch.branches.length - 1;
    branch.branches.toReversed().forEach((each, at) => {
      const isLast = at === 0;
      stack.push({
        branch: each,
        lead: `${below}${isLast ? '└─ ' : '├─ '}`,
        below: `${below}${isLast || last < 0 ? '   ' : '│  '}`,
      });
    });
  }
  return lines.map((line) => `${line}\n`).join('');
}

function lineOf({ bead, type, isRepeated, isCut }: Branch): string {
  const how = type === undefined || type === 'blocks' ? '' : `  (${type})`;
  const more = isRepeated ? '  (shown above)' : isCut ? '  (more behind it)' : '';
  return `${icon(bead)} ${bead.id}  ${visible(bead.title)}${how}${more}`;
}
