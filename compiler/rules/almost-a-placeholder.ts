import type { Span } from '../read/source.js';
import { type AuthoredStep, boundNames, textsWithBraces } from './authored.js';
import type { Rule, RuleContext } from './rule.js';
import { textPlace } from './text-place.js';

/**
 * The name of a variable in braces that are no placeholder: `{{ name }}` with blanks, `${name}`, or `{name}`
 * where only `{{name}}` is filled. Once for each text.
 */
export const almostAPlaceholder: Rule<'GT7015'> = {
  code: 'GT7015',
  level: 'warning',
  check(context) {
    const { authored, cooking } = context;
    for (const step of authored)
      for (const { text, span } of textsWithBraces(step, cooking.context.spans))
        checkText(text, span, step, context);
  },
};

/** `{{ a }}` in the first group, `{a}` in the second, with a dollar sign where one stands before it. */
const BRACES =
  /(?<!\{)\{\{(?:[ \t]+(?<left>[A-Za-z_]\w*)[ \t]*|(?<right>[A-Za-z_]\w*)[ \t]+)\}\}|(?<dollar>\$?)(?<![{\\])\{(?<single>[A-Za-z_]\w*)\}(?!\})/g;

function checkText(
  text: string,
  value: Span | undefined,
  step: AuthoredStep,
  { cooking, report }: RuleContext<'GT7015'>,
): void {
  if (text.search(BRACES) === -1) return;
  const { type, variables } = cooking.formula;
  const bound = new Set(boundNames(step));
  const parameters = type === 'expansion' || type === 'aspect';
  const place = textPlace(value, text);
  const assigned = text.includes('${') ? assignedIn(text) : new Set();
  const slips = new Map<string, { readonly meant: string; readonly spans: (Span | undefined)[] }>();
  for (const match of text.matchAll(BRACES)) {
    const { left, right, single, dollar } = match.groups ?? {};
    const name = left ?? right ?? single;
    if (name === undefined || !variables.has(name) || bound.has(name)) continue;
    const isShells = dollar === '$' && assigned.has(name);
    // Of an expansion's parameter `{name}` is filled; the GitHub command fills braces of its own.
    const isFilled = single !== undefined && dollar === '' && (parameters || isForGitHub(text, match.index));
    if (isShells || isFilled) continue;
    const [written] = match;
    const known = slips.get(written) ?? { meant: `{{${name}}}`, spans: [] };
    slips.set(written, known);
    known.spans.push(place.span(match.index, match.index + written.length));
  }
  for (const [written, { meant, spans }] of slips) {
    const found = spans.filter((span) => span !== undefined);
    // What the worker reads changes with it, so it is for the author to say.
    const edits = found.map((span) => ({ span, text: meant }));
    const fix = place.isExact ? { title: `write ${meant}`, edits } : undefined;
    report({ written, meant }, { span: found[0] ?? value, fix });
  }
}

/** The variables of the shell that a text gives a value: `name=…`, `for name in`, `read -r name`. */
function assignedIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, listed = '', assigned] of text.matchAll(ASSIGNMENT)) {
    if (assigned !== undefined) found.add(assigned);
    for (const [word] of listed.matchAll(/\w+/g)) found.add(word);
  }
  return found;
}

const ASSIGNMENT = /(?<![\w$])(?:(?:for|read|local|export|declare)[ \t]+([^\n;]{1,80})|([A-Za-z_]\w*)=)/g;

/** How far back in its line a command may begin. */
const LONGEST_COMMAND = 500;

function isForGitHub(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_COMMAND), at);
  return /\bgh\s+api\b/.test(before.slice(before.lastIndexOf('\n') + 1));
}
