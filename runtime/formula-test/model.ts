import type { Scalar } from '../../compiler/language/scalar.js';
import type { Span } from '../../compiler/read/source.js';
import type { Table, Value } from '../../compiler/read/spans.js';

/** What becomes of one attempt at a step. */
export const WORDS = [
  'pass',
  'fail',
  'skip',
  /** Its worker is gone: the lease runs out. */
  'crash',
  /** Its worker renews the claim and never reports: only the timeout of the step ends that. */
  'hang',
  /** Its worker is not heard of until the attempt is over, and reports then. */
  'late',
] as const;
export type Word = (typeof WORDS)[number];

/** What the command of a step's check comes to; `later` is exit code 75. */
export const CHECK_WORDS = ['pass', 'fail', 'later'] as const;
export type CheckWord = (typeof CHECK_WORDS)[number];

/** How a step can have ended, or not. */
export const STEP_OUTCOMES = ['pass', 'fail', 'skipped', 'cancelled', 'open'] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

/** `open`: something is awaited that never comes, such as a gate that stays closed. */
export const MOLECULE_OUTCOMES = [...STEP_OUTCOMES, 'stalled'] as const;
export type MoleculeOutcome = (typeof MOLECULE_OUTCOMES)[number];

/** What is reported of the steps that a name or a glob means. */
export interface Script {
  readonly steps: string;
  /** Of every attempt that `attempts` does not list. */
  readonly outcome: Word;
  readonly attempts: readonly Word[];
  /** Checks that are not listed pass. */
  readonly checks: readonly CheckWord[];
  readonly output: Value | undefined;
  readonly reason: string | undefined;
  /** How long an attempt takes, in simulated milliseconds. */
  readonly takes: number;
}

/** What becomes of gates. A duration is how long after it was armed a gate opens. */
export interface GateScript {
  readonly steps: string;
  readonly opens: 'at once' | 'never' | { readonly after: number };
}

/** `order`: every step that one means has ended before any that the next means begins. */
export interface Expectation {
  /** The code with which the formula is not cooked or not poured; then nothing else is expected. */
  readonly refused: string | undefined;
  readonly outcome: MoleculeOutcome | undefined;
  readonly order: readonly (readonly string[])[];
  readonly outcomes: ReadonlyMap<string, StepOutcome>;
  readonly attempts: ReadonlyMap<string, number>;
  readonly ran: readonly string[];
  readonly notRun: readonly string[];
  readonly digest: Table | undefined;
  /** Simulated milliseconds. */
  readonly within: number | undefined;
}

/** A place where a test names steps; which steps there are is known when it has run. */
export interface Mention {
  readonly name: string;
  readonly key: string;
  readonly span: Span | undefined;
}

export interface FormulaTest {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
  /** Where each of them is given. */
  readonly given: ReadonlyMap<string, Span | undefined>;
  readonly preset: string | undefined;
  readonly phase: 'liquid' | 'vapor' | undefined;
  readonly flags: ReadonlyMap<string, Scalar>;
  readonly env: ReadonlyMap<string, string>;
  /** Files that are there for conditions. */
  readonly files: ReadonlySet<string>;
  readonly scripts: readonly Script[];
  readonly gates: readonly GateScript[];
  readonly expect: Expectation;
  readonly mentions: readonly Mention[];
}

export interface TestFile {
  /** As a person is shown it. */
  readonly path: string;
  /** The name of the formula, and where it is said, if it is. */
  readonly formula: string;
  readonly formulaSpan: Span | undefined;
  readonly tests: readonly FormulaTest[];
}
