import type { LintCode } from '../diagnostics/registry/lint.js';
import type { Span } from '../read/source.js';
import { authoredSteps } from './authored.js';
import { RULES } from './index.js';
import type { Level } from './rule.js';
import type { Commands } from './shell/commands.js';
import type { LintSubject } from './subject.js';
import { Suppressions } from './suppressions.js';

export interface LintOptions {
  /** What the project says; a rule that is missing here has its own level. */
  readonly levels: ReadonlyMap<LintCode, Level>;
  readonly commands: Commands;
  /** Told what stands right in other files, because this formula makes use of it (see `RuleContext.clear`). */
  readonly onCleared?: ((code: LintCode, span: Span) => void) | undefined;
}

/** The level of a rule where nobody says anything. The two that `RULES` lacks are about comments. */
export function ownLevel(code: LintCode): Level {
  return RULES.find((rule) => rule.code === code)?.level ?? 'warning';
}

/** For `CompileOptions.lint`: ask every rule, and report what is not to be ignored, in the levels wished for. */
export function linter({ levels, commands, onCleared }: LintOptions): (subject: LintSubject) => void {
  const levelOf = (code: LintCode): Level => levels.get(code) ?? ownLevel(code);
  return (subject) => {
    const { source, candidate } = subject.root;
    const { reporter } = subject.cooking.context;
    const suppressions = new Suppressions(source, candidate.format);
    const authored = authoredSteps(subject.root.doc);
    for (const rule of RULES) {
      const { code } = rule;
      const severity = levelOf(code);
      if (severity === 'off') continue;
      rule.check({
        ...subject,
        authored,
        commands,
        report: (facts, place) => {
          // What another file has, is found when that one is looked at.
          if (place.span?.source !== source || suppressions.covers(code, place.span.start)) return;
          reporter.report(code, facts, { ...place, severity });
        },
        clear: (span) => {
          if (span && span.source !== source) onCleared?.(code, span);
        },
      });
    }
    suppressions.report(levelOf, reporter);
  };
}
