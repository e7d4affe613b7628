import type { PhaseContext } from '../check/context.js';
import { checkCrossReferences } from '../check/cross-references.js';
import { CONTENT, checkContent, type FormulaType } from '../check/formula.js';
import type { LoadedFormula } from '../check/load.js';
import { formulaReferences, parentNames, parentSpan } from '../check/references.js';
import { declareVariables, type Variable } from '../check/variable.js';
import type { Composed } from './composed.js';
import { lineageOf } from './lineage.js';
import { mergeLineage } from './merge.js';

/** `formula` with everything it inherits (spec: EXT-1). */
export function compose(formula: LoadedFormula, context: PhaseContext): Composed {
  const { reporter, spans } = context;
  const lineage = lineageOf(formula, context);
  const type = commonType(formula, context);
  if (formula.type === undefined) checkContent(formula.doc, type, context);
  const { doc, aspects } = mergeLineage(formula, lineage, context);

  const references = new Map<string, LoadedFormula>();
  for (const member of lineage.order)
    for (const [name, target] of member.references) references.set(name, target);
  const incomplete = lineage.order.some((member) =>
    formulaReferences(member.doc, spans).some(({ name }) => !member.references.has(name)),
  );
  const content = CONTENT[type];
  if (formula.doc.extends && !incomplete && !content.some((key) => doc[key] !== undefined)) {
    reporter.report(
      'GT2008',
      { type, key: content[0] as string },
      { span: spans.value(formula.doc, 'formula') },
    );
  }
  const variables = declareVariables(doc, context);
  if (type === 'expansion' || type === 'aspect') refuseSecrets(variables, context);
  if (!incomplete) checkCrossReferences(doc, variables, context);
  return {
    name: formula.name,
    type,
    doc,
    source: formula.source,
    variables,
    aspects,
    inheritance: new Map([...lineage.inheritance].map(([member, how]) => [member.source, how])),
    sources: lineage.order.flatMap((member) => [member.source, ...member.texts]),
    incomplete,
    references,
  };
}

/** The type of `formula`, by itself or by its parents; each parent must be of that type. */
function commonType(formula: LoadedFormula, { reporter, spans }: PhaseContext): FormulaType {
  const type = typeOf(formula) ?? 'workflow';
  parentNames(formula.doc).forEach((name, index) => {
    const parent = formula.references.get(name);
    const parentType = parent && typeOf(parent);
    if (!parent || !parentType || parentType === type) return;
    const span = parentSpan(formula.doc, index, spans);
    reporter.report('GT4002', { parent: parent.name, parentType, type }, { span });
  });
  return type;
}

/** The type of the nearest formula that has one, the first parents first; undefined in a circle that has none. */
function typeOf(formula: LoadedFormula): FormulaType | undefined {
  const met = new Set([formula]);
  for (const member of met) {
    if (member.type) return member.type;
    for (const name of parentNames(member.doc)) {
      const parent = member.references.get(name);
      if (parent) met.add(parent);
    }
  }
  return undefined;
}

/** The variables of a fragment are parameters: what they are bound to stands in the texts of steps. */
function refuseSecrets(variables: ReadonlyMap<string, Variable>, { reporter }: PhaseContext): void {
  for (const { name, isSecret, span } of variables.values()) {
    if (!isSecret) continue;
    const because = 'a parameter only stands in texts; declare the secret in the formula that is poured';
    reporter.report(
      'GT2012',
      { where: `variable ${JSON.stringify(name)}`, key: 'secret', because },
      { span },
    );
  }
}
