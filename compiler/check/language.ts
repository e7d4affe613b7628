import type { Language } from './context.js';
import type { Formula } from './generated/formula.js';
import type { LoadedFormula } from './load.js';
import { stepTables } from './step-tables.js';

/** Load of the language what `root` and the formulas it draws in use, and nothing else. */
export async function loadLanguage(root: LoadedFormula): Promise<Language> {
  const formulas = new Set<LoadedFormula>([root]);
  for (const formula of formulas) for (const drawnIn of formula.references.values()) formulas.add(drawnIn);
  const docs = [...formulas].map(({ doc }) => doc);

  const [compilePattern, expressions, templates] = await Promise.all([
    docs.some(hasPattern)
      ? import('../language/pattern.js').then(({ compilePattern }) => compilePattern)
      : unannounced,
    docs.some(hasExpression)
      ? import('../language/parser.js').then(
          ({ expressions }) =>
            () =>
              expressions,
        )
      : unannounced,
    docs.some(isConvoy)
      ? import('../language/go-template/index.js').then(
          ({ templates }) =>
            () =>
              templates,
        )
      : unannounced,
  ]);
  return { compilePattern, expressions, templates };
}

/** What was not announced is not loaded; asking for it is our own bug. */
const unannounced = (): never => {
  throw new Error('a part of the language is used that was not announced');
};

const hasPattern = ({ vars, inputs }: Formula): boolean =>
  [vars, inputs].some((table) =>
    Object.values(table ?? {}).some(
      (variable) => typeof variable === 'object' && variable.pattern !== undefined,
    ),
  );

function hasExpression(doc: Formula): boolean {
  if ((doc.compose?.gate ?? []).length > 0) return true;
  for (const { condition, gate, loop } of stepTables(doc)) {
    const counts = [loop?.count, loop?.max].some((value) => typeof value === 'string');
    if (counts || [condition, gate?.condition, loop?.range, loop?.until].some((text) => text !== undefined))
      return true;
  }
  return false;
}

/** Only convoys have templates, and every convoy may have them: in prompts, and in the texts of its legs. */
const isConvoy = ({ legs, synthesis, prompts, output }: Formula): boolean =>
  [legs, synthesis, prompts, output].some((key) => key !== undefined);
