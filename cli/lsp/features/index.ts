import { codeActions } from './code-actions.js';
import { codeLenses } from './code-lenses.js';
import { commands } from './commands/index.js';
import { documentSymbols } from './document-symbols.js';
import type { Feature } from './feature.js';
import { folding } from './folding.js';
import { formatting } from './formatting.js';
import { inlayHints } from './inlay-hints.js';
import { semanticTokens } from './semantic-tokens.js';

/** All that can be asked for, besides findings, which are told unasked. */
export const FEATURES: readonly Feature[] = [
  codeActions,
  codeLenses,
  commands,
  documentSymbols,
  folding,
  formatting,
  inlayHints,
  semanticTokens,
];
