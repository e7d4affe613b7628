import { globMatcher, isGlob } from '../../compiler/language/glob.js';
import type { FormulaTest, GateScript, Script, Word } from './model.js';
import { TAKES } from './read-test.js';

/** A test of ids for a name in a formula test: an id as it is, or a glob. */
export const matcher = (name: string): ((id: string) => boolean) =>
  isGlob(name) ? globMatcher(name) : (id) => id === name;

const PASSES: Script = {
  steps: '*',
  outcome: 'pass',
  attempts: [],
  checks: [],
  output: undefined,
  reason: undefined,
  takes: TAKES,
};

/** What is scripted for a step, and for its gates: of several that mean it the last counts. */
export class Scripts {
  readonly #steps: readonly (readonly [is: (id: string) => boolean, Script])[];
  readonly #gates: readonly (readonly [is: (id: string) => boolean, GateScript['opens']])[];

  constructor({ scripts, gates }: Pick<FormulaTest, 'scripts' | 'gates'>) {
    this.#steps = scripts.map((script) => [matcher(script.steps), script] as const).reverse();
    this.#gates = gates.map(({ steps, opens }) => [matcher(steps), opens] as const).reverse();
  }

  /** A step that is not named passes. */
  step(id: string): Script {
    return this.#steps.find(([is]) => is(id))?.[1] ?? PASSES;
  }

  gate(id: string): GateScript['opens'] | undefined {
    return this.#gates.find(([is]) => is(id))?.[1];
  }
}

/** What becomes of an attempt; the first has the number 1. */
export const wordOf = ({ attempts, outcome }: Script, attempt: number): Word =>
  attempts[attempt - 1] ?? outcome;
