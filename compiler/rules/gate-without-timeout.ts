import type { Rule } from './rule.js';

/** What opens these gates may never come; of a timer the timeout is what opens it. */
const OPENED_BY_OTHERS: ReadonlySet<string> = new Set([
  'human',
  'gh:run',
  'gh:pr',
  'mail',
  'bead',
  'condition',
]);

/** A gate that keeps a molecule waiting for ever when what it waits for does not come. */
export const gateWithoutTimeout: Rule<'GT7010'> = {
  code: 'GT7010',
  level: 'warning',
  check({ authored, cooking, report }) {
    const { spans } = cooking.context;
    for (const { table, name, role } of authored) {
      const { gate } = table;
      // A patch may leave the timeout to the gate that it changes.
      if (role === 'patch' || !gate || gate.timeout !== undefined || !OPENED_BY_OTHERS.has(gate.type))
        continue;
      report({ step: name, type: gate.type }, { span: spans.value(gate, 'type') ?? spans.table(gate) });
    }
  },
};
