import { codeActions } from './code-actions.js';
import { completion } from './completion.js';
import { documentSymbols } from './document-symbols.js';
import type { Feature } from './feature.js';
import { folding } from './folding.js';
import { formatting } from './formatting.js';
import { hover } from './hover.js';
import { navigation } from './navigation.js';
import { renaming } from './renaming.js';

/** All that can be asked for, besides findings, which are told unasked. */
export const FEATURES: readonly Feature[] = [
  codeActions,
  completion,
  documentSymbols,
  folding,
  formatting,
  hover,
  navigation,
  renaming,
];
