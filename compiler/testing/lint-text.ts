import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { applyFixes } from '../diagnostics/fixes.js';
import { type LintCode, lint } from '../diagnostics/registry/lint.js';
import { linter } from '../rules/linter.js';
import type { Level } from '../rules/rule.js';
import { Commands } from '../rules/shell/commands.js';
import { cookText } from './cook-text.js';

export interface LintedText {
  /** All findings as a person sees them; empty when there are none. */
  readonly findings: string;
  /** The first file with the fixes of lint applied, those that change its meaning too. */
  readonly fixed: string;
  /** The codes of findings whose fix may be applied without asking. */
  readonly safe: readonly string[];
  /** What stands right in other files: code and text. */
  readonly cleared: readonly string[];
}

/**
 * Lint the first of `files` (see `cookText`) with one rule at level warning and the others off; without `code` with
 * all, each at its own level.
 */
export async function lintText(
  code: LintCode | undefined,
  files: string | Readonly<Record<string, string>>,
  more: ReadonlyMap<LintCode, Level> = new Map(),
): Promise<LintedText> {
  const all = Object.keys(lint) as LintCode[];
  const only = code && all.map((each): [LintCode, Level] => [each, each === code ? 'warning' : 'off']);
  let diagnostics: readonly Diagnostic[] = [];
  let text = '';
  const cleared: string[] = [];
  const ask = linter({
    levels: new Map([...(only ?? []), ...more]),
    commands: new Commands({ gt: ['cook', 'formula which'], bd: [] }),
    onCleared: (of, { source, start, end }) => cleared.push(`${of} ${source.text.slice(start, end)}`),
  });
  const { findings } = await cookText(files, {
    check: true,
    stepTypes: ['audit'],
    lint: (subject) => {
      ask(subject);
      diagnostics = subject.cooking.context.reporter.sorted();
      text = subject.root.source.text;
    },
  });
  const fixes = diagnostics.flatMap((each) => (each.fix ? [each.fix] : []));
  return {
    findings,
    fixed: applyFixes(text, fixes).text,
    safe: diagnostics.filter(({ fix }) => fix?.isSafe).map((each) => each.code),
    cleared,
  };
}
