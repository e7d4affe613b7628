import { codeActions } from './code-actions.js';
import { commands } from './commands/index.js';
import { documentSymbols } from './document-symbols.js';
import type { Feature } from './feature.js';
import { folding } from './folding.js';
import { formatting } from './formatting.js';

/** All that can be asked for, besides findings, which are told unasked. */
export const FEATURES: readonly Feature[] = [codeActions, commands, documentSymbols, folding, formatting];
