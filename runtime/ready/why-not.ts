import type { Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { why } from './why.js';

/** Why a node cannot be worked on, for a message. */
export const whyNot = (view: View, node: Node): string => why(view, node).message;
