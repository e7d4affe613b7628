import type { Rule } from './rule.js';

/** A variable that an enum leaves no choice: it is a constant in the form of a question. */
export const singleChoice: Rule<'GT7016'> = {
  code: 'GT7016',
  level: 'warning',
  check({ root, cooking, report }) {
    const { spans } = cooking.context;
    for (const table of [root.doc.vars, root.doc.inputs]) {
      for (const [name, declared] of Object.entries(table ?? {})) {
        const choices = typeof declared === 'object' ? new Set(declared.enum) : undefined;
        if (choices?.size !== 1) continue;
        const [value] = choices;
        report({ variable: name, value: String(value) }, { span: spans.value(declared as object, 'enum') });
      }
    }
  },
};
