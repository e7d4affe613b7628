import type { Rule } from './rule.js';
import { invocations } from './shell/invocations.js';
import { textPlace } from './text-place.js';

/** Words that stand for any command when one talks about commands. */
const ANY_COMMAND: ReadonlySet<string> = new Set(['command', 'commands', 'subcommand', 'subcommands']);

/** Where workers are told what to run. */
const PROSE = ['description', 'description_add', 'notes', 'acceptance', 'focus'] as const;

/** A call of `gt` or `bd` in the code of a text, with a command that neither Gas Town, Beads nor we have. */
export const unknownCommand: Rule<'GT7014'> = {
  code: 'GT7014',
  level: 'warning',
  check({ authored, root, cooking, commands, report }) {
    const { spans, reporter } = cooking.context;
    const check = (table: object, key: string, text: string | undefined): void => {
      const found = text === undefined ? [] : invocations(text);
      if (text === undefined || found.length === 0) return;
      const place = textPlace(spans.value(table, key), text);
      for (const invocation of found) {
        const unknown = commands.unknown(invocation);
        const last = unknown && invocation.words[unknown.length - 1];
        if (!unknown || !last || ANY_COMMAND.has(last.text)) continue;
        const { before, known } = unknown;
        const facts = {
          command: `${before} ${last.text}`,
          program: invocation.program,
          get near() {
            return reporter.near(last.text, known).map((name) => `${before} ${name}`);
          },
        };
        report(facts, { span: place.span(invocation.start, last.end) });
      }
    };
    check(root.doc, 'description', root.doc.description);
    for (const { table } of authored) {
      for (const key of PROSE)
        check(table, key, (table as Readonly<Record<string, string | undefined>>)[key]);
    }
    for (const [name, text] of Object.entries(root.doc.prompts ?? {}))
      check(root.doc.prompts as object, name, text);
  },
};
