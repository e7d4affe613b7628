import { compile } from '../../compiler/compile.js';
import { PHASES } from '../../compiler/cook.js';
import { lint } from '../../compiler/diagnostics/registry/lint.js';
import { LEVELS } from '../../compiler/rules/rule.js';
import { locateFormula, openFormulas } from '../../runtime/formulas/locate.js';
import type { Environment } from '../environment.js';
import type { Candidate } from './place.js';
import type { Asked } from './values.js';

/** Names of formulas, and where each is; no file is read. */
export function formulas({ surroundings }: Environment): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { name, tier } of openFormulas(surroundings, []).all())
    if (!found.has(name)) found.set(name, { word: name, about: `formula, ${tier.name}` });
  return [...found.values()];
}

/** `NAME=` for each variable of the formula that stands before. */
export async function variables({ args }: Asked, { surroundings }: Environment): Promise<Candidate[]> {
  const [formula] = args;
  if (formula === undefined) return [];
  const { host, candidate } = locateFormula(formula, surroundings, []);
  const { protomolecule } = candidate ? await compile(candidate, host) : {};
  return Object.entries(protomolecule?.vars ?? {}).map(([name, { description }]) => ({
    word: `${name}=`,
    ...(description !== undefined && { about: description }),
  }));
}

/** `NAME=LEVEL` for each rule of lint. */
export const rules = (): Candidate[] =>
  Object.values(lint).flatMap(({ name }) => LEVELS.map((level) => ({ word: `${name}=${level}` })));

/** The phases of the compiler. */
export const phases = (): Candidate[] => PHASES.map((word) => ({ word }));
