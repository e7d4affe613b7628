import { codeActions } from './code-actions.js';
import { codeLenses } from './code-lenses.js';
import { commands } from './commands/index.js';
import { completion } from './completion.js';
import { documentSymbols } from './document-symbols.js';
import type { Feature } from './feature.js';
import { folding } from './folding.js';
import { formatting } from './formatting.js';
import { hover } from './hover.js';
import { inlayHints } from './inlay-hints.js';
import { navigation } from './navigation.js';
import { renaming } from './renaming.js';
import { semanticTokens } from './semantic-tokens.js';

/** All that can be asked for, besides findings, which are told unasked. */
export const FEATURES: readonly Feature[] = [
  codeActions,
  codeLenses,
  commands,
  completion,
  documentSymbols,
  folding,
  formatting,
  hover,
  inlayHints,
  navigation,
  renaming,
  semanticTokens,
];
