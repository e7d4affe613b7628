/**
 * The templates of convoys: the subset of Go's text/template that their prompts are written in. Loaded only
 * for a convoy.
 */
import { checkTemplate } from './check.js';
import { parseTemplate } from './parse.js';
import { printTemplate } from './print.js';
import { isTemplate } from './recognise.js';
import { variableOf, vocabularyOf } from './vocabulary.js';

export type { TemplateProblem } from './problem.js';
export type { PlaceName } from './vocabulary.js';

/** What the lazily loaded part provides. None of it throws, whatever the text. */
export const templates = {
  checkTemplate,
  isTemplate,
  parseTemplate,
  printTemplate,
  variableOf,
  vocabularyOf,
};
export type Templates = typeof templates;
