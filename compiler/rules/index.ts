import { almostAPlaceholder } from './almost-a-placeholder.js';
import { aspectWithoutMatch } from './aspect-without-match.js';
import { constantCondition } from './constant-condition.js';
import { duplicateNeed } from './duplicate-need.js';
import { gateWithoutTimeout } from './gate-without-timeout.js';
import { missingAcceptance } from './missing-acceptance.js';
import { missingTitle } from './missing-title.js';
import { neverRuns } from './never-runs.js';
import { patternWithoutMatch } from './pattern-without-match.js';
import { placeholderInShellText } from './placeholder-in-shell-text.js';
import { redundantNeed } from './redundant-need.js';
import type { Rule } from './rule.js';
import { singleChoice } from './single-choice.js';
import { undescribedVariable } from './undescribed-variable.js';
import { unknownCommand } from './unknown-command.js';
import { unusedParameter } from './unused-parameter.js';
import { unusedVariable } from './unused-variable.js';

/** All rules, by code. What each claims, stands above it in its file; spec/language.md has the table of them. */
export const RULES: readonly Rule[] = [
  // Variables
  unusedVariable, // GT7001
  unusedParameter, // GT7002
  // Order
  redundantNeed, // GT7003
  duplicateNeed, // GT7004
  // Steps that are not what they seem
  constantCondition, // GT7005
  neverRuns, // GT7006
  // Words that are missing
  missingTitle, // GT7007
  missingAcceptance, // GT7008
  undescribedVariable, // GT7009
  gateWithoutTimeout, // GT7010
  // Weaving
  aspectWithoutMatch, // GT7011
  patternWithoutMatch, // GT7012
  // Texts
  placeholderInShellText, // GT7013
  unknownCommand, // GT7014
  almostAPlaceholder, // GT7015
  singleChoice, // GT7016
];
