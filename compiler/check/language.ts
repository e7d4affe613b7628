import type { Expressions } from '../language/expressions.js';
import type { CompiledPattern } from '../language/pattern.js';
import type { Formula, Step } from './generated/formula.js';
import type { LoadedFormula } from './load.js';
import { insertedSteps } from './step-rules.js';

/** The parts of the language that cost time to load. */
export interface Language {
  readonly compilePattern: (pattern: string) => CompiledPattern;
  readonly expressions: () => Expressions;
}

/** Load of the language what `root` and the formulas it draws in use, and nothing else. */
export async function loadLanguage(root: LoadedFormula): Promise<Language> {
  const formulas = new Set<LoadedFormula>([root]);
  for (const formula of formulas) for (const drawnIn of formula.references.values()) formulas.add(drawnIn);
  const docs = [...formulas].map(({ doc }) => doc);

  const [patterns, parser] = await Promise.all([
    docs.some(hasPattern) ? import('../language/pattern.js') : undefined,
    docs.some(hasExpression) ? import('../language/parser.js') : undefined,
  ]);
  const expressions = parser?.createExpressions();
  return {
    compilePattern: (pattern) => {
      if (!patterns) throw new Error('a pattern that was not announced');
      return patterns.compilePattern(pattern);
    },
    expressions: () => {
      if (!expressions) throw new Error('an expression that was not announced');
      return expressions;
    },
  };
}

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
