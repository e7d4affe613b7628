import type { Language } from './context.js';
import type { Formula, Step } from './generated/formula.js';
import { insertedSteps } from './inserted-steps.js';
import type { LoadedFormula } from './load.js';

/** Load of the language what `root` and the formulas it draws in use, and nothing else. */
export async function loadLanguage(root: LoadedFormula): Promise<Language> {
  const formulas = new Set<LoadedFormula>([root]);
  for (const formula of formulas) for (const drawnIn of formula.references.values()) formulas.add(drawnIn);
  const docs = [...formulas].map(({ doc }) => doc);

  const [compilePattern, expressions] = await Promise.all([
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
  ]);
  return { compilePattern, expressions };
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
  const inSteps = (steps: readonly Step[] | undefined): boolean =>
    (steps ?? []).some(
      (step) =>
        step.condition !== undefined ||
        step.gate?.condition !== undefined ||
        step.loop?.range !== undefined ||
        typeof step.loop?.count === 'string' ||
        inSteps(step.children) ||
        inSteps(step.loop?.body),
    );
  return (
    inSteps(doc.steps) ||
    inSteps(doc.template) ||
    inSteps(doc.legs as readonly Step[] | undefined) ||
    inSteps(doc.aspects as readonly Step[] | undefined) ||
    inSteps(doc.synthesis ? [doc.synthesis as Step] : undefined) ||
    (doc.compose?.gate ?? []).length > 0 ||
    (doc.advice ?? []).some((advice) => insertedSteps(advice).some(inSteps))
  );
}
