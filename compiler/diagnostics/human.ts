import { codeFrame, gutterWidth, location } from './code-frame.js';
import type { Diagnostic } from './diagnostic.js';
import { visible } from './terminal-text.js';

/** Findings that are shown in full; the rest is counted. Who has more repairs these and looks again. */
export const MAX_DIAGNOSTICS_SHOWN = 100;

/** Each marks a piece of one line; `plain` marks nothing. */
export interface Colors {
  readonly bold: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const same = (text: string): string => text;
export const plain: Colors = { bold: same, red: same, yellow: same, cyan: same };

export interface HumanOptions {
  readonly colors?: Colors | undefined;
  /** Findings shown in full. */
  readonly limit?: number | undefined;
}

/**
 * The findings for a person, in the order given, a blank line between them and a count at the end. Beyond
 * the limit errors are shown rather than warnings. Ends with a line end; empty where nothing was found.
 */
export function renderHuman(diagnostics: readonly Diagnostic[], options: HumanOptions = {}): string {
  if (diagnostics.length === 0) return '';
  const { colors = plain, limit = MAX_DIAGNOSTICS_SHOWN } = options;
  const shown = choose(diagnostics, limit);
  const blocks = diagnostics
    .filter((diagnostic) => shown.has(diagnostic))
    .map((each) => finding(each, colors));

  const hidden = diagnostics.filter((diagnostic) => !shown.has(diagnostic));
  if (hidden.length > 0) blocks.push(`… and ${count(hidden, colors, 'more ')}`);
  blocks.push(count(diagnostics, colors));
  return `${blocks.join('\n\n')}\n`;
}

/** An error must not stay unseen behind a hundred warnings. */
function choose(diagnostics: readonly Diagnostic[], limit: number): ReadonlySet<Diagnostic> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  return new Set([...errors, ...warnings].slice(0, limit));
}

/** `2 errors and 1 warning`. */
function count(diagnostics: readonly Diagnostic[], colors: Colors, more = ''): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const parts: string[] = [];
  if (errors > 0) parts.push(colors.red(`${errors} ${more}${errors === 1 ? 'error' : 'errors'}`));
  if (warnings > 0)
    parts.push(colors.yellow(`${warnings} ${more}${warnings === 1 ? 'warning' : 'warnings'}`));
  return parts.join(' and ');
}

function finding(diagnostic: Diagnostic, colors: Colors): string {
  const { span, severity } = diagnostic;
  const tint = severity === 'error' ? colors.red : colors.yellow;
  const margin = ' '.repeat(span ? gutterWidth(span) : 1);

  const note = (kind: string, text: string): string =>
    `${margin} ${colors.cyan('=')} ${colors.bold(`${kind}:`)} ${lines(text, `${margin}   ${' '.repeat(kind.length + 2)}`)}`;

  const title = `${severity}[${diagnostic.code}]`;
  const out = [`${colors.bold(tint(title))}: ${lines(diagnostic.message, '  ', colors.bold)}`];
  if (span) out.push(codeFrame(span, diagnostic.label, { gutter: colors.cyan, carets: tint }));
  for (const related of diagnostic.related) {
    out.push(note('note', related.message));
    out.push(`${margin}   ${colors.cyan('-->')} ${location(related.span)}`);
  }
  if (diagnostic.help !== undefined) out.push(note('help', diagnostic.help));
  if (diagnostic.fix) out.push(note('fix', diagnostic.fix.title));
  return out.join('\n');
}

/**
 * A text of several lines with the later ones set in, so that none of them can pass for a finding of its own,
 * and without blank ones, which stand between findings only.
 */
function lines(text: string, indent: string, color: (text: string) => string = same): string {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => color(visible(line)))
    .join(`\n${indent}`);
}
