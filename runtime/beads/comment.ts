import { fail } from '../failure/failure.js';
import type { Node } from '../ledger/bead.js';
import type { Turn } from '../step/turn.js';
import { checkText } from './fields.js';

/** Say something about a bead. Throws GT8105. */
export function comment(turn: Turn, node: Node, text: string): void {
  if (text.trim() === '') fail('GT8105', { field: 'the comment', reason: 'is empty' });
  checkText('the comment', text);
  turn.tx.addComment({ n: node.n, author: turn.actor, text, at: turn.now });
  turn.log('comment.added', node, { text });
}
