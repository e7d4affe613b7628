import { quote } from '../diagnostics/define.js';
import type { PhaseContext } from './context.js';
import type { Formula } from './generated/formula.js';
import type { Variable } from './variable.js';

/** Names in the header of a formula, all that it inherits included, that must be names of its parts. */
export function checkCrossReferences(
  doc: Formula,
  variables: ReadonlyMap<string, Variable>,
  { reporter, spans }: PhaseContext,
): void {
  for (const [own, input] of Object.entries(doc.inputs ?? {})) {
    if (typeof input !== 'object') continue;
    input.required_unless?.forEach((name, index) => {
      if (name === own) {
        const reason = `of ${quote(own)} names ${quote(own)} itself; it names what can be given instead`;
        const span = spans.item(input, 'required_unless', index);
        reporter.report('GT2005', { key: 'required_unless', reason }, { span });
      }
      if (variables.has(name)) return;
      const facts = { name, near: reporter.near(name, variables.keys()) };
      reporter.report('GT3002', facts, { span: spans.item(input, 'required_unless', index) });
    });
  }
  const points = new Set<string>();
  for (const point of doc.compose?.bond_points ?? []) {
    if (points.has(point.id)) {
      const reason = `is ${quote(point.id)}, and so is that of another bond point`;
      reporter.report('GT2005', { key: 'id', reason }, { span: spans.value(point, 'id') });
    }
    points.add(point.id);
  }
  const legs = new Set((doc.legs ?? []).map(({ id }) => id));
  for (const [preset, table] of Object.entries(doc.presets ?? {})) {
    table.legs.forEach((leg, index) => {
      if (legs.has(leg)) return;
      const facts = { preset, leg, near: reporter.near(leg, legs) };
      reporter.report('GT5013', facts, { span: spans.item(table, 'legs', index) });
    });
  }
  const prompted = new Set([...legs, 'base', ...(doc.synthesis ? ['synthesis'] : [])]);
  for (const prompt of Object.keys(doc.prompts ?? {})) {
    if (prompted.has(prompt)) continue;
    const facts = {
      prompt,
      near: reporter.near(prompt, prompted),
      hasSynthesis: doc.synthesis !== undefined,
    };
    reporter.report('GT5019', facts, { span: spans.key(doc.prompts as object, prompt) });
  }
}
