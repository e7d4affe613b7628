import { quote } from '../../diagnostics/define.js';
import { BRACES } from './scan.js';

/** What an action is that the subset does not have, and what to write instead. */
export interface Outside {
  readonly construct: string;
  readonly instead: string;
  /** The source as it should be, where that is clear. */
  readonly replacement?: string;
}

const KEYWORDS: Readonly<Record<string, string>> = {
  with: 'write {{if .x}} and the whole names inside it',
  template: 'write the text where it is needed',
  block: 'write the text where it is needed',
  define: 'write the text where it is needed',
  break: 'put an {{if .x}} around what is not always wanted',
  continue: 'put an {{if .x}} around what is not always wanted',
};

const COMPARE =
  'a template asks only whether a name has a value: {{if .x}}; compare in a "condition" of the leg';
const PLAIN = 'write the name alone, {{.x}}: it is printed as it is';
const FUNCTIONS: Readonly<Record<string, string>> = {
  not: 'write {{if .x}}{{else}}...{{end}}',
  and: 'write one inside the other: {{if .x}}{{if .y}}...{{end}}{{end}}',
  or: 'write {{if .x}}...{{else if .y}}...{{end}}',
  ...Object.fromEntries(['eq', 'ne', 'lt', 'le', 'gt', 'ge'].map((name) => [name, COMPARE])),
  len: 'write {{if .xs}} to ask whether there are any, {{range .xs}} for each of them',
  index: 'write {{range .xs}} for each of them',
  slice: 'write {{range .xs}} for each of them',
  ...Object.fromEntries(
    ['print', 'printf', 'println', 'html', 'js', 'urlquery', 'call'].map((name) => [name, PLAIN]),
  ),
};

const NAME = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** What `source` is, which stands between double braces and is no part of the subset. */
export function outside(source: string): Outside {
  const word = /^[A-Za-z_]\w*/.exec(source)?.[0] ?? '';
  // As in any language that has "constructor": the tables are asked for their own keys alone.
  const keyword = Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word] : undefined;
  if (keyword) return { construct: `{{${word}}}`, instead: keyword };
  if (/:=|\$\w/.test(source)) {
    const instead = 'inside {{range .xs}} the item is {{.}}, and {{$.x}} is a name from outside';
    return { construct: 'variables of their own ($x)', instead };
  }
  if (source.startsWith('/*')) {
    return { construct: 'a comment apart from its braces', instead: 'write {{/* ... */}}' };
  }
  if (/^[#/^>!&]/.test(source)) return handlebars(source);
  const called = Object.hasOwn(FUNCTIONS, word) ? FUNCTIONS[word] : undefined;
  if (called) return { construct: `the function ${quote(word)}`, instead: called };
  if (source.includes('|')) return { construct: 'a pipe ("|")', instead: PLAIN };
  if (NAME.test(source)) {
    const replacement = source === 'this' ? '.' : `.${source}`;
    const instead = `${source === 'this' ? 'the item is' : 'a name begins with a dot:'} {{${replacement}}}`;
    return { construct: `${quote(source)} without a dot`, instead, replacement };
  }
  if (/^(?:[.$][\w.]*\s+)+[.$][\w.]*$/.test(source)) {
    return { construct: 'several names in one pair of braces', instead: 'give each its own: {{.x}} {{.y}}' };
  }
  if (source.includes('(')) return { construct: 'parentheses', instead: PLAIN };
  if (/^(?:-?\d|["'`])/.test(source)) {
    return { construct: 'a constant', instead: 'write it as text, outside of the braces' };
  }
  return { construct: quote(source), instead: BRACES };
}

/** `{{#if x}}`, `{{/if}}` and their like are another language's. */
function handlebars(source: string): Outside {
  // Of a long one only the end: the search would begin anew at each of its letters.
  const name = /[\w.]+$/.exec(source.slice(-40))?.[0] ?? 'x';
  const construct = `{{${source.length > 40 ? `${source.slice(0, 40)}...` : source}}}`;
  if (/^#if\b/.test(source)) return { construct, instead: `write {{if .${name}}}` };
  if (/^#each\b/.test(source)) return { construct, instead: `write {{range .${name}}}` };
  if (source.startsWith('/')) return { construct, instead: 'a block is closed by {{end}}' };
  return { construct, instead: BRACES };
}
